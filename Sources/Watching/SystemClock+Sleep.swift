import Health
import Platform

extension SystemClock {
  /// Returns at `deadline` of the monotonic clock, or at once when cancelled.
  /// - Returns: false when cancelled.
  package static func sleep(until deadline: Duration) async -> Bool {
    let rest = deadline - now().monotonic
    guard rest > .zero else { return !Task.isCancelled }
    do {
      try await Task.sleep(for: rest, clock: .suspending)
      return true
    } catch {
      return false
    }
  }
}
