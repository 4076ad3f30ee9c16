import Glibc
import Platform
import Testing

/// Tests on threads of their own, a few at a time: those that wait for other programs, and those that must not wait
/// for other tests.
///
/// The cooperative pool has a thread a core: a test that blocks on it holds up every test that awaits something. Each
/// test target that needs this links to the file.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Executor.shared) { try await function() }
  }

  private final class Executor: TaskExecutor {
    static let shared = Executor(threads: 4)

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
}

extension Trait where Self == OwnThreads {
  static var ownThreads: Self { OwnThreads() }
}
