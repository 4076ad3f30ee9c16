import ProxyHealth

/// `explain`: parses, lints and walks a chain on the outcomes that were assumed, without asking anyone.
struct ExplainCommand {
  let program: Program

  func run() throws -> ExitCode {
    let options = program.options
    let go = GoSettings(environment: program.environment)
    let given = program.invocation.operands.first ?? options.goproxy
    let setting =
      try given.map { GoproxySetting(value: $0, source: .option) }
      ?? program.configuration().goproxy.map { GoproxySetting(value: $0, source: .option) }
      ?? go.settings.goproxy
    let chain: Chain
    do {
      chain = try go.settings.chain(of: setting.value)
    } catch {
      throw UsageError(error.text)
    }
    let answers = try assumedAnswers(in: chain)
    let canary = options.canaries.first ?? .standard
    let kinds = options.kind.map { [$0] } ?? RequestKind.allCases
    let walks = kinds.map { kind in chain.walk(Question(kind, canary)) { answers[$0] } }
    let advice: [Advice] = []
    if options.json {
      let report = ExplainReport(setting: setting, chain: chain, walks: walks, advice: advice)
      program.console.print(try JSONOutput.text(report))
    } else {
      let text = WalkText(console: program.console, chain: chain)
      let blocks = [
        [text.heading(setting)], text.entries(), text.walks(walks), text.advice(advice),
      ]
      for (index, block) in blocks.enumerated() where !block.isEmpty {
        if index > 1 { program.console.print("") }
        for line in block { program.console.print(line) }
      }
    }
    return ExitCode(verdict: walks.verdict, isLocal: false)
  }

  /// The outcomes of `--assume`, by entry.
  private func assumedAnswers(in chain: Chain) throws(UsageError) -> [Int: Answer] {
    var answers: [Int: Answer] = [:]
    for (name, outcome) in program.options.assumptions {
      let index = try entry(name, in: chain)
      answers[index] = Answer(outcome)
    }
    return answers
  }

  /// The proxy entry that `name` means: its number from 1, its URL, or its host.
  private func entry(_ name: String, in chain: Chain) throws(UsageError) -> Int {
    let proxies = chain.entries.indices.filter { chain.entries[$0].url != nil }
    let named =
      Int(name).map { number in proxies.filter { $0 == number - 1 } }
      ?? proxies.filter { index in
        let entry = chain.entries[index]
        return [entry.redacted, entry.name, entry.url?.host].contains(name)
      }
    guard let index = named.first else {
      throw UsageError("--assume: \(Options.quoted(name)) is no proxy entry of the chain")
    }
    return index
  }
}

/// `explain --json`.
private struct ExplainReport: Encodable {
  var schema = 1
  var goproxy: GoproxyReport
  var entries: [EntryReport]
  var walks: [WalkReport]
  var advice: [AdviceReport]

  init(setting: GoproxySetting, chain: Chain, walks: [Walk], advice: [Advice]) {
    goproxy = GoproxyReport(setting)
    entries = chain.entries.enumerated().map { EntryReport($1, at: $0) }
    self.walks = walks.map(WalkReport.init)
    self.advice = advice.map(AdviceReport.init)
  }
}
