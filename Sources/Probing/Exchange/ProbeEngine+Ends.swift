import GoRules
import Health
import Platform

/// How a hop ends: with an outcome, or with another one.
extension ProbeEngine {
  /// Our patience has ended.
  func giveUp(_ exchange: Exchange, on channel: MirrorChannel) {
    if let lookup = exchange.lookup {
      exchange.addLookup()
      let (outcome, text) = exchange.unresolved(resolver.fault(lookup))
      resolver.forget(lookup)
      return finish(exchange, on: channel, outcome, text: text)
    }
    let (outcome, text) = exchange.endOfPatience
    if case .hang = outcome, let socket = exchange.connection?.stream?.socket {
      exchange.seenSilence = exchange.silence(of: socket)
    }
    finish(exchange, on: channel, outcome, text: text)
  }

  func conclude(
    _ exchange: Exchange, on channel: MirrorChannel, _ conclusion: Conclusion, keeping: Bool,
    isComplete: Bool = false
  ) {
    leave(exchange, on: channel, keeping: keeping, isComplete: isComplete)
    switch conclusion {
    case .redirect(let target):
      exchange.redirect = target
      exchange.redirectCount += 1
      exchange.target = RequestTarget(target.url)
      exchange.credentialFields =
        exchange.credentials?.fields(afterRedirectTo: Credentials.target(target.url)) ?? []
      if needsTLS(exchange.target) { prepareTLS() }
      hop(exchange, on: channel)
    case .outcome(let outcome, let text):
      finish(exchange, on: channel, outcome, text: text)
    case .askAnew:
      exchange.freshStarts += 1
      hop(exchange, on: channel)
    case .notReusable:
      // The server closed the connection between two requests of one round: ask on a new one.
      channel.exchange = nil
      var request = exchange.request
      request.use = .cold
      guard let again = channel.begin(request, run: exchange.run) else { return next(on: channel) }
      pace.wait(again, on: channel)
    }
  }

  func finish(
    _ exchange: Exchange, on channel: MirrorChannel, _ outcome: RequestOutcome, text: String?
  ) {
    leave(exchange, on: channel, keeping: false)
    // go would run a command for credentials and ask once more: what comes of that is not known.
    let isOurs = settings.credentials.needsCommand && exchange.isRefused(outcome)
    let result = exchange.result(
      isOurs
        ? .failure(RequestFailure(.processing, .notMeasured("GOAUTH's command was not run")))
        : outcome, text: isOurs ? nil : text, channel)
    channel.exchange = nil
    exchange.run.finished(result)
    next(on: channel)
  }

  /// Takes what is known from the connection of the present hop, and keeps it or closes it.
  private func leave(
    _ exchange: Exchange, on channel: MirrorChannel, keeping: Bool, isComplete: Bool = false
  ) {
    guard let connection = exchange.connection else { return }
    exchange.addTimings(of: connection)
    if !isComplete { exchange.addOpenPart(of: connection) }
    if let address = connection.address { channel.lastPeer = address }
    channel.tls = connection.tls?.facts(&channel.certificates)
    exchange.connection = nil
    if keeping, channel.exchange === exchange {
      connection.answers += 1
      channel.keep(connection, at: SystemClock.monotonic())
    } else {
      connection.close()
    }
  }
}
