import GoRules
import Health
import Testing

/// `slow`: a phase takes many times its usual time, in two probes in a row.
@Suite struct SlownessTests {
  private var health = MirrorHealth(thresholds: HealthThresholds())
  private var now = Timestamp(monotonic: .seconds(7200), wall: .zero)

  /// A probe with these times in milliseconds, in the order of the phases; returns the state after it.
  @discardableResult
  private mutating func probe(_ times: [Double], _ outcome: RequestOutcome = .ok) -> HealthState {
    now = now.advanced(by: .seconds(5))
    var timings = PhaseTimings()
    for (phase, time) in zip(Phase.allCases, times) { timings[phase] = .milliseconds(time) }
    timings.total = .milliseconds(times.reduce(0, +))
    _ = health.coldProbeFinished(outcome, timings: timings, at: now)
    return health.state
  }

  private mutating func probe(_ times: [Double], count: Int) {
    for _ in 0..<count { probe(times) }
  }

  private static let usual = [2.0, 20, 20, 20, 0.1]
  private static let slow = [2.0, 800, 20, 20, 0.1]

  @Test mutating func twoProbesDecideAndTwoEndIt() {
    probe(Self.usual, count: 12)
    #expect(health.state == .up)
    #expect(probe(Self.slow) == .up)
    #expect(health.isUnconfirmed)
    #expect(health.reason == nil)
    #expect(probe(Self.slow) == .slow)
    #expect(!health.isUnconfirmed)
    guard case .slow(let slowness) = health.reason else {
      Issue.record("\(String(describing: health.reason))")
      return
    }
    #expect(slowness.phase == .connect)
    #expect((39.0...41).contains(slowness.factor))
    #expect(probe(Self.usual) == .slow)
    #expect(health.isUnconfirmed)
    #expect(probe(Self.usual) == .up)
    #expect(health.reason == nil)
  }

  /// One slow probe between good ones tells nothing.
  @Test mutating func aSingleOneIsNone() {
    probe(Self.usual, count: 12)
    for _ in 0..<4 {
      #expect(probe(Self.slow) == .up)
      for _ in 0..<40 { #expect(probe(Self.usual) == .up) }
    }
  }

  /// The measure does not follow what is slow: it is told for an hour, and then it is what is usual.
  @Test mutating func whatIsSlowIsUsualAfterAnHour() {
    probe(Self.usual, count: 40)
    probe(Self.slow, count: 600)
    #expect(health.state == .slow)
    probe(Self.slow, count: 240)
    #expect(health.state == .up)
  }

  @Test(arguments: [
    // 4.9 times.
    ([2.0, 20, 20, 200, 0.1], [2.0, 20, 20, 980, 0.1]),
    // Ten times, but 500 ms in all.
    ([2.0, 20, 20, 20, 0.1], [2.0, 20, 278, 200, 0]),
    // A distant mirror: six times in a phase that does not matter.
    ([4.0, 185, 178, 194, 0], [24.0, 185, 178, 194, 0]),
  ])
  mutating func isNotSlow(usual: [Double], then: [Double]) {
    probe(usual, count: 12)
    probe(then, count: 4)
    #expect(health.state == .up)
  }

  /// Every phase a little: together it matters, and the one that adds most is named.
  @Test mutating func allPhasesTogether() {
    probe(Self.usual, count: 12)
    probe([30, 180, 190, 180, 0], count: 2)
    guard case .slow(let slowness) = health.reason else {
      Issue.record("\(String(describing: health.reason))")
      return
    }
    #expect(slowness.phase == .tls)
  }

  /// A single probe does not tell what is usual.
  @Test mutating func tooFewTellNothing() {
    probe(Self.usual)
    probe(Self.slow, count: 4)
    #expect(health.state == .up)
  }

  /// Three do, 12 s after the start, and what is slow then does not become usual.
  @Test mutating func soonAfterTheStart() {
    probe(Self.usual, count: 3)
    probe(Self.slow, count: 2)
    #expect(health.state == .slow)
    probe(Self.slow, count: 20)
    #expect(health.state == .slow)
    probe(Self.usual, count: 2)
    #expect(health.state == .up)
  }

  @Test mutating func aFailureEndsTheRow() {
    probe(Self.usual, count: 12)
    probe(Self.slow)
    probe(Self.usual, .failure(RequestFailure(.processing, .status(502))))
    #expect(probe(Self.slow) == .up)
    #expect(probe(Self.slow) == .slow)
  }

  /// Up again after an outage, it is slow only where that is so now.
  @Test mutating func anOutageIsForgotten() {
    probe(Self.usual, count: 12)
    probe(Self.slow, count: 2)
    for _ in 0..<2 { probe([1], .failure(RequestFailure(.connect, .refused))) }
    #expect(health.state == .down)
    probe(Self.usual, count: 2)
    #expect(health.state == .up)
  }
}
