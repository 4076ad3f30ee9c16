import GoRules
import Health
import Testing

/// Whoever asks a mirror of the list that is a gateway says that a probe asks: it counts those apart.
@Suite struct GatewayRoundTests {
  @Test func aRoundOfAGatewayAsksAGateway() throws {
    let chain = try Chain(
      parsing: "http://127.0.0.1:1|http://127.0.0.1:1/again|https://a.example")
    let mirrors = chain.entries.enumerated().compactMap { index, entry in
      entry.url.map { Mirror(url: $0, entry: index, of: chain, canary: .standard) }
    }
    let other = ProxyURL(scheme: .https, host: "b.example")
    for mirror in mirrors {
      let rounds = [
        ProbeRound(of: mirror, requests: [], timeout: .seconds(1)),
        ProbeRound(of: mirror, on: "1", at: other, requests: [], timeout: .seconds(1)),
      ]
      #expect(rounds.map(\.asksGateway) == [mirror.isGateway, mirror.isGateway])
      #expect(rounds.map(\.url) == [mirror.url, other])
      #expect(rounds.map(\.mirror.rawValue) == [mirror.id.rawValue, "\(mirror.id.rawValue) 1"])
    }
    #expect(mirrors.map(\.isGateway) == [true, true, false])
  }

  /// Version control is asked by its rules.
  @Test func theServiceIsTheMirrors() {
    var mirror = Mirror(url: ProxyURL(scheme: .https, host: "a.example"))
    for service in Mirror.Service.allCases {
      mirror.service = service
      #expect(ProbeRound(of: mirror, requests: [], timeout: .seconds(1)).service == service)
    }
  }
}
