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
