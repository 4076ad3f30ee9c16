import Dashboard
import GoRules
import Health
import History
import Metrics
import Platform
import Record
import Serving
import Text
import Watching

/// What comes to the agent from outside.
enum AgentEvent: Sendable {
  case asked(HTTPServer.Request, HTTPServer.Reply)
  case hangup
  case terminate
  /// What the record has from before the start.
  case recalled([Failover], [Mirror.ID: [RequestOutcome: Int]])
  case notWritten(TextFile.Failure?)
  case hookEnded(Hooks.End)
  /// What an entry says that the gateway has asked.
  case entryAnswered(Gateway.Ask, RequestOutcome, ServerText?)
  /// An answer that the gateway passes through has come further.
  case passage(Gateway.Fetch, GatewayPassage.Event)
  case logNotWritten(String)
}

/// The core without a screen: the face of a watcher that answers scrapes, writes lines for a journal, and tells systemd
/// how it fares.
struct Agent: Face {
  let events: EventStream<AgentEvent>
  let reload: @Sendable () throws -> LoadedSettings
  let manager: ServiceManager
  let log: AgentLog
  let pages: AgentPages
  let server: HTTPServer?
  /// Metrics for node_exporter's collector; nil where nobody wants a file.
  let textFile: SavedFile?
  var stateFile: StateFile?
  private var hooks: Hooks
  /// nil where it is none.
  var gateway: AgentGateway?
  private var counters = MetricCounters()
  /// Wall time.
  private var start = Duration.zero
  private var nextFiles = Duration.zero
  private var nextSign = Duration.zero
  private var lastLack: Duration?
  /// Why settings were not taken when they were last read; nil where they were.
  private var refusal: Sentence?
  /// A file that cannot be written is told of once, until it can.
  private var isFileFailing = false
  private var lastLogFailure: String?
  /// A gateway was asked to end: not before this.
  private var endsAt: Duration?

  init(
    events: EventStream<AgentEvent>, reload: @escaping @Sendable () throws -> LoadedSettings,
    manager: ServiceManager, log: AgentLog, pages: AgentPages, server: HTTPServer?,
    textFile: SavedFile?, stateFile: StateFile?, hooks: Hooks, gateway: AgentGateway? = nil
  ) {
    self.events = events
    self.reload = reload
    self.manager = manager
    self.log = log
    self.pages = pages
    self.server = server
    self.textFile = textFile
    self.stateFile = stateFile
    self.hooks = hooks
    self.gateway = gateway
  }

  /// Who has connected asks in this time.
  private static let farewell = Duration.milliseconds(250)

  /// What passes through, or has no answer yet, is cut off after this time: go then comes to whoever has the socket, or to
  /// its list.
  private static let longestFarewell = Duration.seconds(10)

  /// Between two writings of the files that others read.
  private static let fileInterval = Duration.seconds(5)

  mutating func began(with watcher: inout Watcher, at now: Timestamp) {
    start = now.wall
    watcher.start(at: now)
    if let history = watcher.history {
      counters.waitsForRecord = true
      watcher.perform { [events] in
        let period = try? await history.period(from: .zero, until: now.wall)
        let tallies = try? await history.tallies(until: now.wall)
        events.send(.recalled(period?.failovers() ?? [], tallies ?? [:]))
      }
    }
    log.say(.info, Sentence(.agentStarted, .text("\(watcher.settings.mirrors.count)")))
    if let server {
      log.say(.info, Sentence(.agentListens, .text("http://\(server.address)/")))
      if gateway != nil, let chain = watcher.settings.chain {
        let list = server.address.before(chain.redacted)
        log.say(.info, Sentence(.gatewayListens, .text("'\(list)'")))
      }
    }
    if let error = watcher.settings.chainError { log.say(.error, Sentence(verbatim: error)) }
    manager.ready()
    workOff(&watcher, at: now)
  }

  mutating func eventCame(_ event: AgentEvent, for watcher: inout Watcher, at now: Timestamp) {
    switch event {
    case .asked(let request, let reply):
      if gateway?.take(request, reply, for: &watcher, at: now) == true { break }
      let snapshot = watcher.snapshot(at: now)
      let more = gateway?.metrics ?? []
      reply.send(pages.page(for: request, snapshot, counters, more))
    case .hangup:
      manager.reloading()
      gateway?.reopenLog()
      reloadSettings(&watcher, at: now)
      manager.ready()
    case .terminate:
      // go's requests under way are answered first; it finds nobody for others, or the next one that has the socket.
      guard gateway != nil, endsAt == nil else { return end(&watcher) }
      server?.quiesce()
      endsAt = now.monotonic + Self.farewell
      watcher.wake(noLaterThan: now.monotonic + Self.farewell)
    case .entryAnswered(let ask, let outcome, let text):
      gateway?.answered(ask, outcome, text, for: &watcher, at: now)
      endIfDone(&watcher, at: now)
    case .passage(let fetch, let event):
      gateway?.passed(fetch, event, for: &watcher, at: now)
      endIfDone(&watcher, at: now)
    case .logNotWritten(let reason):
      if reason != lastLogFailure {
        log.say(.error, Sentence(.gatewayLogNotWritten, .text(reason)))
      }
      lastLogFailure = reason
    case .recalled(let failovers, let tallies):
      for failover in failovers where failover.at.wall < start { counters.take(failover) }
      for (mirror, tally) in tallies { counters.take(tally, of: mirror) }
      counters.waitsForRecord = false
    case .notWritten(let failure):
      if let failure, !isFileFailing {
        log.say(.error, Sentence(.agentFileNotWritten, .text(failure.message)))
      }
      isFileFailing = failure != nil
    case .hookEnded(let end):
      guard let told = hooks.ended(end, at: now) else { break }
      counters.take(told.outcome, ofHook: told.hook)
      log.say(told.outcome.level, told.sentence)
    }
  }

  mutating func turnEnded(for watcher: inout Watcher) {
    for sentence in hooks.workOff(&watcher, at: SystemClock.now()) { log.say(.warning, sentence) }
  }

  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp) {
    switch news {
    case .recorded(let record):
      counters.take(record)
      hooks.take(record)
      log.say(record, names: watcher.settings)
    case .filesChanged: reloadSettings(&watcher, at: now)
    case .machineLacks:
      if let lastLack, now.monotonic - lastLack < .seconds(60) { break }
      lastLack = now.monotonic
      log.say(.warning, Sentence(.machineLacks))
    case .historyChanged(let before, let status):
      log.say(status, after: before, path: watcher.history?.path ?? "")
    case .timeReached:
      workOff(&watcher, at: now)
      // It may have to be woken before the next files are due.
      endIfDone(&watcher, at: now)
    default: break
    }
  }

  func ended() async {
    manager.ending()
    server?.stop()
    await hooks.close()
    await gateway?.ended()
    log.say(.info, Sentence(.agentEnded))
  }

  private mutating func endIfDone(_ watcher: inout Watcher, at now: Timestamp) {
    guard let endsAt, let gateway, now.monotonic >= endsAt else { return }
    let last = endsAt + Self.longestFarewell
    let isDone = gateway.waiting == 0 && gateway.passing == 0
    if isDone || now.monotonic >= last { return end(&watcher) }
    watcher.wake(noLaterThan: last)
  }

  private mutating func end(_ watcher: inout Watcher) {
    gateway?.cutOff(for: &watcher)
    watcher.end()
  }

  private mutating func reloadSettings(_ watcher: inout Watcher, at now: Timestamp) {
    do {
      let fresh = try reload()
      gateway?.reloaded(fresh.configuration.gateway, fresh.layers.go)
      watcher.offset = fresh.dashboard.clock.offsetFromUTC
      hooks.adopt(fresh.configuration.hooks)
      if watcher.reload(fresh.layers, at: now) {
        let value = watcher.settings.setting.redactedValue
        log.say(.info, Sentence(.agentReloaded, .text(value)))
      }
      refusal = nil
    } catch {
      let sentence = (error as? UsageError)?.sentence ?? Sentence(verbatim: "\(error)")
      // A file is often written in several steps, and a hangup comes besides.
      if sentence != refusal { log.say(.error, sentence) }
      refusal = sentence
    }
  }

  /// Files and signs of life that are due, and when the next ones are.
  private mutating func workOff(_ watcher: inout Watcher, at now: Timestamp) {
    if let pause = manager.watchdog, now.monotonic >= nextSign {
      manager.alive()
      nextSign = now.monotonic + pause
    }
    if now.monotonic >= nextFiles {
      nextFiles = now.monotonic + Self.fileInterval
      let snapshot = watcher.snapshot(at: now)
      textFile?.save(
        pages.metrics(snapshot, counters, gateway?.metrics ?? [], as: .prometheus), beside: &watcher
      )
      if let text = stateFile?.update(snapshot, glyphs: .ascii, language: .english, at: now) {
        stateFile?.file.save(text, beside: &watcher)
      }
    }
    watcher.wake(at: min(nextFiles, manager.watchdog == nil ? nextFiles : nextSign))
    if let endsAt, endsAt > now.monotonic { watcher.wake(noLaterThan: endsAt) }
  }
}

extension HookOutcome {
  fileprivate var level: AgentLog.Level {
    switch self {
    case .delivered: .info
    case .triedAgain: .notice
    case .givenUp: .warning
    }
  }
}
