import GoRules
import Health
import Platform
import Probing
import Text
import Watching

/// `hook`: lists the hooks of the configuration, or tries one.
struct HookCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let configuration = try program.configuration()
    let words = program.invocation.operands
    switch words.first {
    case nil:
      list(configuration.hooks)
      return .served
    case "test": return try test(words.dropFirst().first, configuration)
    case let word?: throw UsageError("hook: \(Options.quoted(word)): expected test NAME")
    }
  }

  private func list(_ hooks: [HookSetting]) {
    if hooks.isEmpty {
      program.console.print("no hooks; goproxytop config --template shows some")
      return
    }
    for hook in hooks {
      let on = hook.on.map(\.rawValue).joined(separator: ",")
      program.console.print("\(hook.name)  \(on)  \(hook.target.shown)")
    }
  }

  /// Tells the hook of something made up, once, and says what came of it.
  private func test(_ name: String?, _ configuration: Configuration) throws -> ExitCode {
    guard let name else { throw UsageError("hook test: missing argument NAME") }
    guard let hook = configuration.hooks.first(where: { $0.name == name }) else {
      let names = Options.choices(configuration.hooks.map(\.name))
      throw UsageError("hook test: no hook is named \(Options.quoted(name))\(names)")
    }
    let go = GoSettings(environment: program.environment)
    let settings = program.layers(configuration, go).resolved
    let runner = HookRunner(program, go.settings, program.console.language)
    let now = SystemClock.now()
    let snapshot = Snapshot(
      now: now, setting: settings.setting, chain: settings.chain, chainError: settings.chainError,
      mirrors: settings.mirrors.map { MirrorSnapshot(mirror: $0) }, interval: settings.interval)
    let run = HookRun(
      hook: name, event: hook.sample(settings, at: now), attempt: 1, dropped: 0)
    let report = HookReport(
      run, snapshot, host: runner.host, language: runner.language, isTest: true)
    let result = MainThread().run {
      let result = await runner.run(hook, report)
      await runner.close()
      return result
    }
    let phrase: Phrase = result.ending == .delivered ? .hookDelivered : .hookFailed
    program.console.print(program.console.say(phrase, name, result.text))
    return result.ending == .delivered ? .served : .internalError
  }
}

extension HookSetting.Target {
  /// Without what may be secret.
  fileprivate var shown: String {
    switch self {
    case .command(let words): Options.quoted(words.first ?? "")
    case .desktop: "desktop"
    case .webhook(let url, let format, _):
      "\(format.rawValue) \(url.place ?? WebRequest(url.written)?.origin ?? "")"
    }
  }
}

extension HookSetting {
  /// As the first thing that it is told of could be.
  fileprivate func sample(_ settings: MonitorSettings, at now: Timestamp) -> HookEvent {
    let mirror = settings.mirrors.first
    let name = mirror?.name ?? "proxy.example.com"
    let id = mirror?.id ?? Mirror.ID(rawValue: "https://\(name)")
    let failure = RequestFailure(.processing, .status(502))
    let broken = HookFault(
      .chain, since: now, name: name,
      cause: .walk(.failure(failure.cause, .comma), hangs: false))
    switch on.first {
    case .recovered: return .ended(broken, at: now)
    case .failover:
      return .failover(
        FailoverGroup(
          failover: Failover(
            at: now, kind: .info, canary: settings.canaries[0], from: .mirror(id, name: name),
            to: .direct, knownReason: .failure(failure.cause, .pipe)), kinds: [.info]))
    case .down:
      return .began(HookFault(.mirror(id), since: now, name: name, cause: .failure(failure)))
    case .certificate:
      return .began(
        HookFault(
          .certificate(id), since: now, name: name,
          cause: .ends(now.wall + .seconds(7 * 86_400))))
    case .broken, nil: return .began(broken)
    }
  }
}
