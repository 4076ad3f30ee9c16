import Dashboard
import GoRules
import Health
import Probing
import Text

/// What one round found, as text for people.
struct CheckText {
  let console: Console
  let snapshot: Snapshot

  var lines: [String] {
    guard let chain = snapshot.chain else { return [] }
    let text = WalkText(console: console, chain: chain, snapshot: snapshot)
    let blocks = [
      [text.heading(snapshot.setting), verdict], mirrors, text.walks(snapshot.walks),
      text.advice(snapshot.advice),
    ]
    return blocks.filter { !$0.isEmpty }.joined(separator: [""]).map { $0 }
  }

  /// The settings in force where a policy or a CI system asks for them; what may leak, always.
  func settings(_ findings: CheckFindings) -> [String] {
    var table = TextTable()
    for setting in findings.settings {
      table.add([
        TextTable.Cell(setting.name), TextTable.Cell(setting.value.isEmpty ? "-" : setting.value),
        TextTable.Cell(setting.source.rawValue, .dim),
      ])
    }
    let leaks = findings.leaks.map { "\(console.styled($0.code, .warning)): \($0.message)" }
    let rows =
      findings.isForCI
      ? [console.styled(console.say(.settings), .bold)] + table.lines(on: console) : []
    return rows.isEmpty && leaks.isEmpty ? [] : [""] + rows + leaks
  }

  /// How each rule is kept; none without a policy.
  func policy(_ findings: CheckFindings) -> [String] {
    guard let policy = findings.policy else { return [] }
    return ["", console.styled(console.say(.policy, policy.path), .bold)]
      + findings.rulings.flatMap { ruling in
        let texts = findings.texts(of: ruling, in: console.language)
        guard let first = texts.first else {
          return ["  " + console.styled("✓ \(ruling.rule.rawValue)", .good)]
        }
        let line = policy.lines[ruling.rule].map { ":\($0)" } ?? ""
        return ["  " + console.styled("✕ \(ruling.rule.rawValue)", .bad) + "\(line)  \(first)"]
          + texts.dropFirst().map { "      \($0)" }
      }
  }

  /// What the real go did, as lines after the others; none where it was not asked.
  func referee(_ hearing: Result<RefereeReport, Referee.Failure>?) -> [String] {
    switch hearing {
    case nil: []
    case .success(let report): [""] + console.language.lines(report)
    case .failure(let failure): ["", console.language.say(.refereeFailed, failure.text)]
    }
  }

  private var verdict: String {
    if snapshot.isLocal {
      return console.styled(console.say(.reportNoNetwork), .warning)
    }
    let sentence =
      switch snapshot.verdict {
      case .served: console.say(.reportServed)
      case .fallback: console.say(.reportFallback)
      case .direct: console.say(.reportDirect)
      case .broken: console.say(onlyListIsBad ? .reportListBroken : .reportBroken)
      case .hangs: hang
      case .unknown: console.say(.notMeasured)
      }
    return console.styled(sentence, snapshot.verdict.emphasis)
  }

  /// Whoever names the version of a module and needs no more of it does without the list of versions.
  private var onlyListIsBad: Bool {
    snapshot.walks.allSatisfy { walk in
      walk.kind == .list || walk.kind == .latest
        || [.served, .fallback, .direct].contains(walk.standing)
    }
  }

  /// What was seen, and what go does about it: a server that is slower than our deadline looks the same.
  private var hang: String {
    let walk = snapshot.walks.first { $0.verdict == .hangs }
    if case .failure = walk?.steps.last?.outcome { return console.say(.reportHangsAgain) }
    let silence = walk.flatMap(snapshot.silence)
    let seen =
      silence.map { console.say(.reportHangsAfter, Format.latencyWithUnit($0.elapsed)) }
      ?? console.say(.reportHangs)
    if onlyListIsBad { return console.say(.reportAndThen, seen, console.say(.reportListHangs)) }
    let then: Phrase =
      switch silence?.wait {
      case .never, nil: .reportWaitsOn
      case .kernel: .reportWaitsForKernel
      case .answer: .reportWaitsInAnswer
      }
    return console.say(.reportAndThen, seen, console.say(then))
  }

  private var mirrors: [String] {
    if snapshot.mirrors.isEmpty { return [] }
    var table = TextTable()
    let phases = Phase.allCases.map { console.language.say($0.word) }
    let head =
      ["#", console.say(.columnMirror), console.say(.columnState)] + phases + [
        console.say(.columnTotal)
      ]
    table.add(head.enumerated().map { TextTable.Cell($1, .dim, isNumber: $0 > 2) })
    for mirror in snapshot.mirrors { table.add(row(mirror)) }
    return table.lines(on: console)
  }

  private func row(_ mirror: MirrorSnapshot) -> [TextTable.Cell] {
    let number =
      mirror.mirror.entry.flatMap { snapshot.chain?.number(ofEntry: $0) }.map(String.init) ?? "+"
    let word = console.language.say(mirror.state.row.word)
    let state = "\(Glyphs(.braille).state(mirror.state)) \(word)"
    let start = [
      TextTable.Cell(number), TextTable.Cell(mirror.mirror.name),
      TextTable.Cell(state, mirror.state.emphasis),
    ]
    guard let probe = mirror.lastCold else { return start }
    guard probe.outcome.isAlive else {
      return start + [TextTable.Cell(console.language.text(probe), .bad)]
    }
    let times = Phase.allCases.map { probe.timings[$0] } + [probe.timings.total]
    let numbers = times.map { TextTable.Cell($0.map(Format.latency) ?? "-", isNumber: true) }
    let connection = probe.connection
    let facts = [
      connection.tls?.version, connection.httpVersion.map { "HTTP/\($0)" }, connection.address,
    ]
    let known = TextTable.Cell(facts.compactMap { $0 }.joined(separator: " "), .dim)
    let reason = Language.english.reason(of: mirror).map { TextTable.Cell($0, .warning) }
    return start + numbers + [known] + [reason].compactMap(\.self)
  }
}

extension HealthState {
  var emphasis: Console.Emphasis {
    switch self {
    case .up: .good
    case .slow, .degraded, .waiting, .local: .warning
    case .down: .bad
    case .unknown: .dim
    }
  }
}
