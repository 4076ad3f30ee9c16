import GoRules
import Health
import Testing

/// A mirror that is slow is not waited for at each of its answers, and still where it gives none.
@Suite struct SlowWaitingTests {
  /// It answers in 20 ms, from 100 s on in 1.5 s, and from 150 s on not at all.
  private static func behaviour(_ time: Double) -> (RequestOutcome, Duration) {
    if time < 100 { return (.ok, .milliseconds(20)) }
    return time < 150 ? (.ok, .seconds(1.5)) : (.hang(.processing), .seconds(10))
  }

  @Test func aSlowMirrorDoesNotBlink() {
    let settings = chainSettings()
    let first = settings.mirrors[0].id
    var simulation = Simulation(settings: settings) { mirror, _, time in
      mirror == first ? Self.behaviour(time) : (.ok, .milliseconds(20))
    }
    // Silence shows after three times what it takes at present.
    simulation.run(until: 159)
    #expect(simulation.snapshot.mirrors[0].state == .waiting)
    simulation.run(until: 180)
    let changes = simulation.stateChanges.filter { $0.mirror == first }
    let since = changes.map { $0.at.since(Simulation.begin) }
    // It is waited for until two probes have decided that it is slow, and not after that.
    let slow = zip(changes, since).filter { $0.1 > .seconds(100) && $0.1 < .seconds(150) }
    #expect(slow.last?.0.to == .slow)
    #expect(slow.count { $0.0.to == .waiting } <= 3)
    #expect(slow.allSatisfy { $0.1 < .seconds(115) })
    let silent = zip(changes, since).filter { $0.1 >= .seconds(150) }
    #expect(silent.prefix(2).map(\.0.to) == [.waiting, .down])
    // It has been so since the first request without an answer.
    #expect(silent.prefix(2).allSatisfy { $0.1 < .seconds(156) })
  }
}
