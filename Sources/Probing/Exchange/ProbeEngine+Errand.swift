import GoRules
import Health
import Platform

/// From one exchange of an errand to the next.
extension ProbeEngine {
  /// URLs of one errand for which GOAUTH is asked.
  private static let mostAskedAgain = 4
  /// What go grants an insecure request (cmd/go/internal/web `impatientInsecureHTTPClient`).
  private static let impatience = Duration.seconds(5)

  /// Asks what follows from `answer`, or ends with it; nil: nothing has been asked yet.
  func goOn(_ exchange: Exchange, on channel: MirrorChannel, after answer: ErrandAnswer?) {
    var answer = answer
    if case .answered = answer, let refusal = exchange.refusal {
      let credentials = settings.goSettings.credentials
      if exchange.askedAgain.contains(refusal.url) {
        credentials.staysRefused(refusal.url)
      } else if credentials.mayHelp(refusal.url),
        exchange.askedAgain.count < Self.mostAskedAgain
      {
        return pause(exchange, on: channel, refusal)
      }
      if let reason = credentials.unknown(refusal.url) {
        answer = .failed(
          .failure(RequestFailure(.processing, .notMeasured(reason))), goText: nil)
      }
    }
    let now = SystemClock.monotonic()
    switch exchange.errand?.next(after: answer, at: now) {
    case .ask(let request):
      exchange.turn(to: RequestTarget(request.url), keepsSecurity: !request.isInsecure)
      let patience = request.isInsecure ? Self.impatience : exchange.run.round.timeout
      exchange.deadline = now + patience.inNanoseconds
      if needsTLS(exchange.target) { prepareTLS() }
      ask(exchange, on: channel)
    case .ended(let outcome, let text): finish(exchange, on: channel, outcome, text: text)
    case nil: break
    }
  }

  /// The errand begins anew when GOAUTH was asked.
  private func pause(
    _ exchange: Exchange, on channel: MirrorChannel, _ refusal: GoAuth.Refusal
  ) {
    let result = exchange.result(
      .failure(RequestFailure(.processing, .notMeasured("credentials"))), text: nil, channel)
    channel.exchange = nil
    pace.left(channel)
    exchange.run.pause(for: RefusedRequest(exchange, refusal, result: result))
  }
}
