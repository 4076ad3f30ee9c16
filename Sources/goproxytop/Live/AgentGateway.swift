import GoRules
import Health
import Metrics
import Platform
import Probing
import Serving
import Text
import Watching

/// The gateway of an agent: takes go's requests, has entries asked, answers, counts and keeps the log.
struct AgentGateway {
  /// A request of go's that has no answer yet.
  private struct Open {
    var request: GatewayRequest
    var acceptsGzip: Bool
    var reply: HTTPServer.Reply
    var start: Duration
    var isProbe: Bool
  }

  private let asker: GatewayAsker
  private let events: EventStream<AgentEvent>
  private let log: AppendedFile?
  /// Only this machine's own names are answered to: a page in a browser may have given another to 127.0.0.1.
  private let isLoopback: Bool
  private var policy: GatewayPolicy
  private var gateway = Gateway(GatewayRules(entries: []))
  private var counters = GatewayCounters()
  private var open: [Gateway.Ticket: Open] = [:]
  private var names: [Mirror.ID: String] = [:]
  /// Of answers that pass through, by fetch: their lines of the log, until they are over.
  private var passages: [Int: (line: GatewayReport, body: BodyStream)] = [:]
  /// The fetch that has just begun, and what go is to be answered with.
  private var begun: (fetch: Int, body: BodyStream)?
  private var lastTicket = 0
  private var nextReading = Duration.zero

  /// Between two readings of what the monitor knows.
  private static let readingInterval = Duration.milliseconds(200)

  init(
    asker: GatewayAsker, events: EventStream<AgentEvent>, log: AppendedFile?, isLoopback: Bool,
    policy: GatewayPolicy
  ) {
    self.asker = asker
    self.events = events
    self.log = log
    self.isLoopback = isLoopback
    self.policy = policy
  }

  /// Requests that have no answer yet.
  var waiting: Int { open.count }

  /// Those of go's.
  private var waitingOfGo: Int { open.values.reduce(0) { $0 + ($1.isProbe ? 0 : 1) } }

  /// Answers on their way to go, or asked for to be.
  var passing: Int { gateway.passing }

  var metrics: [MetricFamily] { counters.metrics(waiting: waitingOfGo, passing: passing) }

  /// The settings were read again.
  mutating func reloaded(_ policy: GatewayPolicy, _ go: GoEnvironment) {
    self.policy = policy
    asker.adopt(environment: go.effectiveVariables)
    nextReading = .zero
  }

  /// The log's file was moved away.
  func reopenLog() { log?.reopen() }

  /// Takes what is a request of go's, or means to be one; false for the agent's own pages.
  mutating func take(
    _ asked: HTTPServer.Request, _ reply: HTTPServer.Reply, for watcher: inout Watcher,
    at now: Timestamp
  ) -> Bool {
    let request = GatewayRequest(asked.path)
    let isPage = asked.path == GatewayFigures.path
    guard request != nil || isPage else {
      guard asked.path.contains("/@") || asked.path.hasPrefix("/sumdb/") else { return false }
      answer(
        GatewayAnswer(.malformed), to: nil, asked.path, reply, isProbe: asked.isProbe, at: now,
        &watcher)
      return true
    }
    guard !isLoopback || Self.isOwn(asked.host) else {
      reply.send(HTTPServer.Page(Language.english.say(.gatewayForeign) + "\n", status: 403))
      return true
    }
    guard let request else {
      reply.send(page(at: now))
      return true
    }
    read(&watcher, at: now)
    lastTicket += 1
    open[lastTicket] = Open(
      request: request, acceptsGzip: asked.acceptEncoding.contains("gzip"), reply: reply,
      start: now.monotonic, isProbe: asked.isProbe)
    carryOut(gateway.requested(request, lastTicket, at: now.monotonic), for: &watcher, at: now)
    return true
  }

  /// What it does, for a dashboard.
  private func page(at now: Timestamp) -> HTTPServer.Page {
    let figures = GatewayFigures(counters.tally, waiting: waitingOfGo, at: now)
    guard let text = try? JSONOutput.line(GatewayPage(figures, at: now)) else {
      return HTTPServer.Page("a figure has no decimal form\n", status: 500)
    }
    return HTTPServer.Page(Self.withoutSecrets(text) + "\n", type: "application/json")
  }

  private static func isOwn(_ host: String) -> Bool {
    guard let address = ListenAddress(host.contains(":") ? host : host + ":80") else {
      return false
    }
    return address.isLoopback
  }

  /// An entry has answered.
  mutating func answered(
    _ ask: Gateway.Ask, _ outcome: RequestOutcome, _ text: ServerText?,
    for watcher: inout Watcher, at now: Timestamp
  ) {
    counters.count(asked: names[ask.mirror] ?? ask.mirror.rawValue, outcome)
    carryOut(gateway.answered(ask, outcome, text, at: now.monotonic), for: &watcher, at: now)
  }

  /// Takes over what the settings and the monitor say now, if that was not done just before.
  private mutating func read(_ watcher: inout Watcher, at now: Timestamp) {
    guard now.monotonic >= nextReading else { return }
    nextReading = now.monotonic + Self.readingInterval
    let rules = GatewayRules(watcher.settings, watcher.layers.go, policy)
    let snapshot = watcher.snapshot(at: now)
    for mirror in snapshot.mirrors where mirror.mirror.service == .proxy {
      names[mirror.id] = mirror.mirror.name
      gateway.standings[mirror.id] = GatewayStanding(mirror, interval: snapshot.interval, at: now)
    }
    carryOut(gateway.rulesChanged(to: rules, at: now.monotonic), for: &watcher, at: now)
  }

  private mutating func carryOut(
    _ commands: [Gateway.Command], for watcher: inout Watcher, at now: Timestamp
  ) {
    for command in commands {
      switch command {
      case .ask(let ask, let connection):
        watcher.perform { [asker, events] in
          let (outcome, text) = await asker.answer(to: ask, connection: connection)
          events.send(.entryAnswered(ask, outcome, text))
        }
      case .fetch(let fetch):
        let acceptsGzip = open[fetch.ticket]?.acceptsGzip ?? false
        watcher.perform { [asker, events] in
          await asker.pass(fetch, acceptsGzip: acceptsGzip) { event in
            events.send(.passage(fetch, event))
          }
        }
      case .drop: begun?.body.abandon()
      case .answer(let ticket, let answer):
        guard let asked = open.removeValue(forKey: ticket) else { continue }
        self.answer(
          answer, to: asked.request, asked.request.path, asked.reply, since: asked.start,
          isProbe: asked.isProbe, at: now, &watcher)
      }
    }
  }

  private mutating func answer(
    _ answer: GatewayAnswer, to request: GatewayRequest?, _ path: String,
    _ reply: HTTPServer.Reply, since start: Duration? = nil, isProbe: Bool, at now: Timestamp,
    _ watcher: inout Watcher
  ) {
    let streamed = answer.verdict == .passedThrough ? begun : nil
    if let streamed {
      reply.send(streamed.body)
    } else {
      let text = Self.withoutSecrets(Language.english.say(answer.sentence(for: request)))
      var page = HTTPServer.Page(text + "\n", status: answer.status)
      if case .redirected(let url) = answer.verdict { page.location = url }
      reply.send(page)
    }
    if isProbe { return counters.countProbe() }
    let event = GatewayEvent(
      answer, to: request, path: path, after: now.monotonic - (start ?? now.monotonic), at: now)
    counters.count(event)
    if let streamed {
      passages[streamed.fetch] = (GatewayReport(event), streamed.body)
    } else {
      write(GatewayReport(event), beside: &watcher)
    }
  }

  private func write(_ report: GatewayReport, beside watcher: inout Watcher) {
    guard let log, let line = try? JSONOutput.line(report) else { return }
    log.add(Self.withoutSecrets(line), beside: &watcher)
  }

  /// What an entry says may quote where it would send go, or what it was asked.
  private static func withoutSecrets(_ text: String) -> String {
    Redaction.queriesHidden(Redaction.passwordsHidden(text))
  }

  // MARK: - Passing through

  /// An answer that passes through has come further.
  mutating func passed(
    _ fetch: Gateway.Fetch, _ event: GatewayPassage.Event, for watcher: inout Watcher,
    at now: Timestamp
  ) {
    switch event {
    case .served(let body):
      begun = (fetch.id, body)
      carryOut(gateway.began(fetch, at: now.monotonic), for: &watcher, at: now)
      begun = nil
    case .ended(let outcome, let text):
      carryOut(gateway.ended(fetch, outcome, text, at: now.monotonic), for: &watcher, at: now)
    case .over(let end):
      gateway.left(fetch)
      guard var (line, _) = passages.removeValue(forKey: fetch.id) else { break }
      line.end(end)
      counters.count(
        passedBy: names[fetch.mirror] ?? fetch.mirror.rawValue, bytes: end.bytes,
        end.ending)
      write(line, beside: &watcher)
    }
  }

  /// What passes through now does not come to its end: its lines have none.
  mutating func cutOff(for watcher: inout Watcher) {
    for (_, (line, body)) in passages.sorted(by: { $0.key < $1.key }) {
      var line = line
      line.bytes = body.added
      write(line, beside: &watcher)
    }
    passages = [:]
  }

  func ended() async { await asker.close() }
}
