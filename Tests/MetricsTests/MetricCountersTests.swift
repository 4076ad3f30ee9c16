import GoRules
import Health
import Metrics
import Testing

@Suite struct MetricCountersTests {
  private static let time = Timestamp(monotonic: .seconds(1), wall: .seconds(1_795_255_200))

  /// A snapshot of mirrors of these names.
  private static func snapshot(_ names: String...) -> Snapshot {
    var snapshot = Snapshot(
      now: time, setting: GoproxySetting(value: "", source: .option), chain: nil, chainError: nil,
      interval: .seconds(5))
    snapshot.mirrors = names.enumerated().map { index, name in
      let url = ProxyURL(
        scheme: .https, user: "user", password: "secret", host: "m\(index).example")
      return MirrorSnapshot(mirror: Mirror(name: name, url: url, entry: index))
    }
    return snapshot
  }

  private static func result(
    of mirror: Mirror.ID, _ outcome: RequestOutcome, after age: Duration = .zero
  ) -> ProbeResult {
    var result = ProbeResult(
      mirror: mirror, request: ProbeRequest(.info, canary: .standard, use: .cold),
      startedAt: time.advanced(by: .zero - age), outcome: outcome)
    result.timings.tls = .milliseconds(20)
    result.timings.total = .milliseconds(40)
    result.status = 200
    return result
  }

  private static func lines(_ snapshot: Snapshot, _ counters: MetricCounters) -> [String] {
    Exposition.prometheus.text(snapshot.metrics(counters)).split(separator: "\n").map(String.init)
  }

  @Test("Failures are counted by phase and cause, a status by its number, a hang as that")
  func failures() throws {
    let snapshot = Self.snapshot("a")
    let mirror = snapshot.mirrors[0].id
    var counters = MetricCounters()
    for outcome: RequestOutcome in [
      .ok, .failure(RequestFailure(.processing, FailureCause(.status, number: 502))),
      .failure(RequestFailure(.processing, FailureCause(.status, number: 502))),
      .failure(RequestFailure(.tls, FailureCause(.certificateExpired))), .hang(.transfer),
      // What this machine could not measure is nobody's failure.
      .failure(RequestFailure(.processing, FailureCause(.notMeasured))),
    ] {
      counters.take(.sample(Self.result(of: mirror, outcome)))
    }
    let lines = Self.lines(snapshot, counters)
    let failures = lines.filter { $0.hasPrefix("goproxy_probe_failures_total") }
    #expect(
      failures == [
        #"goproxy_probe_failures_total{mirror="a",phase="processing",cause="status_502"} 2"#,
        #"goproxy_probe_failures_total{mirror="a",phase="tls",cause="certificate_expired"} 1"#,
        #"goproxy_probe_failures_total{mirror="a",phase="transfer",cause="hang"} 1"#,
      ])
    #expect(lines.contains(#"goproxy_probes_total{mirror="a"} 5"#))
    // Only what was answered has a time.
    #expect(
      lines.contains(#"goproxy_phase_duration_seconds_count{mirror="a",phase="tls"} 1"#))
  }

  @Test("What the record has from before the start is counted, too, and no number is a trap")
  func fromTheRecord() {
    let snapshot = Self.snapshot("a")
    let mirror = snapshot.mirrors[0].id
    let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))
    var counters = MetricCounters()
    counters.waitsForRecord = true
    counters.take(.sample(Self.result(of: mirror, refused)))
    #expect(!Self.lines(snapshot, counters).contains { $0.hasPrefix("goproxy_probe") })
    counters.waitsForRecord = false
    counters.take(
      [
        .ok: 7, refused: 2, .hang(.transfer): .max,
        .failure(RequestFailure(.processing, FailureCause(.notMeasured))): 5,
      ], of: mirror)
    counters.take(.sample(Self.result(of: mirror, .hang(.transfer))))
    // Whom nobody watches is not told of.
    counters.take([.ok: 1], of: Mirror.ID(rawValue: "https://gone.example"))
    let lines = Self.lines(snapshot, counters)
    #expect(
      lines.contains(
        #"goproxy_probe_failures_total{mirror="a",phase="connect",cause="refused"} 3"#))
    #expect(lines.filter { $0.hasPrefix("goproxy_probes_total") }.count == 1)
  }

  @Test("Failovers are counted by who served, who serves and why")
  func failovers() throws {
    var counters = MetricCounters()
    let a = Failover.Place.mirror(Mirror.ID(rawValue: "https://a.example"), name: "a")
    for (from, to, cause) in [
      (a, Failover.Place.direct, "status 502 (|)"), (a, .direct, "status 502 (|)"),
      (.direct, a, "recovered"), (a, .nowhere(.broken, at: "a"), "status 502 (,)"),
    ] {
      counters.take(
        .failover(
          Failover(
            at: Self.time, kind: .info, canary: .standard, from: from, to: to, cause: cause)))
    }
    let lines = Self.lines(Self.snapshot(), counters)
    #expect(
      lines.filter { $0.hasPrefix("goproxy_failovers_total") } == [
        #"goproxy_failovers_total{from="a",to="broken",cause="status_502"} 1"#,
        #"goproxy_failovers_total{from="a",to="direct",cause="status_502"} 2"#,
        #"goproxy_failovers_total{from="direct",to="a",cause="recovered"} 1"#,
      ])
  }

  @Test("However much happens, there are not more series than some thousands")
  func bounded() throws {
    let snapshot = Self.snapshot("a")
    var counters = MetricCounters()
    for number in 0..<5_000 {
      counters.take(
        .failover(
          Failover(
            at: Self.time, kind: .info, canary: .standard,
            from: .mirror(Mirror.ID(rawValue: "\(number)"), name: "\(number)"), to: .direct,
            cause: "recovered")))
      counters.take(
        .sample(
          Self.result(
            of: snapshot.mirrors[0].id,
            .failure(RequestFailure(.processing, FailureCause(.status, number: number))))))
      counters.take(.sample(Self.result(of: Mirror.ID(rawValue: "\(number)"), .ok)))
    }
    let lines = Self.lines(snapshot, counters)
    #expect(lines.count < 3_500)
    #expect(
      lines.contains(
        #"goproxy_failovers_total{from="other",to="other",cause="other"} 4000"#))
    #expect(
      lines.contains(
        #"goproxy_probe_failures_total{mirror="a",phase="other",cause="other"} 4000"#))
  }

  @Test("Names are those of the screen, each of its own, and no label has a secret")
  func names() throws {
    let lines = Self.lines(Self.snapshot("a", "a", "b"), MetricCounters())
    let names = lines.filter { $0.hasPrefix("goproxy_mirror_info") }
    #expect(
      names == [
        #"goproxy_mirror_info{mirror="a",host="m0.example",service="proxy"} 1"#,
        #"goproxy_mirror_info{mirror="a#2",host="m1.example",service="proxy"} 1"#,
        #"goproxy_mirror_info{mirror="b",host="m2.example",service="proxy"} 1"#,
      ])
    #expect(!lines.contains { $0.contains("secret") || $0.contains("user") })
  }

  @Test("An answer is told while it is of now, and then no more", arguments: [true, false])
  func fresh(isFresh: Bool) throws {
    var snapshot = Self.snapshot("a")
    let result = Self.result(
      of: snapshot.mirrors[0].id, .ok, after: isFresh ? .seconds(20) : .seconds(21))
    snapshot.mirrors[0].latest[.info] = result
    snapshot.mirrors[0].lastCold = result
    let lines = Self.lines(snapshot, MetricCounters())
    for line in [
      #"probe_success{mirror="a",kind="info"} 1"#,
      #"probe_duration_seconds{mirror="a",kind="info"} 0.04"#,
      #"probe_http_duration_seconds{mirror="a",phase="tls"} 0.02"#,
      #"probe_http_status_code{mirror="a",kind="info"} 200"#,
    ] {
      #expect(lines.contains(line) == isFresh, "\(line)")
    }
  }

  @Test("One state and one verdict are 1, all others 0")
  func states() throws {
    var snapshot = Self.snapshot("a")
    snapshot.mirrors[0].state = .slow
    let lines = Self.lines(snapshot, MetricCounters())
    let states = lines.filter { $0.hasPrefix("goproxy_mirror_state") }
    #expect(states.count == HealthState.allCases.count)
    #expect(
      states.filter { $0.hasSuffix(" 1") } == [
        #"goproxy_mirror_state{mirror="a",state="slow"} 1"#
      ])
    // go refuses the chain.
    #expect(lines.contains(#"goproxy_verdict{verdict="broken"} 1"#))
  }

  @Test("Since when, the p95 of a quarter of an hour and the last failover, a sample each")
  func standings() throws {
    var snapshot = Self.snapshot("a", "b")
    snapshot.mirrors[0].state = .down
    snapshot.mirrors[0].stateSince = Self.time.advanced(by: .seconds(-38))
    var statistics = MirrorStatistics()
    statistics.total.p95 = .milliseconds(250)
    snapshot.mirrors[1].statistics[.quarterHour] = statistics
    snapshot.breakdown = Breakdown(begin: Self.time.advanced(by: .seconds(-30)))
    var counters = MetricCounters()
    for age in [90, 30, 60] {
      counters.take(
        .failover(
          Failover(
            at: Self.time.advanced(by: .seconds(-age)), kind: .info, canary: .standard,
            from: .direct, to: .nowhere(.broken, at: "a"), cause: "status 502 (,)")))
    }
    let lines = Self.lines(snapshot, counters)
    for line in [
      // go refuses the chain: nobody stops it.
      #"goproxy_verdict_since_seconds{verdict="broken",mirror=""} 1795255170"#,
      #"goproxy_mirror_since_seconds{mirror="a",state="down"} 1795255162"#,
      #"goproxy_mirror_since_seconds{mirror="b",state="unknown"} 0"#,
      #"goproxy_failover_last_seconds{from="direct",to="broken",cause="status_502"} 1795255170"#,
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    // Times are kept in half the precision.
    let recent = lines.filter { $0.hasPrefix("goproxy_recent_p95_seconds") }
    #expect(recent.count == 1)
    let start = #"goproxy_recent_p95_seconds{mirror="b"} 0.25"#
    #expect(recent.first?.hasPrefix(start) == true)
  }
}
