import ProxyHealth
import Testing

/// A monitor that goes through the record comes to know what the live one knew.
@Suite struct RecordedTests {
  @Test func theRecordTellsWhatWasSeenLive() throws {
    let settings = chainSettings()
    var simulation = Simulation(settings: settings) { mirror, _, time in
      let isBad = mirror.rawValue == "https://a.example" && (20.5..<60).contains(time)
      return (isBad ? .badGateway : .ok, .milliseconds(9))
    }
    for end in [15.0, 45, 100] {
      simulation.run(until: end)
      var past = Monitor(settings: settings, seed: 7, at: Simulation.begin)
      for case .record(.sample(let result)) in simulation.commands {
        past.replay(result, at: result.startedAt)
      }
      let live = simulation.snapshot
      let told = past.recordedSnapshot(at: simulation.now)
      #expect(told.mirrors.map(\.state) == live.mirrors.map(\.state), "at \(end)")
      #expect(told.walks.map(\.verdict) == live.walks.map(\.verdict), "at \(end)")
      #expect(told.walks.map(\.active) == live.walks.map(\.active), "at \(end)")
      #expect(told.mirrors.map(\.recent) == live.mirrors.map(\.recent), "at \(end)")
      #expect(told.failovers.map(\.to) == live.failovers.map(\.to), "at \(end)")
      #expect(told.mirrors.allSatisfy { $0.nextRound == nil })
    }
  }
}
