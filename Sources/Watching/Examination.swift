import Diagnosis
import GoRules
import Health
import Platform
import Probing

/// Everything that the doctor measures, side by side where that can be: one round of probes as go asks, what lies between,
/// the real go, and then what would tell causes apart.
package struct Examination: Sendable {
  package var layers: LayeredSettings
  /// How this machine is probed; the User-Agent is that of trials which are not to have go's.
  package var probing: ProbePoolConfiguration
  /// nil: go is not asked.
  package var command: GoCommand?
  /// Name servers to be asked beside those of this machine.
  package var opinions: [String] = []
  /// Idle connections and bursts are examined, too; nil: they are not.
  package var deep: DeepLimits?

  /// How long the parts may take; the whole ends after `all`.
  package struct Limits: Sendable {
    package var request = Duration.seconds(4)
    package var round = Duration.seconds(8)
    package var part = Duration.milliseconds(2500)
    package var trial = Duration.milliseconds(3500)
    package var referee = Duration.milliseconds(8500)
    package var all = Duration.milliseconds(9200)

    package init() {}
  }
  package var limits = Limits()

  package init(_ layers: LayeredSettings, probing: ProbePoolConfiguration, command: GoCommand?) {
    self.layers = layers
    self.probing = probing
    self.command = command
  }

  private enum Part: Sendable {
    case round(Snapshot)
    case surroundings(Surroundings)
    case referee(Result<Referee.Answer, Referee.Failure>)
    case version(String?)
    case trial(Trial, TrialResult)
    /// No more is waited for.
    case end
  }

  /// What is known when all has ended, when no time is left, or when the task is cancelled. `report` gets what is known as
  /// it comes, and how many parts are still to come.
  ///
  /// Throws where an option or a file that probing needs is no good.
  package func run(
    on mainThread: MainThread, report: @Sendable (Facts, _ pending: Int) -> Void = { _, _ in }
  ) async throws(ProbePoolError) -> Facts {
    var layers = layers
    layers.options.timeout = min(layers.resolved.timeout, limits.request)
    let settings = layers.resolved
    guard let chain = settings.chain else { return refused(settings) }
    let pool = try ProbePool(asGo)
    let urls = settings.proxies.filter(\.isInChain).map(\.url)
    // A server that is none is told before anything is asked.
    _ = try await Surroundings.survey([], probing, opinions: opinions, within: .zero)
    var facts = await withTaskGroup(of: Part.self) { group in
      group.addTask { [layers, round = limits.round] in
        .round(await Self.round(layers, pool, on: mainThread, within: round))
      }
      group.addTask { [probing, opinions, part = limits.part] in
        let survey = try? await Surroundings.survey(urls, probing, opinions: opinions, within: part)
        return .surroundings(survey ?? Surroundings())
      }
      if let command {
        let referee = Referee(
          command: command.path, go: layers.go, settings: settings,
          certificateFile: probing.certificateFile, limit: limits.referee)
        group.addTask { .referee(await referee.download(settings.canaries)) }
        if command.version == nil {
          group.addTask { [variables = layers.go.variables, part = limits.part] in
            .version(await command.printedVersion(variables, within: part))
          }
        }
      }
      let end = SystemClock.now().monotonic + limits.all
      group.addTask {
        _ = await SystemClock.sleep(until: end)
        return .end
      }
      return await gather(&group, settings, chain, report)
    }
    if let deep { await deepen(&facts, deep, report) }
    return facts
  }

  private func gather(
    _ group: inout TaskGroup<Part>, _ settings: MonitorSettings, _ chain: Chain,
    _ report: (Facts, _ pending: Int) -> Void
  ) async -> Facts {
    var facts = Facts(snapshot: Self.empty(settings))
    facts.go = command
    facts.environment = layers.go
    var answer: Referee.Answer?
    // The round, what lies between, and the referee.
    var pending = command.map { $0.version == nil ? 4 : 3 } ?? 2
    while pending > 0, !facts.isComplete, let part = await group.next() {
      pending -= 1
      switch part {
      case .round(let snapshot):
        facts.snapshot = snapshot
        for trial in Diagnosis(facts).next {
          pending += 1
          group.addTask { [snapshot] in .trial(trial, await self.result(of: trial, snapshot)) }
        }
      case .surroundings(let found): facts.take(found)
      case .referee(.success(let heard)): answer = heard
      case .referee(.failure(let failure)): facts.refereeFailure = failure.text
      case .version(let version): facts.go?.version = version
      case .trial(let trial, let result): facts.trials[trial] = result
      case .end: facts.isComplete = true
      }
      report(facts, pending)
    }
    facts.isComplete = true
    group.cancelAll()
    // What is under way has something to say yet: the round tells what it knows when it is cancelled.
    while let part = await group.next() {
      if case .round(let snapshot) = part { facts.snapshot = snapshot }
    }
    facts.referee = answer.map {
      RefereeReport($0, settings: settings, chain, facts.snapshot.walks)
    }
    return facts
  }

  // MARK: - The parts

  /// A round that begins all anew; asked once.
  private static func round(
    _ layers: LayeredSettings, _ pool: ProbePool, on mainThread: MainThread, within limit: Duration
  ) async -> Snapshot {
    let events = EventStream<Rounds.Event>()
    var face = Rounds(singleWithin: limit)
    var watcher = Watcher(layers, pool: pool, on: mainThread, events: events)
    await watcher.run(&face, events)
    // What has had no answer until the user had enough is told as it is.
    if Task.isCancelled { watcher.endPatience(at: SystemClock.now()) }
    return watcher.snapshot(at: SystemClock.now())
  }

  /// As go asks, its name included (net/http's before go 1.27).
  var asGo: ProbePoolConfiguration {
    var configuration = probing
    configuration.userAgent =
      command?.release ?? 27 < 27 ? "Go-http-client/1.1" : "GoCommand/1 (+https://go.dev/cmd/go)"
    return configuration
  }

  /// One request with one thing changed.
  private func result(of trial: Trial, _ snapshot: Snapshot) async -> TrialResult {
    guard let known = snapshot.mirrors.first(where: { $0.id == trial.mirror }) else {
      return .notMade
    }
    var configuration = asGo
    configuration.probers = 1
    var url = known.mirror.url
    switch trial.kind {
    case .again: break
    case .http1:
      let debug = configuration.environment["GODEBUG"] ?? ""
      configuration.environment["GODEBUG"] =
        debug.isEmpty ? "http2client=0" : debug + ",http2client=0"
    case .otherName:
      let address = (known.latest[trial.question.kind] ?? known.lastCold)?.connection.address
      guard let address else { return .notMade }
      let port = url.portInUse
      url.host = Self.otherName
      configuration.resolveOverrides = ["\(Self.otherName):\(port):\(address)"]
    case .smallSegments: configuration.largestSegment = Self.smallSegment
    case .otherAgent: configuration.userAgent = probing.userAgent
    }
    guard let pool = try? ProbePool(configuration) else { return .notMade }
    var request = ProbeRequest(trial.question.kind, canary: trial.question.canary, use: .cold)
    request.fetch = .always
    let round = ProbeRound(
      of: known.mirror, at: url, database: snapshot.chain?.checksumDatabase ?? .off,
      requests: [request], timeout: limits.trial)
    let result = await pool.results(of: round).last
    await pool.close()
    return result.map { .made($0) } ?? .notMade
  }

  /// A name that no mirror has and nobody filters (RFC 2606). It is not looked up.
  private static let otherName = "www.example.com"
  /// What every path carries: 576 bytes (RFC 791) without the headers of IP and TCP.
  private static let smallSegment = 536

  // MARK: - Without a round

  private static func empty(_ settings: MonitorSettings) -> Snapshot {
    Snapshot(
      now: SystemClock.now(), setting: settings.setting, chain: settings.chain,
      chainError: settings.chainError, interval: settings.interval)
  }

  /// go refuses the chain, and asks nobody.
  private func refused(_ settings: MonitorSettings) -> Facts {
    var facts = Facts(snapshot: Self.empty(settings))
    facts.snapshot.advice =
      ChainLint(setting: settings.setting, chain: nil, environment: layers.go).advice
    facts.go = command
    facts.environment = layers.go
    facts.isComplete = true
    return facts
  }
}

extension GoCommand {
  /// What it says of itself; nil where it says nothing of use.
  fileprivate func printedVersion(
    _ variables: [String: String], within limit: Duration
  ) async -> String? {
    var run = CommandRun(
      path, ["version"], environment: variables.merging(["GOTOOLCHAIN": "local"]) { $1 })
    run.limit = limit
    let result = await Threads.run { [run] in run.run() }
    let words = String(decoding: result.output, as: UTF8.self).split(separator: " ")
    return words.first { $0.hasPrefix("go1.") }.map { ServerText($0).text }
  }
}

extension Facts {
  fileprivate mutating func take(_ found: Surroundings) {
    names = found.names.map { name in
      let source: NameFact.Source =
        name.server.map { name.isOpinion ? .opinion($0) : .server($0) } ?? .hosts
      return NameFact(host: name.host, source: source, answer: name.answer, time: name.time)
    }
    reaches = found.reaches.map {
      ReachFact(
        host: $0.host, port: $0.port, address: $0.address, failure: $0.failure, time: $0.time)
    }
  }
}
