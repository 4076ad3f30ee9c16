import GoRules
import Health
import Text

/// A piece of text in a line of facts.
struct Segment {
  var text: String
  var role: Role = .text
  var attributes: Attributes = []
  /// Columns it is given; nil: as long as it is.
  var width: Int?
  var isRight = false
}

/// A block of facts about one mirror: a heading and lines.
struct DetailSection {
  var lines: [[Segment]]
  /// Stands below the second line, where nothing has to give way to it.
  var hint: [[Segment]] = []

  /// Columns of the sections that are tables: a name and five numbers.
  static let tableWidth = 42

  private static func heading(_ text: String) -> [Segment] {
    [Segment(text: text, role: .title, attributes: .bold)]
  }

  /// A time in a column of them.
  private static func number(_ time: Duration?) -> Segment {
    Segment(
      text: time.map(Format.latency) ?? "-", role: time == nil ? .muted : .text, width: 6,
      isRight: true)
  }

  /// The last causes, repeats folded: how often, how long ago, what; and what to do about the newest.
  static func causes(_ row: MirrorSnapshot, _ scene: Scene, width: Int) -> DetailSection? {
    var folded: [(result: ProbeResult, count: Int)] = []
    for result in row.failures {
      if let last = folded.last, last.result.outcome == result.outcome,
        last.result.request.kind == result.request.kind
      {
        folded[folded.count - 1].count += 1
      } else if folded.count < 5 {
        folded.append((result, 1))
      } else {
        break
      }
    }
    guard !folded.isEmpty else { return nil }
    let (ageWidth, kindWidth) = (6, 7)
    let lines = folded.map { result, count -> [Segment] in
      let age = Format.span(scene.age(result.startedAt))
      var line = [
        Segment(text: age, role: .muted, width: ageWidth, isRight: true),
        Segment(text: " \(result.request.kind.rawValue)", role: .muted, width: kindWidth),
        Segment(text: scene.language.text(result), role: result.isHarmless ? .muted : .down),
      ]
      if count > 1 { line.append(Segment(text: " x\(count)", role: .degraded)) }
      if let said = result.serverText, !said.text.isEmpty {
        line.append(Segment(text: "  \"\(said.text)\"", role: .muted))
      }
      return line
    }
    let indent = ageWidth + kindWidth
    let remedy =
      row.failures.first { !$0.isHarmless }.flatMap { scene.language.remedy($0.outcome) } ?? ""
    let hint = TextWrap.lines(remedy, width: width - indent).map {
      [Segment(text: "", width: indent), Segment(text: $0, role: .muted)]
    }
    return DetailSection(lines: [heading(scene.say(.recentFailures))] + lines, hint: hint)
  }

  /// The phases: newest, and percentiles of the shown window.
  static func statistics(_ row: MirrorSnapshot, _ scene: Scene) -> DetailSection? {
    guard let cold = row.lastCold else { return nil }
    let statistics = scene.statistics(row)
    var lines: [[Segment]] = []
    func line(
      _ name: String, _ role: Role, _ newest: Duration?, _ summary: LatencySummary?
    ) {
      var line = [Segment(text: name, role: role, width: 12)]
      for value in [newest, summary?.p50, summary?.p95, summary?.p99, summary?.max] {
        line.append(number(value))
      }
      lines.append(line)
    }
    var top = [Segment(text: scene.say(.phase), role: .title, attributes: .bold, width: 12)]
    for title in [scene.say(.latest), "p50", "p95", "p99", scene.say(.maximum)] {
      top.append(Segment(text: title, role: .muted, width: 6, isRight: true))
    }
    lines.append(top)
    for phase in Phase.allCases {
      line(scene.say(phase.word), phase.role, cold.timings[phase], statistics?.phases[phase])
    }
    line(scene.say(.total), .text, cold.timings.total, statistics?.total)
    line(scene.say(.warm), .text, row.lastWarm?.timings.total, statistics?.warm)
    if let wait = cold.timings.fallbackWait { line(scene.say(.deadAddress), .muted, wait, nil) }
    if let step = cold.timings.forwardProxy { line(scene.say(.viaProxy), .muted, step, nil) }
    if let local = cold.timings.local {
      line(scene.say(.thisMachine), .muted, local, nil)
    }
    if let jitter = statistics?.total.jitter {
      lines.append([
        Segment(text: scene.say(.jitter), role: .muted, width: 12),
        number(jitter),
      ])
    }
    return DetailSection(lines: lines)
  }

  static func connection(_ row: MirrorSnapshot, _ scene: Scene) -> DetailSection? {
    guard let facts = row.lastCold?.connection, facts.address != nil || facts.tls != nil else {
      return nil
    }
    var lines = [heading(scene.say(.connection))]
    func fact(_ name: Phrase, _ text: String?, _ role: Role = .text) {
      guard let text, !text.isEmpty else { return }
      lines.append([
        Segment(text: scene.say(name), role: .muted, width: 12), Segment(text: text, role: role),
      ])
    }
    fact(.address, facts.address)
    fact(.http, facts.httpVersion.map { "HTTP/\($0)" })
    fact(.viaProxy, facts.forwardProxy)
    if let count = facts.retransmissions, count > 0 {
      fact(.retransmissions, String(count), .degraded)
    }
    if let digest = row.latest[.zip]?.zipDigest {
      let hex = digest.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let other = scene.snapshot.mirrors.first { servesAnotherZip($0, than: row) }
      lines.append([
        Segment(text: RequestKind.zip.rawValue, role: .muted, width: 12),
        Segment(text: "SHA-256 \(hex)\(scene.glyphs.ellipsis)"),
        Segment(
          text: other.map { "  \(scene.say(.differsFrom, $0.mirror.name))" } ?? "", role: .degraded),
      ])
    }
    guard let tls = facts.tls else { return DetailSection(lines: lines) }
    let parts = [
      tls.version, tls.cipher, tls.group, tls.alpn.map { "ALPN \($0)" },
      tls.resumable ? scene.say(.resumable) : nil, tls.ocspStapled ? "OCSP" : nil,
    ]
    fact(.tls, parts.compactMap { $0 }.joined(separator: " \(scene.glyphs.dot) "))
    for (index, certificate) in tls.chain.prefix(3).enumerated() {
      let days = days(certificate, scene)
      fact(
        index == 0 ? .certificate : .issuedBy,
        index == 0
          ? "\(certificate.subject.text)  \(scene.say(.daysLeft, String(days)))"
          : certificate.subject.text, index == 0 && days < 14 ? .degraded : .text)
    }
    if tls.chain.count == 1 { fact(.issuedBy, tls.chain.first?.issuer.text) }
    return DetailSection(lines: lines)
  }

  /// The newest zips of the two mirrors are of the same module version, and not the same.
  private static func servesAnotherZip(_ one: MirrorSnapshot, than other: MirrorSnapshot) -> Bool {
    guard let mine = one.latest[.zip], let its = other.latest[.zip],
      mine.request.canary == its.request.canary, let digest = mine.zipDigest
    else { return false }
    return its.zipDigest.map { $0 != digest } ?? false
  }

  /// Whole days until a certificate ends; negative after it.
  static func days(_ certificate: CertificateFacts, _ scene: Scene) -> Int {
    Int(((certificate.notAfter - scene.snapshot.now.wall).seconds / 86_400).rounded(.down))
  }

  /// How the totals of the shown window are spread, on the sparkline's scale.
  static func histogram(_ row: MirrorSnapshot, _ scene: Scene) -> DetailSection? {
    guard let statistics = scene.statistics(row) else { return nil }
    var counts = Array(repeating: 0, count: 8)
    for bar in statistics.distribution.bars {
      counts[Sparkline.level((bar.from + bar.to) / 2) - 1] += bar.count
    }
    let failures = statistics.failures
    let most = max(failures, counts.max() ?? 0)
    guard most > 0 else { return nil }
    let title =
      statistics.since.map { scene.say(.distributionSince, scene.moment($0)) }
      ?? scene.say(.distribution, scene.state.preferences.window.label)
    var lines = [heading(title)]
    func line(_ name: String, _ count: Int, _ role: Role) {
      let length = count == 0 ? 0 : max(1, count * 20 / most)
      let solid = String(repeating: scene.glyphs.isASCII ? "#" : "█", count: length)
      lines.append([
        Segment(text: name, role: .muted, width: 10, isRight: true), Segment(text: " "),
        Segment(text: solid, role: role, width: 21),
        Segment(text: count == 0 ? "" : String(count), role: .muted),
      ])
    }
    let used = counts.indices.filter { counts[$0] > 0 }
    if let low = used.first, let high = used.last {
      for index in low...high {
        let bound = Sparkline.bounds.indices.contains(index) ? Sparkline.bounds[index] : nil
        let name = bound.map { "<= \(Int($0)) ms" } ?? "> 1000 ms"
        line(name, counts[index], .graph)
      }
    }
    if failures > 0 { line(scene.say(.failed), failures, .down) }
    return DetailSection(lines: lines)
  }

  /// IPv4 beside IPv6, where both are measured.
  static func families(_ row: MirrorSnapshot, _ scene: Scene) -> DetailSection? {
    guard row.byFamily.count > 1 else { return nil }
    var top = [Segment(text: scene.say(.family), role: .title, attributes: .bold, width: 12)]
    let phases: [Phase] = [.resolve, .connect, .tls, .processing]
    for title in phases.map(\.word) + [.total] {
      top.append(Segment(text: scene.say(title), role: .muted, width: 6, isRight: true))
    }
    var lines = [top]
    for family in AddressFamily.allCases {
      guard let result = row.byFamily[family] else { continue }
      var line = [
        Segment(
          text: family == .ipv4 ? "IPv4" : "IPv6", role: result.outcome.isAlive ? .up : .down,
          width: 12)
      ]
      if result.outcome.isAlive {
        let timings = result.timings
        for value in phases.map({ timings[$0] }) + [timings.total] {
          line.append(number(value))
        }
      } else {
        line.append(Segment(text: " " + scene.language.text(result), role: .down))
      }
      lines.append(line)
    }
    return DetailSection(lines: lines)
  }
}
