import GoRules
import Health
import Testing

/// Whether the gateway answers is asked every second; its probes are rarer.
@Suite struct GatewayReturnTests {
  private static func settings() throws -> MonitorSettings {
    var settings = chainSettings(["a.example"], interval: .seconds(60))
    let chain = try Chain(
      parsing: "http://127.0.0.1:1|http://127.0.0.1:1/again|https://a.example")
    settings.chain = chain
    settings.mirrors = chain.entries.enumerated().compactMap { index, entry in
      entry.url.map { Mirror(url: $0, entry: index, of: chain, canary: .standard) }
    }
    return settings
  }

  @Test func isAskedWhenItComesAndGoes() throws {
    var simulation = Simulation(settings: try Self.settings()) { mirror, _, time in
      let isGone = mirror.rawValue.hasPrefix("http://") && (130..<430).contains(time)
      return (isGone ? .refused : .ok, .milliseconds(5))
    }
    func served() -> Int? {
      simulation.snapshot.walks.first { $0.kind == .info }?.active
    }
    simulation.run(until: 131)
    #expect(served() == 0)
    simulation.send(.gatewayCameOrWent)
    simulation.run(until: 141)
    #expect(served() == 2)
    simulation.run(until: 431)
    let before = simulation.rounds.count
    simulation.send(.gatewayCameOrWent)
    // Of the others nobody is asked for it.
    #expect(simulation.rounds[before...].allSatisfy { $0.round.asksGateway })
    simulation.run(until: 436)
    #expect(served() == 0)
    #expect(!simulation.overlapped)
  }
}
