import GoRules
import Health
import Testing

/// A mirror that answers `.info` and fails on what go asks after it is not green.
@Suite struct PartialFailureTests {
  private func simulation(
    _ kind: RequestKind, _ outcome: RequestOutcome, after time: Duration = .milliseconds(20)
  ) -> Simulation {
    Simulation(settings: chainSettings(["a.example"])) { _, request, second in
      request.kind == kind && (60..<200).contains(second)
        ? (outcome, time) : (.ok, .milliseconds(20))
    }
  }

  @Test(arguments: [RequestKind.list, .mod, .zip, .sumdb], [false, true])
  func theStateSaysSo(kind: RequestKind, hangs: Bool) throws {
    let outcome = hangs ? RequestOutcome.hang(.processing) : .badGateway
    var simulation = simulation(kind, outcome, after: hangs ? .seconds(10) : .milliseconds(20))
    simulation.run(until: 55)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    simulation.run(until: 180)
    let mirror = simulation.snapshot.mirrors[0]
    #expect(mirror.state == .degraded)
    #expect(mirror.reason == .kindsFail([kind], outcome))
    let change = try #require(simulation.stateChanges.last)
    #expect(change.to == .degraded)
    #expect(change.failure == outcome.failure)
    // The failures of the last five minutes are forgotten by then.
    simulation.run(until: 560)
    #expect(simulation.snapshot.mirrors[0].state == .up)
    #expect(simulation.snapshot.mirrors[0].reason == nil)
  }

  /// Failures and times are counted of the same probes, and those are the ones that are drawn.
  @Test(arguments: [RequestKind.list, .info, .zip])
  func theShareOfFailuresIsOfTheProbesThatAreTimed(kind: RequestKind) throws {
    var simulation = simulation(kind, .badGateway)
    simulation.run(until: 240)
    let mirror = simulation.snapshot.mirrors[0]
    let statistics = try #require(mirror.statistics[.quarterHour])
    #expect(statistics.probes == statistics.total.count + statistics.failures)
    #expect(statistics.failures == mirror.recent.count { !$0.outcome.isAlive })
    #expect((statistics.failures == 0) == (kind != .info))
    #expect(statistics.warm.count > 0)
  }

  /// Neither what was not measured nor what this machine is to blame for is drawn or counted.
  @Test(arguments: [
    RequestOutcome.noNetwork, .failure(RequestFailure(.transfer, .notMeasured("over 1 MiB"))),
  ])
  func whatIsNoFailureIsNotDrawn(outcome: RequestOutcome) {
    var simulation = Simulation(settings: chainSettings()) { _, _, second in
      ((60..<200).contains(second) ? outcome : .ok, .milliseconds(20))
    }
    for end in [150.0, 240] {
      simulation.run(until: end)
      for mirror in simulation.snapshot.mirrors {
        #expect(!mirror.recent.isEmpty && mirror.recent.allSatisfy(\.outcome.isAlive))
        #expect(mirror.statistics[.quarterHour]?.failures == 0)
      }
    }
  }

  /// What a mirror does not have is no failure, nor is what was not measured.
  @Test(arguments: [
    RequestOutcome.notFound(NotFound(status: 404)),
    .failure(RequestFailure(.transfer, .notMeasured("a zip over 64 MiB"))),
  ])
  func whatIsNoFailure(outcome: RequestOutcome) {
    var simulation = simulation(.zip, outcome)
    simulation.run(until: 150)
    #expect(simulation.snapshot.mirrors[0].state == .up)
  }
}
