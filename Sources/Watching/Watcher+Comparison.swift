import Health
import Platform
import Probing

/// Asks one mirror what a comparison wants to know of it.
private struct ComparisonRun: Sendable {
  let mirror: Mirror
  let timeout: Duration
  let pool: ProbePool

  /// `report` gets the comparison after every result, and at the end; it ends early when cancelled.
  func run(report: @escaping @Sendable (MirrorComparison) -> Void) async {
    let comparison = Locked(MirrorComparison(mirror))
    while !Task.isCancelled, let requests = comparison.withLock({ $0.nextRound() }) {
      let round = ProbeRound(
        of: mirror, lane: .compared, requests: requests, timeout: timeout)
      await pool.run(round) { event in
        guard case .finished(let result) = event else { return }
        report(
          comparison.withLock { comparison in
            comparison.take(result)
            return comparison
          })
      }
    }
    report(
      comparison.withLock { comparison in
        comparison.finish()
        return comparison
      })
  }
}

extension Watcher {
  /// Between two beginnings: who holds the key down hammers no mirror.
  private static let pause = Duration.seconds(1)

  /// Asks these mirrors, side by side and beside the schedule, what they are compared by; replaces a comparison under way.
  package mutating func compare(_ mirrors: [Mirror.ID]) {
    cancelComparison()
    comparisons += 1
    let timeout = min(settings.timeout, MirrorComparison.timeout)
    let runs = settings.proxies.filter { mirrors.contains($0.id) }
      .map { ComparisonRun(mirror: $0, timeout: timeout, pool: pool) }
    let now = SystemClock.now().monotonic
    // One that had not begun yet is replaced in its place.
    if compareAt <= now { compareAt = max(now, compareAt + Self.pause) }
    let (job, handle) = cancellable { [send, number = comparisons, start = compareAt] in
      guard await SystemClock.sleep(until: start) else { return }
      let end = start + MirrorComparison.deadline
      await withTaskGroup { group in
        group.addTask { _ = await SystemClock.sleep(until: end) }
        group.addTask {
          await withDiscardingTaskGroup { group in
            for run in runs {
              group.addTask { await run.run { send(.compared(number, $0)) } }
            }
          }
        }
        await group.next()
        group.cancelAll()
      }
    }
    comparing = handle
    perform(job)
  }

  package mutating func cancelComparison() {
    comparing?.finish()
    comparing = nil
  }

  mutating func compared(_ number: Int, _ comparison: MirrorComparison) {
    if number == comparisons, comparing != nil { tell(.compared(comparison)) }
  }
}
