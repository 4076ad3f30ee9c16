import CCurl
import GoRules
import Health
import Platform

extension MirrorChannel {
  /// Adds what this hop's marks tell to the exchange's phases.
  func addTimings(to exchange: Exchange) {
    let marks = exchange.marks
    guard marks.firstByteWall > 0 else { return }
    let end = max(marks.lastReadWall, marks.bodyWall, marks.firstByteWall)
    let processing = max(0, marks.firstByteWall - marks.requestWall)
    exchange.timings.processing = (exchange.timings.processing ?? .zero) + .nanoseconds(processing)
    exchange.timings.transfer =
      (exchange.timings.transfer ?? .zero) + .nanoseconds(end - marks.firstByteWall)
  }

  /// The finished measurement.
  func result(of exchange: Exchange, outcome: RequestOutcome) -> ProbeResult {
    addTimings(to: exchange)
    let ended = SystemClock.now()
    var timings = exchange.timings
    let total = ended.since(exchange.startedAt)
    let phases: [Duration?] = [
      timings.resolve, timings.connect, timings.forwardProxy, timings.tls, timings.processing,
      timings.transfer,
    ]
    timings.total = total
    if outcome.isAlive {
      timings.local = max(.zero, total - phases.reduce(.zero) { $0 + ($1 ?? .zero) })
    }
    var result = ProbeResult(
      mirror: exchange.run.round.mirror, request: exchange.request, startedAt: exchange.startedAt,
      outcome: outcome, timings: timings)
    if exchange.header.bytes > 0 { result.status = status }
    result.connection = facts(of: exchange)
    result.redirects = exchange.redirects
    result.bodyBytes = exchange.body.count
    result.warning = exchange.warning
    result.serverText = exchange.serverText
    result.zipDigest = exchange.zipDigest
    let drift = (ended.wall - exchange.startedAt.wall) - total
    let tolerance = Duration.milliseconds(1) + total / 1000
    result.timingsAreUnusable = drift > tolerance || drift < .zero - tolerance
    return result
  }

  private func facts(of exchange: Exchange) -> ConnectionFacts {
    var facts = ConnectionFacts()
    facts.address = lastPeer?.address
    facts.family = lastPeer?.family
    facts.tls = tls
    facts.forwardProxy = exchange.forwardProxy?.redacted
    facts.retransmissions = exchange.retransmissions
    if exchange.header.bytes > 0 {
      var version = 0
      _ = probe_get_long(easy, CURLINFO_HTTP_VERSION, &version)
      switch version {
      case Int(CURL_HTTP_VERSION_1_0): facts.httpVersion = "1.0"
      case Int(CURL_HTTP_VERSION_1_1): facts.httpVersion = "1.1"
      case Int(CURL_HTTP_VERSION_2_0): facts.httpVersion = "2"
      default: break
      }
    }
    return facts
  }
}
