import Glibc
import Platform
import Testing

/// Tests that wait for other programs: they run on threads of their own, a few at a time.
///
/// On the cooperative pool, which has a thread a core, each would hold up every test that awaits something.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(BlockingExecutor.shared) { try await function() }
  }
}

extension Trait where Self == BlockingTrait {
  /// The tests of this suite block.
  static var blocking: Self { BlockingTrait() }
}

private final class BlockingExecutor: TaskExecutor {
  static let shared = BlockingExecutor(threads: 4)

  private let lock = ConditionLock()
  // Guarded by `lock`.
  nonisolated(unsafe) private var jobs: [UnownedJob] = []

  init(threads: Int) {
    for _ in 0..<threads {
      do {
        pthread_detach(try Threads.start { [self] in serve() })
      } catch {
        preconditionFailure("no thread for the tests: error \(error.code)")
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    lock.withLock {
      jobs.append(job)
      lock.signal()
    }
  }

  private func serve() {
    while true { nextJob().runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func nextJob() -> UnownedJob {
    lock.withLock {
      while jobs.isEmpty { lock.wait(until: nil) }
      return jobs.removeFirst()
    }
  }
}
