import Dashboard
import GoRules
import Health
import Record
import Text

/// A chain with a broken zip, a slow second entry and two watched mirrors, after a quarter of an hour.
enum Sample {
  /// 2026-11-21T14:02:31Z.
  static let now = Timestamp(monotonic: .seconds(10_000), wall: .seconds(1_795_269_751))

  static func url(_ host: String) -> ProxyURL { ProxyURL(scheme: .https, host: host) }

  static func ago(_ seconds: Int) -> Timestamp { now.advanced(by: .seconds(-seconds)) }

  static func milliseconds(_ value: Double) -> Duration { .microseconds(Int64(value * 1000)) }

  /// Phases in milliseconds: resolve, connect, tls, processing, transfer.
  static func timings(_ phases: [Double]) -> PhaseTimings {
    var timings = PhaseTimings()
    for (phase, time) in zip(Phase.allCases, phases) { timings[phase] = milliseconds(time) }
    timings.total = milliseconds(phases.reduce(0, +))
    return timings
  }

  static func result(
    _ mirror: Mirror, at: Timestamp, _ phases: [Double], outcome: RequestOutcome = .ok,
    kind: RequestKind = .info
  ) -> ProbeResult {
    var result = ProbeResult(
      mirror: mirror.id, request: ProbeRequest(kind, canary: .standard, use: .cold),
      startedAt: at, outcome: outcome, status: 200, timings: timings(phases))
    result.connection.address = "203.0.113.7"
    result.connection.family = .ipv4
    result.connection.httpVersion = "2"
    result.connection.tls = TLSFacts(
      version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256", group: "X25519", alpn: "h2",
      chain: [
        CertificateFacts(
          subject: ServerText("CN=\(mirror.name)"), issuer: ServerText("CN=R11, O=Let's Encrypt"),
          notBefore: now.wall - .seconds(86_400 * 29), notAfter: now.wall + .seconds(86_400 * 61)),
        CertificateFacts(
          subject: ServerText("CN=R11, O=Let's Encrypt"), issuer: ServerText("CN=ISRG Root X1"),
          notBefore: .zero, notAfter: now.wall + .seconds(86_400 * 600)),
      ])
    return result
  }

  /// One round every 5 s for a quarter of an hour; `x` in `pattern` (newest last, 5 s a character) fails.
  static func mirror(
    _ name: String, entry: Int?, state: HealthState, _ phases: [Double], pattern: String = "",
    failure: RequestOutcome = .failure(RequestFailure(.processing, .status(502))), rounds: Int = 180
  ) -> MirrorSnapshot {
    let mirror = Mirror(name: name, url: url(name), entry: entry)
    var row = MirrorSnapshot(mirror: mirror, state: state)
    let marks = Array(pattern)
    for round in 0..<rounds {
      let fromEnd = rounds - 1 - round
      let mark: Character = fromEnd < marks.count ? marks[marks.count - 1 - fromEnd] : "."
      if mark == " " { continue }
      let factor = mark == "^" ? 4.0 : 1.0 + Double((round * 7) % 5) * 0.06
      let phases = mark == "x" ? Array(phases.prefix(2)) : phases.map { $0 * factor }
      row.recent.append(
        result(
          mirror, at: ago(fromEnd * 5 + 1), phases, outcome: mark == "x" ? failure : .ok))
    }
    row.lastCold = row.recent.last
    row.lastWarm = result(mirror, at: ago(1), [0, 0, 0, phases.count > 3 ? phases[3] : 1])
    row.failures = row.recent.filter { !$0.outcome.isAlive }.reversed()
    row.latest[.info] = row.recent.last
    let total = phases.reduce(0, +)
    var statistics = MirrorStatistics()
    statistics.probes = row.recent.count
    statistics.failures = row.failures.count
    statistics.total = summary(row.failures.count < row.recent.count ? total : nil)
    for (phase, time) in zip(Phase.allCases, phases) { statistics.phases[phase] = summary(time) }
    for result in row.recent where result.outcome.isAlive {
      statistics.distribution.record(result.timings.total ?? .zero)
    }
    row.statistics[.quarterHour] = statistics
    row.statistics[.day] = statistics
    row.statistics[.day]?.failures += 1234
    row.stateSince = ago(state == .down ? 192 : 900)
    return row
  }

  static func summary(_ value: Double?) -> LatencySummary {
    var summary = LatencySummary()
    guard let value else { return summary }
    summary.count = 180
    summary.p50 = milliseconds(value)
    summary.p95 = milliseconds(value * 1.8)
    summary.p99 = milliseconds(value * 2.5)
    summary.max = milliseconds(value * 4)
    summary.jitter = milliseconds(1.7)
    return summary
  }

  static let chain = Chain(entries: [
    Chain.Entry(.proxy(url("goproxy.cn")), separator: .comma),
    Chain.Entry(.proxy(url("proxy.golang.org")), separator: .pipe), Chain.Entry(.direct),
  ])

  /// What go makes of these answers of the entries, in their order.
  static func walk(_ kind: RequestKind, _ answers: Answer...) -> Walk {
    chain.walk(Question(kind, .standard)) { entry in
      if chain.entries[entry].isVersionControl { return Answer(.ok) }
      return answers.indices.contains(entry) ? answers[entry] : nil
    }
  }

  static func answer(_ outcome: RequestOutcome, _ cost: Double) -> Answer {
    Answer(outcome, cost: milliseconds(cost))
  }

  /// Modules by the first entry; no entry carries the checksum database, and none is `direct`.
  static var databaseItself: Snapshot {
    var snapshot = served
    var chain = chain
    chain.entries.removeLast()
    snapshot.chain = chain
    let notFound = answer(.notFound(NotFound(status: 404)), 20)
    snapshot.walks = RequestKind.allCases.map { kind in
      chain.walk(Question(kind, .standard)) { _ in
        kind == .sumdb ? notFound : answer(.ok, 41)
      }
    }
    return snapshot
  }

  /// Served by the first entry, but for zip, which breaks there.
  static var broken: Snapshot {
    var snapshot = Snapshot(
      now: now,
      setting: GoproxySetting(
        value: "https://goproxy.cn,https://proxy.golang.org|direct", source: .goEnvFile),
      chain: chain, chainError: nil, interval: .seconds(5))
    var first = mirror(
      "goproxy.cn", entry: 0, state: .degraded, [1.2, 20.1, 22.4, 21.0, 0.1],
      pattern: "x............^..............x........^............")
    let reset = RequestOutcome.failure(RequestFailure(.transfer, .http2Stream(2)))
    var torn = result(
      first.mirror, at: ago(40), [1.2, 20.1, 22.4, 21, 5], outcome: reset, kind: .zip)
    torn.serverText = nil
    first.latest[.zip] = torn
    first.failures.insert(torn, at: 0)
    first.byFamily = [
      .ipv4: result(first.mirror, at: ago(3), [1.2, 20.1, 22.4, 21.0, 0.1]),
      .ipv6: result(
        first.mirror, at: ago(3), [1.3],
        outcome: .failure(RequestFailure(.connect, .connectTimedOut))
      ),
    ]
    var second = mirror(
      "proxy.golang.org", entry: 1, state: .up, [1.0, 88.4, 92.0, 90.3, 0.4])
    second.latest[.zip] = result(second.mirror, at: ago(30), [1.0, 88.4, 92.0, 90.3, 1.4])
    let expired = RequestOutcome.failure(RequestFailure(.tls, .certificateExpired))
    snapshot.mirrors = [
      first, second,
      mirror("mirrors.aliyun.com", entry: nil, state: .up, [0.9, 11.8, 25.7, 31.2, 0.2]),
      mirror(
        "athens.corp", entry: nil, state: .down, [0.4, 1.1, 2.0, 3.5, 0.2],
        pattern: String(repeating: "x", count: 38), failure: expired),
    ]
    snapshot.walks = [
      walk(.list, answer(.ok, 41)), walk(.info, answer(.ok, 41)), walk(.mod, answer(.ok, 65)),
      walk(.zip, answer(reset, 70), answer(.ok, 183)),
    ]
    let second190 = answer(.ok, 190)
    snapshot.answers = [
      measured([
        .list: answer(.ok, 41), .info: answer(.ok, 41), .mod: answer(.ok, 65),
        .zip: answer(reset, 70),
      ]),
      measured([
        .list: second190, .info: second190, .mod: second190, .zip: answer(.ok, 183),
      ]),
      measured([.info: Answer(.ok)]),
    ]
    snapshot.failovers = failovers(first.mirror, second.mirror)
    snapshot.breakdown = Breakdown(begin: ago(84))
    var cured = chain
    cured.entries[0].separator = .pipe
    snapshot.cure = .proved(
      Cure(
        chain: cured, steps: [.pipe(after: "goproxy.cn")], servers: ["proxy.golang.org"],
        kinds: [.zip], wait: milliseconds(253)))
    snapshot.stateChanges = [
      StateChange(
        at: ago(192), mirror: snapshot.mirrors[3].id, from: .up, to: .down,
        failure: RequestFailure(.tls, .certificateExpired)),
      StateChange(
        at: ago(900), mirror: first.id, from: .up, to: .degraded,
        failure: RequestFailure(.processing, .status(502))),
      StateChange(at: ago(2000), mirror: second.id, from: .down, to: .up, failure: nil),
    ]
    snapshot.advice = [
      Advice(
        .commaHides(
          "goproxy.cn", .http2Stream(2), [.zip], by: "proxy.golang.org",
          wait: milliseconds(253)),
        entry: 0)
    ]
    return snapshot
  }

  private static func failovers(_ first: Mirror, _ second: Mirror) -> [Failover] {
    let one = Failover.Place.mirror(first.id, name: first.name)
    let two = Failover.Place.mirror(second.id, name: second.name)
    return [
      Failover(
        at: ago(84), kind: .zip, canary: .standard, from: one,
        to: .nowhere(.broken, at: first.name), cause: "HTTP/2 stream reset INTERNAL_ERROR"),
      Failover(
        at: ago(2991), kind: .info, canary: .standard, from: two, to: one, cause: "recovered",
        lasted: .seconds(2907)),
      Failover(
        at: ago(2991), kind: .mod, canary: .standard, from: two, to: one, cause: "recovered",
        lasted: .seconds(2907)),
      Failover(
        at: ago(3209), kind: .info, canary: .standard, from: one, to: two,
        cause: "status 502 (|)", lasted: .seconds(218)),
      Failover(
        at: ago(90_000), kind: .info, canary: .standard, from: .direct, to: one,
        cause: "chain changed", lasted: .seconds(86_791)),
    ]
  }
}
