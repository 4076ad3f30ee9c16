import Dashboard
import Glibc
import Platform
import Text

/// What every command works with, and the choice of the command.
struct Program: Sendable {
  let invocation: Invocation
  let environment: [String: String]
  let folders: Folders
  let console: Console

  var options: Options { invocation.options }

  init(_ invocation: Invocation, environment: [String: String]) throws(UsageError) {
    self.invocation = invocation
    self.environment = environment
    folders = Folders(environment: environment)
    console = Console(
      color: invocation.options.color, language: invocation.options.language,
      environment: environment)
  }

  /// Carries the command out.
  func run() throws -> ExitCode {
    if invocation.wantsVersion {
      console.print("goproxytop \(Version.text)")
      return .served
    }
    if invocation.wantsHelp {
      console.print(whole: HelpText.text(for: invocation.command))
      return .served
    }
    if let descriptors = invocation.command.descriptors,
      let lack = MachineLimits.lack(descriptors: descriptors)
    {
      throw OperationError(lack)
    }
    switch invocation.command {
    case .dashboard: return try DashboardCommand(program: self, story: nil).run()
    case .check: return try CheckCommand(program: self).run()
    case .doctor: return try DoctorCommand(program: self).run()
    case .explain: return try ExplainCommand(program: self).run()
    case .offline: return try OfflineCommand(program: self).run()
    case .status: return try StatusCommand(program: self).run()
    case .config: return try ConfigCommand(program: self).run()
    case .keys: return try KeysCommand(program: self).run()
    case .themes: return try ThemesCommand(program: self).run()
    case .man:
      console.print(whole: ManPage.text)
      return .served
    case .completions:
      let shell = invocation.operands[0]
      guard let completions = Completions(rawValue: shell) else {
        throw UsageError("completions: \(Options.quoted(shell)): expected bash, zsh or fish")
      }
      console.print(whole: completions.text)
      return .served
    case .rank: return try RankCommand(program: self).run()
    case .use: return try SettingCommand(program: self).use()
    case .undo: return try SettingCommand(program: self).undo()
    case .agent: return try AgentCommand(program: self).run()
    case .hook: return try HookCommand(program: self).run()
    case .gateway: return try GatewayCommand(program: self).run()
    case .fleet: return try FleetCommand(program: self).run()
    case .history: return try HistoryCommand(program: self).run()
    case .replay: return try ReplayCommand(program: self).run()
    case .demo: return try DemoCommand(program: self).run()
    }
  }

  /// The configuration in force: of `--config`, or of the user's folder, where a missing file means the defaults.
  func configuration() throws(UsageError) -> Configuration {
    guard let path = options.configFile ?? folders.configurationFile,
      let text = try configurationText(path)
    else { return Configuration() }
    let (configuration, problems) = Configuration.read(text)
    if let first = problems.first {
      let sentence = first.sentence(file: path)
      guard problems.count > 1 else { throw UsageError(sentence) }
      throw UsageError(
        Sentence(.moreProblems, .sentence(sentence), .text(String(problems.count - 1))))
    }
    return configuration
  }

  /// The content of the configuration file at `path`, one byte more than is read of it; nil where the one of the
  /// user's folder is missing.
  func configurationText(_ path: String) throws(UsageError) -> String? {
    do {
      return try TextFile.read(path, limit: (1 << 20) + 1)
    } catch {
      if error.isMissing && options.configFile == nil { return nil }
      throw UsageError(Sentence(.configurationUnreadable, .text(error.message)))
    }
  }
}
