import GoRules
import Health
import Record
import Synchronization

/// A clock that stands until it is moved; in seconds after the origin.
final class TestClock: Sendable {
  private let milliseconds: Atomic<Int64>

  init(_ seconds: Double = 0) { milliseconds = Atomic(Int64(seconds * 1_000)) }

  func move(to seconds: Double) { milliseconds.store(Int64(seconds * 1_000), ordering: .relaxed) }

  var now: Timestamp { time(Double(milliseconds.load(ordering: .relaxed)) / 1_000) }

  var read: @Sendable () -> Timestamp { { self.now } }
}
