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
    guard let request = places.flatMap(WebRequest.init(asking:)) else { return }
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
    gatewayWatch.sight?.take(answer, at: now)
    // Its probes may be rare by now, and who serves go hangs on it.
    if let before, before != gatewayWatch.sight?.isAnswering {
      decide(after: .gatewayCameOrWent, at: now)
    }
    tell(.gatewaySeen)
  }
}

extension GatewaySight {
  /// Asks the gateway at `places` once.
  package init(asking places: Chain.GatewayPlaces, through pool: ProbePool) async {
    self.init(places)
    guard let request = WebRequest(asking: places),
      let answer = await WebClient(pool).send(request)
    else { return }
    take(answer, at: SystemClock.now())
  }

  fileprivate mutating func take(_ answer: WebAnswer, at now: Timestamp) {
    switch answer {
    case .failed(let outcome): failed(.exchange(outcome))
    case .answered(let page):
      if page.status == 200, !page.isCut, let figures = GatewayFigures(parsing: page.body, at: now)
      {
        heard(figures, at: now)
      } else {
        failed(.foreign)
      }
    }
  }
}

extension WebRequest {
  /// What a gateway does. It is on this machine, and answers at once or not at all.
  fileprivate init?(asking places: Chain.GatewayPlaces) {
    self.init(
      places.url.redacted + GatewayFigures.path, limit: GatewayFigures.sizeLimit,
      timeout: .seconds(2))
  }
}
