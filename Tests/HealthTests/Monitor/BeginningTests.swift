import GoRules
import Health
import Testing

/// When a fault began, and why the active target changed: one answer for the header, the row, the journal and the
/// history.
@Suite struct BeginningTests {
  private static let mirror = chainSettings().mirrors[0].id

  private func simulation(
    _ separator: Chain.Separator, _ hosts: [String] = ["a.example", "b.example"],
    _ first: @escaping (ProbeRequest, Double) -> (RequestOutcome, Duration)
  ) -> Simulation {
    Simulation(settings: chainSettings(hosts, separator: separator)) { mirror, request, time in
      mirror == Self.mirror ? first(request, time) : (.ok, .milliseconds(20))
    }
  }

  /// Seconds after the start.
  private func seconds(_ time: Timestamp?) -> Double? {
    time.map { ($0.since(Simulation.begin).seconds * 1000).rounded() / 1000 }
  }

  /// From the request of 20 s on nothing is answered; it is given up at 30 s.
  @Test func aHangBeginsWithItsSilence() throws {
    var simulation = simulation(.comma) { _, time in
      (19.9..<44).contains(time) ? (.hang(.processing), .seconds(10)) : (.ok, .milliseconds(20))
    }
    simulation.run(until: 35)
    let snapshot = simulation.snapshot
    #expect(seconds(snapshot.breakdown?.begin) == 20)
    #expect(seconds(snapshot.mirrors[0].stateSince) == 20)
    #expect(snapshot.mirrors[0].state == .down)
    let away = simulation.failovers.filter { $0.to == .nowhere(.hangs, at: "a.example") }
    #expect(away.count == 5)
    #expect(Set(away.map { seconds($0.at) }) == [20])
    let changes = simulation.stateChanges.filter { $0.mirror == Self.mirror }
    #expect(changes.map(\.to) == [.up, .waiting, .down])
    #expect(changes.dropFirst().map { seconds($0.at) } == [20, 20])
    simulation.run(until: 80)
    let breakdown = try #require(simulation.snapshot.breakdown)
    let back = simulation.failovers.filter { $0.to == .mirror(Self.mirror, name: "a.example") }
    #expect(breakdown.end == back.map(\.at).max())
    let info = try #require(simulation.snapshot.failovers.last { $0.kind == .info })
    let end = try #require(back.first { $0.kind == .info })
    #expect(info.lasted == end.at.since(info.at))
  }

  /// Made anew on a connection of its own, the request is as old as the first one.
  @Test func aSilenceThatIsAskedApartBeginsWithTheFirstRequest() throws {
    var simulation = simulation(.comma) { request, time in
      let hangs = request.kind == .mod && time > 20
      return hangs ? (.hang(.processing), .seconds(10)) : (.ok, .milliseconds(9))
    }
    var shown: Timestamp?
    for step in 0..<600 {
      simulation.run(until: 20 + Double(step) / 10)
      let snapshot = simulation.snapshot
      shown = shown ?? snapshot.mirrors[0].waiting?.startedAt
      if snapshot.breakdown != nil { break }
    }
    let failover = try #require(simulation.failovers.first)
    #expect(failover.kind == .mod)
    #expect(failover.at == shown)
    #expect(simulation.snapshot.breakdown?.begin == shown)
  }

  @Test func aFailureBeginsWithTheFirstOfThoseThatConfirmIt() throws {
    var simulation = simulation(.comma) { _, time in
      (time > 19.9 ? .badGateway : .ok, .milliseconds(500))
    }
    simulation.run(until: 40)
    let failed = simulation.commands.compactMap { command -> ProbeResult? in
      guard case .record(.sample(let result)) = command, !result.outcome.isAlive else { return nil }
      return result
    }
    let first = try #require(failed.first?.startedAt)
    #expect(simulation.failovers.first { $0.kind == .info }?.at == first)
    #expect(simulation.stateChanges.last { $0.to == .down }?.at == first)
    #expect(simulation.snapshot.mirrors[0].stateSince == first)
    #expect(simulation.snapshot.breakdown?.begin == first)
  }

  /// `a` lacks it, and then refuses it: b.example, which served, is not asked any more.
  @Test func whatStopsTheWalkIsTheCause() {
    let missing = RequestOutcome.notFound(NotFound(status: 404))
    let forbidden = RequestOutcome.failure(RequestFailure(.processing, .status(403)))
    var simulation = simulation(.comma) { _, time in
      (time < 20 ? .ok : time < 60 ? missing : forbidden, .milliseconds(20))
    }
    simulation.run(until: 100)
    let causes = simulation.failovers.filter { $0.kind == .info }.map(\.cause)
    #expect(causes == ["not found (,)", "status 403 (,)"])
  }

  /// go waited for `a`, which now is passed after its handshake: nothing recovered.
  @Test func whatIsPassedInsteadIsTheCause() {
    var simulation = simulation(.pipe) { _, time in
      if time < 20 { return (.ok, .milliseconds(20)) }
      if time < 31 { return (.hang(.processing), .seconds(10)) }
      return time < 80
        ? (.failure(RequestFailure(.tls, .tlsTimedOut)), .seconds(10)) : (.ok, .milliseconds(20))
    }
    simulation.run(until: 120)
    let info = simulation.failovers.filter { $0.kind == .info }
    #expect(
      info.map(\.reason) == [
        .hang(.processing, .pipe), .failure(.tlsTimedOut, .pipe), .recovered,
      ])
  }
}
