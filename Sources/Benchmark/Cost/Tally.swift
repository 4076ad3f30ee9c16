import GoRules
import Health
import Synchronization

/// Counts results that arrive on a prober's thread.
final class Tally: Sendable {
  private let state = Mutex<(good: Int, bad: String?)>((0, nil))

  func count(_ result: ProbeResult) {
    state.withLock { state in
      if result.outcome == .ok, result.connection.httpVersion != nil {
        state.good += 1
      } else {
        state.bad = "\(result.outcome)"
      }
    }
  }

  /// The good ones, and the outcome of a bad one.
  var result: (good: Int, bad: String?) { state.withLock { $0 } }
}
