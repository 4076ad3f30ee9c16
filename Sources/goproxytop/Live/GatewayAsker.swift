import GoRules
import Health
import Platform
import Probing
import Watching

/// Asks entries for a gateway, as go does behind a redirect: without credentials.
struct GatewayAsker: Sendable {
  let pool: ProbePool

  /// The probers for it: a thread, beside those of the monitor.
  init(_ configuration: ProbePoolConfiguration, entries: Int) throws(ProbePoolError) {
    var configuration = configuration
    configuration.probers = 1
    configuration.environment["GOAUTH"] = "off"
    configuration.keptConnections = entries * Gateway.connections
    pool = try ProbePool(configuration)
  }

  /// How the entry answers, or a hang where it does not in time.
  func answer(
    to ask: Gateway.Ask, connection: Int
  ) async -> (outcome: RequestOutcome, text: ServerText?) {
    let end = SystemClock.now().monotonic + Gateway.patience
    return await withTaskGroup(of: ProbeResult?.self) { group in
      group.addTask { await pool.results(of: round(ask, connection)).last }
      group.addTask {
        _ = await SystemClock.sleep(until: end)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      guard let first else { return (.hang(.processing), nil) }
      return (first.wasStopped ? .ok : first.outcome, first.serverText)
    }
  }

  private func round(_ ask: Gateway.Ask, _ connection: Int) -> ProbeRound {
    // On the connection that was kept, if there is one.
    var request = ProbeRequest(ask.question.kind, canary: ask.question.canary, use: .warm)
    request.fetch = .always
    // The head of its answer is enough.
    if request.kind == .zip { request.limit = 1 }
    if ask.question.kind == .sumdb { request.trial = .carriage }
    return ProbeRound(
      mirror: Mirror.ID(rawValue: "gateway-\(connection)+\(ask.mirror.rawValue)"), url: ask.url,
      requests: [request], timeout: Gateway.patience)
  }
}
