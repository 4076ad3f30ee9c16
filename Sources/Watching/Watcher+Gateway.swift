import GoRules
import Health
import Platform
import Probing

/// Following the gateway of the chain.
struct GatewayWatch {
  /// Somebody wants to know.
  var isWanted = false
  /// nil where nobody does, or no gateway stands in the chain.
  var sight: GatewaySight?
  /// Tells the answers of this gateway from those of another before it.
  var number = 0
  var asking: JobHandle?
}

/// Asking the gateway of the chain what it does, while somebody wants to know.
extension Watcher {
  /// Between the starts of two questions.
  private static let gatewayPause = Duration.seconds(1)
  /// For one: it is on this machine.
  private static let gatewayTimeout = Duration.seconds(2)

  /// Asks the gateway of the chain each second from now on, wherever one stands in it.
  package mutating func watchGateway() {
    gatewayWatch.isWanted = true
    followGateway()
  }

  /// The chain may be another.
  mutating func followGateway() {
    guard gatewayWatch.isWanted else { return }
    let places = settings.chain?.gateway
    if let places, gatewayWatch.sight?.places.url == places.url {
      gatewayWatch.sight?.moved(to: places)
      return
    }
    gatewayWatch.asking?.finish()
    gatewayWatch.sight = places.map(GatewaySight.init)
    gatewayWatch.number += 1
    guard let places,
      let request = WebRequest(
        places.url.redacted + GatewayFigures.path, limit: GatewayFigures.sizeLimit,
        timeout: Self.gatewayTimeout)
    else { return }
    let (number, client) = (gatewayWatch.number, WebClient(pool))
    let (job, handle) = cancellable { [send] in
      var next = SystemClock.now().monotonic
      repeat {
        guard let answer = await client.send(request), !Task.isCancelled else { return }
        send(.gatewayAnswered(number, answer))
        next = max(next + Self.gatewayPause, SystemClock.now().monotonic)
      } while await SystemClock.sleep(until: next)
    }
    gatewayWatch.asking = handle
    perform(job)
  }

  mutating func gatewayAnswered(_ number: Int, _ answer: WebAnswer, at now: Timestamp) {
    guard number == gatewayWatch.number else { return }
    let before = gatewayWatch.sight?.isAnswering
    switch answer {
    case .failed(let outcome): gatewayWatch.sight?.failed(.exchange(outcome))
    case .answered(let page):
      if page.status == 200, !page.isCut, let figures = GatewayFigures(parsing: page.body, at: now)
      {
        gatewayWatch.sight?.heard(figures, at: now)
      } else {
        gatewayWatch.sight?.failed(.foreign)
      }
    }
    // Its probes may be rare by now, and who serves go hangs on it.
    if let before, before != gatewayWatch.sight?.isAnswering {
      decide(after: .gatewayCameOrWent, at: now)
    }
    tell(.gatewaySeen)
  }
}
