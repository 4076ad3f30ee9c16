import Foundation
import MirrorLab
import Testing

/// Outage, the proved fix by one key, what the real go says, undo.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenFixTests {
  /// Two mirrors with a `,` between them, and a file of its own for go's settings.
  private final class Stage: TwoMirrorStage {
    /// With a password, as go takes it.
    var secret: String { first.url.replacingOccurrences(of: "//", with: "//user:s3cret@") }
    var secondName: String { "127.0.0.1:\(second.port)" }

    func start(
      _ value: String, _ more: [String: String] = [:], columns: Int, rows: Int
    ) throws -> Tmux {
      _ = try home.write("GOPROXY=\(value)\nGOSUMDB=off\n", to: "goenv")
      var variables = ["HOME": home.path, "LANG": "C.UTF-8", "GOENV": home.path + "/goenv"]
      variables["PATH"] = go.executable.deletingLastPathComponent().path
      variables.merge(more) { $1 }
      let settings = variables.map { "'\($0.key)=\($0.value)'" }.joined(separator: " ")
      return try Tmux(
        "/usr/bin/env -i TERM=$TERM \(settings) \(Goproxytop.path) --interval 500ms"
          + " --cacert \(home.path)/ca.pem; echo ended=$?; exec sleep 1000000",
        columns: columns, rows: rows)
    }

    /// What the real go says that GOPROXY is.
    func goproxy(_ more: [String: String] = [:]) throws -> String {
      var environment = ["HOME": home.path, "PATH": "/usr/bin:/bin", "GOTOOLCHAIN": "local"]
      environment["GOENV"] = home.path + "/goenv"
      environment.merge(more) { $1 }
      let result = try CommandResult(
        go.executable.path, ["env", "GOPROXY"], environment: environment)
      #expect(result.code == 0, "\(result.errors)")
      return result.output.trimmingCharacters(in: .newlines)
    }
  }

  @Test func aCommaIsCuredByOneKeyAndTakenBack() throws {
    let stage = try Stage()
    let (old, new) = (
      "\(stage.first.url),\(stage.second.url)", "\(stage.first.url)|\(stage.second.url)"
    )
    let tmux = try stage.start(old, columns: 120, rows: 40)
    try tmux.waitForBothUp()
    stage.first.fault = .status(502, "fault")
    try tmux.waitFor("who, why, and the fix") { screen in
      screen.contains(#/BROKEN \d+s  127\.0\.0\.1:\d+: HTTP 502/#)
        && screen.contains(#/FIX .*`,` -> `\|` after .* would answer after .* F apply/#)
    }
    try tmux.send("F")
    try tmux.waitFor("the change") { screen in
      screen.contains("Write the fix?") && screen.contains(old)
        && screen.contains("go env -w GOPROXY='\(new)'")
    }
    #expect(try stage.goproxy() == old)
    try tmux.send("Enter")
    try tmux.waitFor("the new value") { $0.contains("GOPROXY is now \(new)") }
    #expect(try stage.goproxy() == new)
    let served = try tmux.waitFor("the recovery") { screen in
      screen.contains("falling back to \(stage.secondName)") && screen.contains("broken ")
    }
    #expect(!served.contains("FIX "))

    try tmux.send("u")
    try tmux.waitFor("what undo would do") { screen in
      screen.contains("Undo the last change?") && screen.contains("go env -w GOPROXY=")
    }
    try tmux.send("Enter")
    try tmux.waitFor("the old value, and the break") { screen in
      screen.contains("GOPROXY is now \(old)") && screen.contains("FIX ")
    }
    #expect(try stage.goproxy() == old)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// Each kind of request is stopped by the first, and what a `|` would have changed stands below it; the cells turn when
  /// the mirror answers again.
  @Test func theChainShowsWhatAPipeWouldHaveChanged() throws {
    let stage = try Stage()
    let tmux = try stage.start(
      "\(stage.first.url),\(stage.second.url)", columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.waitFor("all kinds served by the first") { screen in
      screen.contains(#/1 127\.0\.0\.1:\d+ +, +▶ [\d.]+ +▶ [\d.]+ +▶ [\d.]+ +▶ [\d.]+/#)
        && screen.contains(#/2 127\.0\.0\.1:\d+ +\([\d.]+\) .*not tried/#)
    }
    stage.first.fault = .status(502, "fault")
    try tmux.waitFor("where go stops, and what would help") { screen in
      screen.contains(#/1 127\.0\.0\.1:\d+ +, +✕ 502 ┤ +✕ 502 ┤ +✕ 502 ┤/#)
        && screen.contains(#/2 127\.0\.0\.1:\d+ +\| ▶ [\d.]+ .*\(if `\|`\)/#)
        && screen.contains("go says: reading ") && screen.contains(#/list \d+s .*age of proof/#)
    }
    stage.first.fault = .none
    try tmux.waitFor("the recovery") { screen in
      screen.contains(#/1 127\.0\.0\.1:\d+ +, +▶ [\d.]+ +▶ [\d.]+ +▶ /#)
        && !screen.contains("(if `|`)")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// A mirror that accepts and is silent: no separator helps, the other one first does. The password is written and never
  /// shown; the exported value goes on to hold, and that is said.
  @Test func anExportedValueIsWrittenAndNotInForce() throws {
    let stage = try Stage()
    let old = "\(stage.secret),\(stage.second.url)"
    let new = "\(stage.second.url)|\(stage.secret)"
    let tmux = try stage.start(
      "https://a.example", ["GOPROXY": old], columns: 80, rows: 24)
    try tmux.waitForBothUp()
    stage.first.fault = .answer(.silence)
    try tmux.waitFor("the fix") { screen in
      screen.contains("✕ HANGS") && screen.contains(#/FIX +\S+ before .* F apply/#)
        && screen.contains("4 Failovers")
    }
    try tmux.send("F")
    try tmux.waitFor("the change, without the password") { screen in
      screen.contains("user:xxxxx@") && screen.contains("the exported GOPROXY overrides the file")
    }
    try tmux.send("Enter")
    let screen = try tmux.waitFor("that it does not hold") { screen in
      screen.contains("written, not in force: unset GOPROXY")
    }
    #expect(!screen.contains("GOPROXY is now") && !screen.contains("s3cret"))
    #expect(try stage.goproxy() == new)
    #expect(try stage.goproxy(["GOPROXY": old]) == old)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
