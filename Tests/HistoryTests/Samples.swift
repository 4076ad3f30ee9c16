import GoRules
import Health
import History
import Record

// Records to write, at seconds after one moment (2026-11-21T10:00:00Z).

let origin: Duration = .seconds(1_795_255_200)

/// Both clocks, `seconds` after the origin; the monotonic clock then stood at 1000 s.
func time(_ seconds: Double) -> Timestamp {
  Timestamp(monotonic: .seconds(1_000) + .seconds(seconds), wall: origin + .seconds(seconds))
}

let mirrorA = Mirror.ID(rawValue: "https://a.example")
let mirrorB = Mirror.ID(rawValue: "https://b.example")
let placeA = Failover.Place.mirror(mirrorA, name: "a.example")
let placeB = Failover.Place.mirror(mirrorB, name: "b.example")

func sample(
  _ mirror: Mirror.ID = mirrorA, at seconds: Double, _ outcome: RequestOutcome = .ok
) -> ProbeResult {
  var timings = PhaseTimings()
  timings.resolve = .microseconds(1_200)
  timings.connect = .microseconds(20_100)
  timings.tls = .microseconds(22_400)
  timings.total = .microseconds(64_800)
  return ProbeResult(
    mirror: mirror, request: ProbeRequest(.info, canary: .standard, use: .cold),
    startedAt: time(seconds), outcome: outcome, status: 200, timings: timings)
}

func failover(
  at seconds: Double, from: Failover.Place, to: Failover.Place, cause: String = "status 502 (|)"
) -> Failover {
  Failover(
    at: time(seconds), kind: .info, canary: .standard, from: from, to: to, cause: cause)
}

func change(
  _ mirror: Mirror.ID = mirrorA, at seconds: Double, from: HealthState, to: HealthState,
  _ failure: RequestFailure? = nil
) -> StateChange {
  StateChange(at: time(seconds), mirror: mirror, from: from, to: to, failure: failure)
}

extension HistoryStore {
  /// The failovers since a wall time, newest first.
  func failovers(since: Duration) throws(HistoryError) -> [Failover] {
    try period(from: since, until: RecordedPeriod.noEnd).failovers()
  }

  /// The outages since a wall time, newest first.
  func outages(since: Duration) throws(HistoryError) -> [Outage] {
    try period(from: since, until: RecordedPeriod.noEnd).outages()
  }
}
