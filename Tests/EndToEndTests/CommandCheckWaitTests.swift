import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// `check --wait`: repeats until go works, or the verdict is the expected one, or the time is up.
@Suite(.ownThreads, .timeLimit(.minutes(3))) struct CheckWaitTests {
  /// Gives the mirror another fault once it has been asked; on a thread of its own, since the tests block theirs.
  private func change(_ mirror: LabMirror, to fault: Fault) {
    Thread.detachNewThread {
      while mirror.requests.isEmpty { usleep(2_000) }
      mirror.fault = fault
    }
  }

  @Test func waitsUntilGoWorks() throws {
    let lab = try CheckTests.Lab()
    let first = lab.first
    first.fault = .status(502)
    change(first, to: .none)
    let (code, object) = try lab.check(",", ["--wait", "60s", "--interval", "200ms"])
    #expect(code == 0)
    #expect(object["verdict"] as? String == "served")
  }

  @Test func waitsForWhatIsExpected() throws {
    let lab = try CheckTests.Lab()
    let first = lab.first
    change(first, to: .status(404))
    let (code, object) = try lab.check(
      ",", ["--wait", "60s", "--expect", "fallback", "--interval", "200ms"])
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

  @Test func anExpectationNeedsATime() throws {
    let result = try ProgramBench().run("check", "--expect", "served")
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: --expect: needs --wait, for example --wait 60s\n")
  }
}
