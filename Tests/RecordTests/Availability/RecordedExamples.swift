import GoRules
import Health
import Record

// Sessions of a record, at seconds after one moment (2026-11-21T10:00:00Z).

let recordStart: Duration = .seconds(1_795_255_200)
let recordedA = Mirror.ID(rawValue: "https://a.example")
let recordedB = Mirror.ID(rawValue: "https://b.example")
let servedByA = Failover.Place.mirror(recordedA, name: "a.example")
let servedByB = Failover.Place.mirror(recordedB, name: "b.example")

/// Both clocks; `boot` is what the monotonic clock showed at the moment.
func at(_ seconds: Double, boot: Double = 500) -> Timestamp {
  Timestamp(monotonic: .seconds(boot + seconds), wall: recordStart + .seconds(seconds))
}

/// `"up@0 down@60 up@90"` as state changes.
func states(_ text: String, of mirror: Mirror.ID = recordedA, boot: Double = 500) -> [StateChange] {
  var before = HealthState.unknown
  return text.split(separator: " ").compactMap { word in
    let parts = word.split(separator: "@")
    guard let to = HealthState(rawValue: String(parts[0])), let seconds = Double(parts[1]) else {
      return nil
    }
    defer { before = to }
    return StateChange(
      at: at(seconds, boot: boot), mirror: mirror, from: before, to: to,
      failure: to == .down ? RequestFailure(.connect, .refused) : nil)
  }
}

func switched(
  at seconds: Double, from: Failover.Place, to: Failover.Place, boot: Double = 500,
  cause: String = "refused (|)"
) -> Failover {
  Failover(
    at: at(seconds, boot: boot), kind: .info, canary: .standard, from: from, to: to, cause: cause)
}

let nobodyKnown = Failover.Place.nowhere(.unknown, at: nil)

extension RecordedPeriod {
  /// The period from the moment to `seconds` after it.
  init(_ seconds: Double, _ sessions: RecordedSession...) {
    self.init(from: recordStart, until: recordStart + .seconds(seconds), sessions: sessions)
  }
}
