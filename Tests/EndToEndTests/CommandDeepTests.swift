import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// `doctor --deep` as a user runs it: with the real gaps, and so on what does not take them all.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CommandDeepTests {
  private func arguments(_ clinic: DoctorTests.Clinic) -> [String] {
    clinic.arguments(clinic.lab.first.url) + ["--deep"]
  }

  /// A mirror that closes idle connections after a second: known after the first gap.
  @Test func theMirrorsOwnLimitIsNoFinding() throws {
    let clinic = try DoctorTests.Clinic()
    clinic.lab.first.fault = .idleDrop(after: .seconds(1), .closed)
    let report = try clinic.examine(
      clinic.lab.first.url, ["--deep"], environment: ["GOMAXPROCS": "3"])
    #expect(report.code == 0)
    #expect(report.findings.isEmpty, "\(report.findings)")
    let idle = try #require(report.steps.first { $0.step == "idle" })
    #expect(idle.result == "pass")
    #expect(idle.evidence == "closed after 1s, and go dials again")
    let burst = try #require(report.steps.first { $0.step == "burst" })
    #expect(burst.result == "pass")
    #expect(burst.evidence == "6 requests, 3 at once: all answered")
    #expect(report.seconds >= 5 && report.seconds < 40)
  }

  /// Behind a path that forgets at once.
  @Test func aPathThatForgetsIsNamed() throws {
    let clinic = try DoctorTests.Clinic()
    clinic.lab.first.fault = .idleDrop(after: .seconds(2), .forgotten)
    let report = try clinic.examine(clinic.lab.first.url, ["--deep"])
    let finding = try #require(report.findings.first)
    #expect(finding.code == "idle-forgotten")
    #expect(finding.side == "path" && finding.confidence == "high" && finding.entry == 0)
    #expect(finding.fix == "sudo sysctl -w net.ipv4.tcp_retries2=8")
    #expect(finding.evidence.first?.hasSuffix(", while a new connection answers") == true)
    // Single requests are served.
    #expect(report.code == 0)
  }

  /// The user has had enough of waiting: what is known is told.
  @Test func anInterruptionTellsWhatIsKnown() throws {
    let clinic = try DoctorTests.Clinic()
    let result = try CommandResult(
      "/usr/bin/timeout",
      ["--preserve-status", "--signal=INT", "8", Goproxytop.path] + arguments(clinic) + ["--json"],
      environment: clinic.lab.bench.environment(["PATH": clinic.path]))
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let report = try DoctorTests.Report(result.code, try #require(object as? [String: Any]))
    #expect(report.code == 0)
    #expect(report.findings.isEmpty)
    #expect(report.results("burst") == ["pass"])
    #expect(report.seconds < 30)
  }

  @Test func itIsSaidHowLongItTakesAndHowMuchIsAsked() throws {
    let help = try ProgramBench().run("doctor", "--help").output
    #expect(help.contains("--deep"))
    #expect(help.contains("85 s at most"))
  }
}
