import GoRules
import Health

/// A gateway before entries that answer as they are told, at once or when their patience ends.
struct GatewayLab {
  var gateway: Gateway
  /// By host; an entry without one serves. `hang` takes all patience.
  var answers: [String: AssumedOutcome] = [:]
  /// By `HOST KIND`, before those of the host.
  var answersByKind: [String: AssumedOutcome] = [:]
  /// What becomes of a body whose head has come; else it comes whole.
  var bodies: [String: AssumedOutcome] = [:]
  /// `HOST KIND MODULE@VERSION`, in the order in which they were asked; `HOST PATH` for a file that passes through.
  var asked: [String] = []
  /// Monotonic.
  var now = Duration.seconds(100)
  private var last = 0

  init(
    _ goproxy: String, variables: [String: String] = [:], netrc: String = "",
    mirrors: [Mirror] = [], evaded: Set<EvadedFailure> = EvadedFailure.standard,
    _ passThrough: PassThrough = .none
  ) throws {
    gateway = Gateway(
      try Self.rules(
        goproxy, variables: variables, netrc: netrc, mirrors: mirrors, evaded: evaded, passThrough))
  }

  static func rules(
    _ goproxy: String, variables: [String: String] = [:], netrc: String = "",
    mirrors: [Mirror] = [], evaded: Set<EvadedFailure> = EvadedFailure.standard,
    _ passThrough: PassThrough = .none
  ) throws -> GatewayRules {
    var go = GoEnvironment(variables: variables, userFile: nil)
    go.netrc = NetrcFile(netrc.utf8)
    let settings = MonitorSettings(
      setting: GoproxySetting(value: goproxy, source: .option),
      chain: try go.chain(of: goproxy), mirrors: mirrors)
    return GatewayRules(
      settings, go, GatewayPolicy(evaded: evaded, passThrough: passThrough))
  }

  /// The gateway's answer to `path`, once all that is asked for its sake has answered.
  mutating func get(_ path: String) -> GatewayAnswer? {
    guard let request = GatewayRequest(path) else { return nil }
    last += 1
    return finish(gateway.requested(request, last, at: now))[last]
  }

  /// Carries the commands out, and those that follow.
  mutating func finish(_ commands: [Gateway.Command]) -> [Gateway.Ticket: GatewayAnswer] {
    var found: [Gateway.Ticket: GatewayAnswer] = [:]
    var open = commands
    while !open.isEmpty {
      switch open.removeFirst() {
      case .answer(let ticket, let answer): found[ticket] = answer
      case .ask(let ask, _):
        let (host, question) = (ask.url.host, ask.question)
        asked.append("\(host) \(question.kind.rawValue) \(question.canary)")
        let assumed = answersByKind["\(host) \(question.kind.rawValue)"] ?? answers[host] ?? .ok
        if assumed == .hang { now += Gateway.patience }
        open += gateway.answered(
          ask, assumed.outcome(of: question.kind), ServerText("from \(host)"), at: now)
      case .fetch(let fetch): open += pass(fetch)
      case .drop: break
      }
    }
    return found
  }

  /// All that comes of it.
  private mutating func pass(_ fetch: Gateway.Fetch) -> [Gateway.Command] {
    let (host, path) = (fetch.url.host, fetch.request.path)
    asked.append("\(host) \(path)")
    let kind = fetch.question.kind
    let assumed =
      answersByKind["\(host) \(path)"] ?? answersByKind["\(host) \(kind.rawValue)"]
      ?? answers[host] ?? .ok
    defer { gateway.left(fetch) }
    guard assumed.outcome(of: .mod) == .ok else {
      if assumed == .hang { now += Gateway.patience }
      return gateway.ended(
        fetch, assumed.outcome(of: kind), ServerText("from \(host)"), at: now)
    }
    let commands = gateway.began(fetch, at: now)
    let end = bodies[host] ?? .ok
    if end == .hang { now += Gateway.silence }
    return commands + gateway.ended(fetch, end.outcome(of: .mod), at: now)
  }

  /// `a.example` where go is sent there, else the status and whose answer it is.
  mutating func result(_ path: String) -> String {
    guard let answer = get(path) else { return "none" }
    if case .redirected(let url) = answer.verdict {
      return url.hasSuffix(path) ? String(url.dropLast(path.count)) : url
    }
    if case .passedThrough = answer.verdict { return "passed \(answer.name ?? "")" }
    return "\(answer.status) \(answer.result)" + (answer.name.map { " \($0)" } ?? "")
  }
}
