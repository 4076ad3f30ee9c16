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
    if let setback = exchange.lastSetback {
      return finish(exchange, on: channel, setback.outcome, text: setback.text)
    }
    let (outcome, text) = exchange.endOfPatience
    if outcome.isSilence, let socket = exchange.connection?.stream?.socket {
      exchange.seenSilence = exchange.silence(of: socket)
    }
    finish(exchange, on: channel, outcome, text: text)
  }

  func conclude(
    _ exchange: Exchange, on channel: MirrorChannel, _ conclusion: Conclusion, keeping: Bool,
    isComplete: Bool = false
  ) {
    var keeping = keeping
    switch conclusion {
    case .askAnew: keeping = false
    case .askLater(let setback) where setback.keepsConnection:
      keeping = exchange.connection?.http?.canTakeRequest == true
    default: break
    }
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
    case .page(let page): goOn(exchange, on: channel, after: .answered(page))
    case .outcome(let outcome, let text):
      finish(exchange, on: channel, outcome, text: text)
    case .askAnew:
      exchange.freshStarts += 1
      hop(exchange, on: channel)
    case .askLater(var setback):
      exchange.freshStarts += 1
      setback.since = SystemClock.monotonic()
      exchange.setback = setback
      pass(at: setback.since, exchange, on: channel)
    case .notReusable:
      // The server closed the connection between two requests of one round: ask on a new one.
      channel.exchange = nil
      var request = exchange.request
      request.use = .cold
      guard let again = channel.begin(request, run: exchange.run) else { return next(on: channel) }
      again.askedAgain = exchange.askedAgain
      pace.wait(again, on: channel)
    }
  }

  /// Asks again if it is time to, and gives up if patience has ended.
  func pass(at now: Int64, _ exchange: Exchange, on channel: MirrorChannel) {
    guard let setback = exchange.setback else { return }
    if exchange.deadline <= now {
      finish(exchange, on: channel, setback.outcome, text: setback.text)
    } else if setback.until <= now {
      exchange.setback = nil
      exchange.lastSetback = setback
      exchange.timings.processing.add(now - setback.since)
      hop(exchange, on: channel)
    } else {
      schedule(exchange)
    }
  }

  func finish(
    _ exchange: Exchange, on channel: MirrorChannel, _ outcome: RequestOutcome, text: String?
  ) {
    leave(exchange, on: channel, keeping: false)
    if exchange.errand?.isUnderWay == true {
      return goOn(exchange, on: channel, after: .failed(outcome, goText: text))
    }
    let result = exchange.result(outcome, text: text, channel)
    channel.exchange = nil
    let credentials = settings.goSettings.credentials
    guard exchange.errand == nil, outcome != .hang(.transfer), let refusal = exchange.refusal else {
      exchange.run.finished(result)
      return next(on: channel)
    }
    if exchange.askedAgain.contains(refusal.url) { credentials.staysRefused(refusal.url) }
    let refused = RefusedRequest(exchange, refusal, result: result)
    if credentials.mayHelp(refusal.url) {
      pace.left(channel)
      exchange.run.pause(for: refused)
    } else {
      deliver(refused, of: exchange.run)
      next(on: channel)
    }
  }

  /// GOAUTH was asked for the credentials for which the round was paused; `askingAgain`: it gave something new.
  func goOn(
    _ id: RunID, askingAgain: Bool, continuation: CheckedContinuation<Void, Never>
  ) {
    // It may have been cancelled meanwhile.
    guard let channel = channel(of: id), let run = channel.run else { return continuation.resume() }
    guard let refused = run.resume(continuation) else { return next(on: channel) }
    var request = refused.request
    // The connection is not idle any more.
    if request.use == .idle { request.use = .warm }
    // An errand goes on without credentials as well: the page that is refused may say what is wanted of it.
    guard askingAgain || refused.isErrand, let exchange = channel.begin(request, run: run) else {
      deliver(refused, of: run)
      return next(on: channel)
    }
    exchange.askedAgain = refused.askedAgain.union([refused.refusal.url])
    startInTurn(exchange, on: channel)
  }

  func deliver(_ refused: RefusedRequest, of run: RoundRun) {
    var result = refused.result
    if let reason = settings.goSettings.credentials.unknown(refused.refusal.url) {
      result.outcome = .failure(RequestFailure(.processing, .notMeasured(reason)))
      result.goText = nil
    }
    run.finished(result)
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
    if exchange.request.trial != .none, let tls = connection.tls {
      (exchange.isResumed, exchange.staple) = (tls.isResumed, tls.staple)
      if let ticket = tls.ticket { channel.ticket = (connection.route, ticket) }
    }
    exchange.connection = nil
    if keeping, channel.exchange === exchange {
      connection.answers += 1
      channel.keep(connection, at: SystemClock.monotonic())
    } else {
      connection.close()
    }
  }
}

extension RequestOutcome {
  /// The request was sent, and its answer does not come or does not end.
  fileprivate var isSilence: Bool {
    switch self {
    case .hang: true
    case .failure(let failure): failure.cause.code == .idleConnectionSilent
    case .ok, .notFound: false
    }
  }
}
