import Dashboard
import GoRules
import Health
import History
import Platform
import Text
import Watching

/// `use` and `undo`: change GOPROXY after showing what would be written, and keep the change on record.
struct SettingCommand: Sendable {
  let program: Program
  private let configuration: Configuration
  private let writer: SettingWriter

  init(program: Program) throws(UsageError) {
    self.program = program
    configuration = try program.configuration()
    writer = SettingWriter(
      go: GoSettings(environment: program.environment), environment: program.environment)
  }

  /// `use MIRROR`, `use fastest`, `use profile NAME`.
  func use() throws -> ExitCode {
    if program.invocation.operands.count > 1 { return try useProfile() }
    let layers = program.layers(configuration, writer.go)
    let settings = layers.resolved
    guard let pick = ChainPick(settings, writer: writer) else {
      throw UsageError(settings.chainError ?? fileError)
    }
    let word = program.invocation.operands[0]
    let mirror =
      word == "fastest"
      ? try fastest(layers, insteadOf: pick.chain.entries.first?.url)
      : try named(word, in: settings, pick.chain)
    guard let proposal = pick.proposal(for: mirror) else {
      if pick.chain.redacted == "off" {
        throw UsageError("GOPROXY is off: no mirror is asked; set one with go env -w GOPROXY=URL")
      }
      let isHidden = writer.export(hiding: pick.chain.value) != nil
      program.console.print(
        "\(mirror.name) is already first"
          + (isHidden ? " in the file, which the exported GOPROXY hides" : ""))
      return .served
    }
    return try carryOut(proposal)
  }

  /// The list of the file that a change would change, or what go has where it has none.
  var listInFile: String { writer.current ?? settingsOfFile.goproxy.value }

  var settingsOfFile: GoEnvironment { writer.beneathExport }

  func proposal(_ value: String) -> ChainProposal { writer.proposal(value) }

  /// Why go would refuse the chain of its file, if GOPROXY were not exported.
  private var fileError: String {
    do {
      _ = try writer.beneathExport.chain()
    } catch {
      return "\(writer.go.writtenFile.path ?? ""): \(error.text)"
    }
    return ""
  }

  /// `use profile NAME`.
  private func useProfile() throws -> ExitCode {
    let operands = program.invocation.operands
    guard operands[0] == "profile" else {
      throw UsageError("use: unexpected argument \(Options.quoted(operands[1]))")
    }
    switch ProfilePick(operands[1], in: configuration, writer: writer) {
    case .change(let proposal): return try carryOut(proposal)
    case .refusal(let sentence): throw UsageError(sentence)
    case .none(let sentence):
      program.console.print(Language.english.say(sentence))
      return .served
    }
  }

  private func fastest(
    _ layers: LayeredSettings, insteadOf present: ProxyURL?
  ) throws -> Mirror {
    let ranking = try program.measure(layers, configuration)
    if let best = ranking.best(isPrivate: layers.resolved.isPrivate, insteadOf: present) {
      return best
    }
    let hasServed = ranking.places.contains { $0.contender.hasServed }
    throw OperationError(Sentence(hasServed ? .rankOnlyPrivate : .rankNone))
  }

  /// A mirror of the chain, of the watch list, or of the chain that is to be changed, by its name, host or URL; or any
  /// other URL.
  private func named(
    _ word: String, in settings: MonitorSettings, _ chain: Chain
  ) throws(UsageError) -> Mirror {
    if word == "profile" { throw UsageError("use profile: the name of a profile is missing") }
    let known = settings.proxies.first {
      [$0.name, $0.url.host, $0.url.redacted].contains(word)
    }
    if let known { return known }
    let written = chain.entries.lazy.compactMap(\.url).first {
      [$0.authority, $0.host, $0.redacted].contains(word)
    }
    if let written { return Mirror(url: written) }
    // Written into GOPROXY they would part the URL.
    if word.contains(where: { $0 == "," || $0 == "|" }) {
      throw UsageError("use: \(Options.quoted(word)): expected one mirror, not a list")
    }
    do {
      let url = try ProxyURL(parsing: word)
      return settings.proxies.first { $0.url == url } ?? Mirror(url: url)
    } catch {
      if word.contains(":") { throw UsageError("use: \(error.text)") }
      let known = Options.choices(settings.proxies.map(\.name))
      throw UsageError("use: unknown mirror \(Options.quoted(word))\(known)")
    }
  }

  /// `undo`.
  func undo() throws -> ExitCode {
    let history = try program.history(configuration, role: .reader)
    let changes = try history.askOnce { history throws(HistoryError) in
      try await history.settingChanges()
    }
    guard let last = UndoStack(changes).last(in: writer.go.writtenFile.path) else {
      program.console.print("nothing to undo")
      return .served
    }
    var proposal = writer.proposal(last.before)
    if writer.current != last.after {
      proposal.warnings.insert(Sentence(.changedSince), at: 0)
    }
    return try carryOut(proposal)
  }

  /// Shows the change, asks, makes it and records it.
  func carryOut(_ proposal: ChainProposal) throws -> ExitCode {
    let options = program.options
    if !options.json {
      program.console.print("old:  \(proposal.shownOld ?? "(not set)")")
      program.console.print("new:  \(proposal.shownNew ?? "(not set)")")
      program.console.print("      \(proposal.command)")
    }
    for warning in proposal.warnings {
      Console.complain("warning: \(Language.english.say(warning))")
    }
    if !options.dryRun && !options.yes {
      guard Console.canAsk else { throw UsageError("not interactive: pass --yes or --dry-run") }
      guard program.console.confirm("Write it?") else {
        program.console.print("nothing changed")
        return .served
      }
    }
    var isInForce = true
    if !options.dryRun {
      let change = try writer.apply(proposal.value)
      isInForce = writer.report(of: change).isInForce
      record(change)
    }
    if options.json {
      let report = SettingReport(proposal, isApplied: !options.dryRun)
      try program.console.print(json: report)
    } else {
      let done = isInForce ? "done" : Language.english.say(.writtenNotInForce)
      program.console.print(options.dryRun ? "nothing changed (dry run)" : done)
    }
    return .served
  }

  /// What was written is written: a record that fails only takes the undo away, and says so.
  private func record(_ change: SettingChange) {
    guard let history = try? program.history(configuration, role: .reader) else { return }
    let status = MainThread().run {
      history.append([.settingChange(change)])
      await history.flush()
      let status = history.status
      await history.close()
      return status
    }
    if case .problem(let problem) = status.mode {
      Console.complain(
        "undo will not be possible: \(Language.english.say(Sentence(problem, path: history.path)))")
    }
  }
}

/// `use --json` and `undo --json`.
private struct SettingReport: Encodable {
  var schema = 1
  @Nullable var old: String?
  @Nullable var new: String?
  var command: String
  var warnings: [String]
  var applied: Bool

  init(_ proposal: ChainProposal, isApplied: Bool) {
    old = proposal.shownOld
    new = proposal.shownNew
    command = proposal.command
    warnings = proposal.warnings.map { Language.english.say($0) }
    applied = isApplied
  }
}
