import GoRules
import Health
import Text
import Watching

/// `explain`: parses, lints and walks a chain on the outcomes that were assumed, without asking anyone.
struct ExplainCommand {
  let program: Program

  func run() throws -> ExitCode {
    let options = program.options
    let go = GoSettings(environment: program.environment)
    let given = program.invocation.operands.first ?? options.goproxy
    if given == "" {
      // To go it is as good as not set.
      throw UsageError(
        "explain: \"\": must not be empty; without it, the chain in force is explained")
    }
    let setting =
      try given.map { GoproxySetting(value: $0, source: .option) }
      ?? program.layers(program.configuration(), go).resolved.setting
    let chain: Chain
    do {
      chain = try go.settings.chain(of: setting.value)
    } catch {
      throw UsageError(error.text)
    }
    let assumed = try assumptions(in: chain)
    let canary = options.canaries.first ?? .standard
    let asked = RequestKind.allCases.filter { $0 != .sumdb || chain.checksSums(of: canary) }
    let kinds = options.kind.map { [$0] } ?? asked
    let walks = kinds.map { chain.walk(Question($0, canary), assuming: assumed) }
    // A chain given by hand has nothing to do with the settings around go.
    let environment = given == nil ? go.settings : nil
    let advice = ChainLint(setting: setting, chain: chain, environment: environment).advice
    if options.json {
      let report = ExplainReport(setting: setting, chain: chain, walks: walks, advice: advice)
      try program.console.print(json: report)
    } else {
      let text = WalkText(console: program.console, chain: chain)
      let blocks = [
        [text.heading(setting)], text.entries(), text.walks(walks), text.advice(advice),
      ]
      for (index, block) in blocks.enumerated() where !block.isEmpty {
        if index > 1 { program.console.print("") }
        program.console.print(block)
      }
    }
    return ExitCode(verdict: walks.verdict, isLocal: false)
  }

  /// The outcomes of `--assume`, by the entry's place in the chain.
  private func assumptions(in chain: Chain) throws(UsageError) -> [Int: AssumedOutcome] {
    var assumed: [Int: AssumedOutcome] = [:]
    for (name, outcome) in program.options.assumptions {
      assumed[try place(of: name, in: chain)] = outcome
    }
    return assumed
  }

  /// The place of the entry that `name` means: its number, a proxy's URL or host, `direct`, `noproxy`.
  private func place(of name: String, in chain: Chain) throws(UsageError) -> Int {
    for (index, entry) in chain.entries.enumerated() where entry.target != .off {
      let names = entry.url.map { [$0.redacted, $0.name, $0.host] } ?? [entry.redacted]
      let number = chain.number(ofEntry: index).map { "\($0)" }
      if name == number || names.contains(name) { return index }
    }
    throw UsageError(
      "--assume: \(Options.quoted(name)) is not an entry of the chain that can be asked")
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
