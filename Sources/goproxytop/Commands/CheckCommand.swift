import GoRules
import Health
import Platform
import Probing
import Record
import Text
import Watching

/// `check`: one round of probes, or as many as it takes within `--wait`; the verdict, an exit code.
struct CheckCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    let start = SystemClock.monotonic()
    try ReportOutput.check(program.options)
    let policy = try program.options.policy.map { path throws(UsageError) in
      try PolicyFile(path: path)
    }
    // The real go and its folder do not outlive this process.
    let signals = program.options.referee ? EndSignals() : nil
    let configuration = try program.configuration()
    let go = GoSettings(environment: program.environment)
    let layers = program.layers(configuration, go)
    if program.options.referee, go.goCommand == nil {
      throw UsageError(Sentence(.noGoCommand))
    }
    if let error = layers.resolved.chainError { throw UsageError(error) }
    var (face, snapshot) = try program.watch(layers, configuration, before: rounds)
    snapshot.gateway = try gateway(of: snapshot, layers.go, configuration)
    if face.isLacking { Console.complain(program.console.language.say(Sentence(.machineLacks))) }
    let hearing = go.goCommand.flatMap { command in
      signals.flatMap { hear(command, layers, configuration, snapshot, holding: $0) }
    }
    let findings = CheckFindings(
      language: program.console.language, snapshot: snapshot,
      settings: EffectiveSetting.all(
        go, goproxy: snapshot.setting, environment: program.environment),
      policy: policy,
      rulings: policy?.policy.rulings(on: snapshot, gonoproxy: layers.go.gonoproxy) ?? [],
      isForCI: policy != nil || program.options.github
        || EffectiveSetting.isJob(program.environment))
    let text = CheckText(console: program.console, snapshot: snapshot)
    try ReportOutput(program: program).write(
      json: CheckReport(snapshot, hearing, findings),
      text: text.lines + text.settings(findings) + text.policy(findings) + text.referee(hearing),
      annotations: findings.annotations,
      junit: findings.junit(in: .nanoseconds(SystemClock.monotonic() - start)),
      sarif: findings.sarif)
    if let expected = program.options.expected, !snapshot.meets(expected) {
      let found = snapshot.verdict.rawValue
      Console.complain(program.console.language.say(.expectedOther, expected.rawValue, found))
    }
    let agrees = (try? hearing?.get())?.agrees
    return agrees == false ? .unknown : findings.exitCode
  }

  /// What the gateway tells that serves; nil where none does, or it tells nothing.
  private func gateway(
    of snapshot: Snapshot, _ go: GoEnvironment, _ configuration: Configuration
  ) throws(UsageError) -> GatewaySight? {
    guard let places = snapshot.chain?.gateway,
      snapshot.walks.contains(where: { [places.first, places.again].contains($0.active) })
    else { return nil }
    let pool = try program.makePool(go, configuration, mirrors: 1) { _ in }
    let sight = MainThread().run {
      let sight = await GatewaySight(asking: places, through: pool)
      await pool.close()
      return sight
    }
    return sight.isAnswering == true ? sight : nil
  }

  /// What the real go does now; nil where there is no chain.
  private func hear(
    _ command: String, _ layers: LayeredSettings, _ configuration: Configuration,
    _ snapshot: Snapshot, holding signals: EndSignals
  ) -> Result<RefereeReport, Referee.Failure>? {
    guard let chain = snapshot.chain else { return nil }
    let settings = layers.resolved
    let referee = Referee(
      command: command, go: layers.go, settings: settings,
      certificateFile: program.poolConfiguration(layers.go, configuration).certificateFile)
    let stopper = Stopper()
    return MainThread().run {
      await signals.hold(stopper) { await referee.download(settings.canaries, until: stopper) }.map
      {
        RefereeReport($0, settings: settings, chain, snapshot.walks)
      }
    }
  }

  private var rounds: Rounds {
    guard let limit = program.options.wait else { return .single }
    let expected = program.options.expected
    return Rounds(for: limit) { snapshot in
      expected.map(snapshot.meets) ?? ExpectedVerdict.allCases.contains(where: snapshot.meets)
    }
  }
}

extension Snapshot {
  fileprivate func meets(_ expected: ExpectedVerdict) -> Bool {
    verdict.rawValue == expected.rawValue
  }
}

extension Program {
  /// Watches, without a record, until `face` has seen enough; returns it with what is known then.
  func watch<Shown: Face & Sendable>(
    _ layers: LayeredSettings, _ configuration: Configuration, before face: Shown
  ) throws(UsageError) -> (face: Shown, snapshot: Snapshot) {
    let pool = try makePool(
      layers.go, configuration, mirrors: layers.resolved.mirrors.count
    ) { Console.complain(Language.english.say($0)) }
    let mainThread = MainThread()
    return mainThread.run {
      let events = EventStream<Shown.Event>()
      var face = face
      var watcher = Watcher(layers, pool: pool, on: mainThread, events: events)
      await watcher.run(&face, events)
      return (face, watcher.snapshot(at: SystemClock.now()))
    }
  }

  /// The probers for so many mirrors; `tell` is called where there are too few descriptors for all at a time.
  /// - Throws: where an option or a file that they need is no good.
  func makePool(
    _ go: GoEnvironment, _ configuration: Configuration, mirrors: Int,
    tell: (Sentence) -> Void
  ) throws(UsageError) -> ProbePool {
    let open = MachineLimits.openDescriptors
    let wanted = DescriptorShare.wanted(for: mirrors, open: open)
    let limit = MachineLimits.allowDescriptors(wanted)
    let share = DescriptorShare(limit: limit, open: open)
    var settings = poolConfiguration(go, configuration)
    settings.roundsAtATime = share.mirrors
    settings.keptConnections = min(settings.keptConnections, share.mirrors / 2)
    if limit < wanted, share.mirrors < mirrors {
      tell(
        Sentence(
          .fewDescriptors, .text(String(limit)), .text(String(wanted)),
          .text(String(share.mirrors))))
    }
    do {
      return try ProbePool(settings)
    } catch {
      throw UsageError("\(error)")
    }
  }
}
