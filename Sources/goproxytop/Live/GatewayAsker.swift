import GoRules
import Health
import Platform
import Probing
import Watching

/// Asks entries for a gateway: as go does behind a redirect, without credentials; and as go itself, where it is not sent
/// there.
struct GatewayAsker: Sendable {
  private let asking: ProbePool
  private let passing: ProbePool

  /// The probers for it: two threads, beside those of the monitor.
  init(_ configuration: ProbePoolConfiguration, entries: Int) throws(ProbePoolError) {
    var configuration = configuration
    configuration.probers = 1
    configuration.keptConnections = Gateway.mostPassing
    passing = try ProbePool(configuration)
    configuration.keptConnections = entries * Gateway.connections
    configuration.environment = Self.withoutCredentials(configuration.environment)
    asking = try ProbePool(configuration)
  }

  private static func withoutCredentials(_ environment: [String: String]) -> [String: String] {
    environment.merging(["GOAUTH": "off"]) { $1 }
  }

  /// go's files say something else now.
  func adopt(environment: [String: String]) {
    passing.adopt(environment: environment)
    asking.adopt(environment: Self.withoutCredentials(environment))
  }

  func close() async {
    await asking.close()
    await passing.close()
  }

  /// How the entry answers, or a hang where it does not in time.
  func answer(
    to ask: Gateway.Ask, connection: Int
  ) async -> (outcome: RequestOutcome, text: ServerText?) {
    let pool = ask.asGo ? passing : asking
    var round = Self.round(ask.question, ask.mirror, ask.url, "gateway-\(connection)")
    // The head of its answer is enough.
    if ask.question.kind == .zip { round.requests[0].limit = 1 }
    let first = await Self.within({ [round] in await pool.results(of: round).last }) { true }
    guard let first else { return (.hang(.processing), nil) }
    return (first.wasStopped ? .ok : first.outcome, first.serverText)
  }

  /// Has the entry's answer passed through, and tells how it fares; returns when that is over.
  func pass(
    _ fetch: Gateway.Fetch, acceptsGzip: Bool,
    tell: @escaping @Sendable (GatewayPassage.Event) -> Void
  ) async {
    let passage = GatewayPassage(holdsMore: fetch.holdsMore, tell: tell)
    let round = Self.round(
      fetch.question, fetch.mirror, fetch.url, "stream-\(fetch.connection)")
    let way = Passage(
      url: fetch.url.url(of: fetch.request), acceptsGzip: acceptsGzip, silence: Gateway.silence,
      receiver: passage)
    let result = await Self.within({ await passing.results(of: round, passage: way).last }) {
      passage.giveUp()
    }
    await passage.end(after: result)
  }

  /// What `work` gives; nil where patience ends before it does and `givesUp` then.
  private static func within(
    _ work: @escaping @Sendable () async -> ProbeResult?, givesUp: @Sendable () -> Bool
  ) async -> ProbeResult? {
    let end = SystemClock.now().monotonic + Gateway.patience
    return await withTaskGroup(of: (result: ProbeResult?, isOver: Bool).self) { group in
      group.addTask { (await work(), true) }
      group.addTask {
        _ = await SystemClock.sleep(until: end)
        return (nil, false)
      }
      defer { group.cancelAll() }
      while let first = await group.next() {
        if first.isOver { return first.result }
        if givesUp() { return nil }
      }
      return nil
    }
  }

  /// One request, on the connection of that name where it is still kept.
  private static func round(
    _ question: Question, _ mirror: Mirror.ID, _ url: ProxyURL, _ connection: String
  ) -> ProbeRound {
    var request = ProbeRequest(question.kind, canary: question.canary, use: .warm)
    request.fetch = .always
    if request.kind == .sumdb { request.trial = .carriage }
    return ProbeRound(
      mirror: Mirror.ID(rawValue: "\(connection)+\(mirror.rawValue)"), url: url,
      requests: [request], timeout: Gateway.patience)
  }
}
