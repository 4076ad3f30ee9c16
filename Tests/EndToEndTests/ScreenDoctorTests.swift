import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// The doctor on the dashboard: a mirror is broken, `D` tells why.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenDoctorTests {
  private let stage: ScreenTests.Stage

  init() throws { stage = try ScreenTests.Stage() }

  private func start(options: String = "") throws -> Tmux {
    let path = try RealGo().executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try stage.start(
      ",", options: "--interval 2s " + options, columns: 120, rows: 40,
      // tmux gives what runs in it its own PATH.
      through: "env PATH='\(path)'")
  }

  @Test func theCauseIsTold() throws {
    let tmux = try start()
    try tmux.waitForBothUp()
    stage.first.fault = .status(502)
    try tmux.send("D")
    let seen = try tmux.waitFor("the cause") {
      $0.contains("✕ go stops at \(stage.firstName): HTTP 502 Bad Gateway, and `,`")
    }
    #expect(seen.contains("the chain · high"))
    #expect(seen.contains("go mod download fails with the same text"))
    #expect(seen.contains("fix  go env -w GOPROXY='"))
    #expect(seen.contains("the whole chain, as go asks it"))
    // Once more, when all is well again.
    stage.first.fault = .none
    try tmux.send("R")
    try tmux.waitFor("a clean bill of health") {
      $0.contains("✓ nothing is wrong with \(stage.firstName)")
    }
    try tmux.send("Escape")
    try tmux.waitFor("the panel closed") { !$0.contains("Doctor: ") }
    try tmux.quit()
  }

  /// Nothing of it goes on after Esc: neither a request as go makes it, nor go.
  @Test func escEndsIt() throws {
    let tmux = try start()
    try tmux.waitForBothUp()
    stage.first.fault = .answer(.silence)
    func asked() -> Int {
      stage.first.requests.filter { $0.headers["user-agent"]?.hasPrefix("GoCommand") == true }.count
        + stage.second.requests.filter {
          $0.headers["user-agent"]?.hasPrefix("GoCommand") == true
        }.count
    }
    try tmux.send("D")
    try tmux.waitFor("the requests") { $0.contains("examining:") && asked() > 2 }
    let child = try tmux.child()
    try tmux.send("Escape")
    try tmux.waitFor("the panel closed") { !$0.contains("Doctor: ") }
    let children = "/proc/\(child)/task/\(child)/children"
    try tmux.waitFor("the end of go") { _ in
      (try? String(contentsOfFile: children, encoding: .utf8))?.isEmpty == true
    }
    let after = asked()
    // The dashboard's own rounds go on: a second one has begun.
    let rounds = stage.second.requests.count
    try tmux.waitFor("further rounds") { _ in stage.second.requests.count > rounds + 6 }
    #expect(asked() == after)
    try tmux.quit()
  }

  @Test func aMirrorOutsideOfTheChainIsExaminedAlone() throws {
    let third = try stage.lab.addMirror(name: "third")
    third.fault = .certificate(.expired)
    let tmux = try start(options: "--mirror third=\(third.url)")
    try tmux.waitForBothUp()
    try tmux.send("G")
    try tmux.send("D")
    let seen = try tmux.waitFor("the cause") {
      $0.contains("certificate expired") && $0.contains("third alone, as if GOPROXY were only it")
    }
    #expect(seen.contains("Doctor: third"))
    #expect(!seen.contains(stage.secondName + " alone"))
  }

  /// The demo has names that no resolver knows, and an authority that nobody trusts.
  @Test func itKnowsTheDemo() throws {
    let bench = try ProgramBench()
    let tmux = try Tmux(
      "\(Goproxytop.path) demo --speed 0.2; exec sleep 1000000", columns: 120, rows: 40,
      environment: bench.environment())
    try tmux.waitFor("a mirror up") { $0.contains("● up") }
    try tmux.send("D")
    try tmux.waitFor("a clean bill of health") {
      $0.contains("✓ nothing is wrong with ") && $0.contains("What was looked at")
    }
  }
}
