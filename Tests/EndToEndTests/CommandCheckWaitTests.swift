import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// `check --wait`: repeats until go works, or the verdict is the expected one, or the time is up.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckWaitTests {
  /// Checks, and gives the first mirror another fault once it has been asked; that on the common pool, since the tests
  /// block their own threads.
  private func check(
    _ lab: CheckTests.Lab, _ options: [String], healing fault: Fault
  ) async throws -> (code: Int32, object: [String: Any]) {
    let first = lab.first
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: globalConcurrentExecutor) {
        if await first.saw({ if case .requested = $0 { true } else { false } }) {
          first.fault = fault
        }
      }
      defer { group.cancelAll() }
      return try lab.check(",", ["--wait", "60s", "--interval", "200ms"] + options)
    }
  }

  @Test func waitsUntilGoWorks() async throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .status(502)
    let (code, object) = try await check(lab, [], healing: .none)
    #expect(code == 0)
    #expect(object["verdict"] as? String == "served")
  }

  @Test func waitsForWhatIsExpected() async throws {
    let lab = try CheckTests.Lab()
    let (code, object) = try await check(
      lab, ["--expect", "fallback"], healing: .status(404))
    #expect(code == 3)
    #expect(object["verdict"] as? String == "fallback")
  }

  @Test func saysHowItStandsWhenTheTimeIsUp() throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .status(502)
    let (code, object) = try lab.check(",", ["--wait", "1s", "--interval", "200ms"])
    #expect(code == 4)
    #expect(object["verdict"] as? String == "broken")
  }

  /// Silent for all the time, or from some time on: a hang, as a check without a time would find; and not longer than
  /// the time allows, whatever the deadline of a request.
  @Test(arguments: [LabFile.info, .mod, .zip], ["2s", "60s"])
  func whatIsSilentToTheEndHangs(file: LabFile, timeout: String) throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .answer(.silence, only: file)
    let start = ContinuousClock.now
    let (code, object) = try lab.check(
      ",", ["--wait", "5s", "--interval", "200ms", "--timeout", timeout])
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(code == 4)
    #expect(object["verdict"] as? String == "hangs")
  }

  /// One line says what was expected and what is.
  @Test func anExpectationThatIsNotMet() throws {
    let lab = try CheckTests.Lab()
    let result = try lab.bench.run(
      "check", "--cacert", lab.authority, "--goproxy", lab.first.url, "--wait", "1s",
      "--interval", "200ms", "--expect", "direct")
    #expect(result.code == 0)
    #expect(result.errors == "goproxytop: expected the verdict direct, got served\n")
  }

  @Test func anExpectationNeedsATime() throws {
    let result = try ProgramBench().run("check", "--expect", "served")
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: --expect: needs --wait, for example --wait 60s\n")
  }
}
