import GoRules
import Health
import Testing

@Suite struct MirrorHealthTests {
  /// One cold probe each 5 s: `.` good, `x` failed, `t` failed in the handshake, `s` connected in
  /// over 2 s, `n` not found. The states after each: `?` unknown, `+` up, `-` down, `~` degraded.
  private func states(_ probes: String) -> String {
    var health = MirrorHealth(thresholds: HealthThresholds())
    var now = Timestamp(monotonic: .seconds(50), wall: .zero)
    var states = ""
    for probe in probes {
      now = now.advanced(by: .seconds(5))
      let outcome: RequestOutcome =
        switch probe {
        case "x": .badGateway
        case "t": .handshake
        case "n": .notFound(NotFound(status: 404))
        default: .ok
        }
      _ = health.coldProbeFinished(
        outcome,
        timings: .of(
          connect: probe == "s" ? .milliseconds(2001) : .milliseconds(2000),
          total: .milliseconds(60)), at: now)
      states += Self.mark(health.state)
    }
    return states
  }

  private static func mark(_ state: HealthState) -> String {
    switch state {
    case .unknown: "?"
    case .up: "+"
    case .slow: "%"
    case .degraded: "~"
    case .down: "-"
    case .local: "l"
    case .waiting: "w"
    }
  }

  @Test(arguments: [
    // Rise and fall from the start.
    ("..", "?+"), (".", "?"), ("xx", "?-"), ("x.x.x.", "??????"), (".x..", "???+"),
    // Down after two in a row, up after two in a row.
    ("..xx..", "?++--+"), ("..x.x.x.", "?+++++++"), ("..xx.x.x..", "?++------+"),
    // A handshake failure needs three, unless another failure is among them.
    ("..ttt", "?+++-"), ("..tx", "?++-"), ("..xt", "?++-"), ("..tt.tt.", "?+++++++"),
    // A slow connect is a failure, a 404 is not.
    ("..ss", "?++-"), ("..nnnn", "?+++++"), ("nn", "?+"),
  ])
  func riseAndFall(probes: String, expected: String) {
    #expect(states(probes) == expected, "\(probes)")
  }

  /// Each string of up to seven good, failed and handshake-failed probes.
  @Test func exhaustively() {
    var strings = [""]
    for _ in 0..<7 {
      strings = strings.flatMap { start in [".", "x", "t"].map { start + $0 } }
      for probes in strings {
        let states = Array(states(probes))
        let probes = Array(probes)
        for index in probes.indices {
          let before = index == 0 ? "?" : states[index - 1]
          if states[index] == "+", before != "+" {
            #expect(index > 0 && probes[index] == "." && probes[index - 1] == ".")
          }
          if states[index] == "-", before != "-" {
            #expect(index > 0 && probes[index] != "." && probes[index - 1] != ".")
          }
          if index > 0, probes[index] == ".", probes[index - 1] == "." {
            #expect(states[index] == "+")
          }
          if index > 0, probes[index] != ".", probes[index - 1] != ".",
            probes[index] == "x" || probes[index - 1] == "x"
          {
            #expect(states[index] == "-")
          }
        }
      }
    }
  }

  /// 20 probes with 1 failure are 5 %, which is not over 5 %; 20 with 2 are 10 %.
  @Test func degradedByErrorShare() {
    #expect(states("..x" + String(repeating: ".", count: 17)).last == "+")
    #expect(states("..x.x" + String(repeating: ".", count: 14)).last == "+")
    #expect(states("..x.x" + String(repeating: ".", count: 15)).last == "~")
    // 19 probes decide nothing; 41 with 2 failures are 4.9 %: up again.
    #expect(states("..x.x" + String(repeating: ".", count: 36)).last == "+")
  }

  @Test func degradedWhereSlowerThanUsual() {
    var health = MirrorHealth(thresholds: HealthThresholds())
    var now = Timestamp(monotonic: .seconds(3600), wall: .zero)
    func probe(_ total: Duration, times: Int) {
      for _ in 0..<times {
        now = now.advanced(by: .seconds(5))
        _ = health.coldProbeFinished(
          .ok, timings: .of(connect: .milliseconds(9), total: total), at: now)
      }
    }
    probe(.milliseconds(200), times: 600)
    #expect(health.state == .up)
    // p95 of the last 5 min (at most 60 probes) is over 600 ms once more than 5 % are: 3 or 4.
    probe(.milliseconds(700), times: 2)
    #expect(health.state == .up)
    probe(.milliseconds(700), times: 2)
    #expect(health.state == .degraded)
    probe(.milliseconds(200), times: 70)
    #expect(health.state == .up)
    // Over three times the median, but not over 500 ms.
    probe(.milliseconds(40), times: 720)
    probe(.milliseconds(450), times: 60)
    #expect(health.state == .up)
  }

  @Test func recoveredIsUpAlthoughItFailedALot() {
    #expect(states("..xxxxxxxxxxxxxxxxxxxxxxxx..").last == "+")
  }

  @Test func localIsLeftByRiseAndFall() {
    var health = MirrorHealth(thresholds: HealthThresholds())
    let now = Timestamp(monotonic: .seconds(50), wall: .zero)
    #expect(health.networkLost()?.to == .local)
    #expect(health.networkLost() == nil)
    #expect(health.coldProbeFinished(.ok, timings: PhaseTimings(), at: now) == nil)
    #expect(health.isUnconfirmed)
    #expect(health.coldProbeFinished(.ok, timings: PhaseTimings(), at: now)?.to == .up)
    _ = health.networkLost()
    #expect(health.coldProbeFinished(.refused, timings: PhaseTimings(), at: now) == nil)
    #expect(health.coldProbeFinished(.refused, timings: PhaseTimings(), at: now)?.to == .down)
  }

  @Test func warmProbeConfirmsTheFirstRoundOnly() {
    var health = MirrorHealth(thresholds: HealthThresholds())
    let now = Timestamp(monotonic: .seconds(50), wall: .zero)
    #expect(health.otherProbeFinished(.ok, isSecondInfo: true, at: now) == nil)
    #expect(health.coldProbeFinished(.ok, timings: PhaseTimings(), at: now) == nil)
    #expect(health.otherProbeFinished(.ok, isSecondInfo: true, at: now)?.to == .up)
    for _ in 0..<2 { _ = health.coldProbeFinished(.refused, timings: PhaseTimings(), at: now) }
    #expect(health.state == .down)
    _ = health.coldProbeFinished(.ok, timings: PhaseTimings(), at: now)
    #expect(health.otherProbeFinished(.ok, isSecondInfo: true, at: now) == nil)
    #expect(health.state == .down)
  }

  @Test func rowsBeginAnewAfterAGap() {
    var health = MirrorHealth(thresholds: HealthThresholds())
    let now = Timestamp(monotonic: .seconds(50), wall: .zero)
    for _ in 0..<2 { _ = health.coldProbeFinished(.ok, timings: PhaseTimings(), at: now) }
    _ = health.coldProbeFinished(.refused, timings: PhaseTimings(), at: now)
    health.gapPassed()
    #expect(health.coldProbeFinished(.refused, timings: PhaseTimings(), at: now) == nil)
    #expect(health.state == .up)
  }
}

extension PhaseTimings {
  fileprivate static func of(connect: Duration, total: Duration) -> PhaseTimings {
    var timings = PhaseTimings()
    timings.connect = connect
    timings.total = total
    return timings
  }
}
