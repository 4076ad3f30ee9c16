import Foundation
import MirrorLab
import Testing
import Text

/// What the running dashboard notices and does: settings that change under it, and GOPROXY written by keys.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenLiveTests {
  private static let file = ".config/go/env"

  @Test func noticesAChangeOfGOPROXY() throws {
    let stage = try ScreenTests.Stage()
    // Version control is asked too.
    let tmux = try stage.start(
      options: "--interval 500ms --resolve golang.org:443:127.0.0.1")
    try tmux.waitFor("the chain") { $0.contains("\(stage.first.url) | \(stage.second.url)") }
    try stage.bench.write("GOPROXY=\(stage.second.url),direct\n", to: Self.file)
    // The only mirror left needs no port to be told apart.
    try tmux.waitFor("the new chain") {
      $0.contains("\(stage.second.url) , direct") && $0.contains("served by 127.0.0.1 ")
    }
    try stage.bench.write("GOPROXY=OFF\n", to: Self.file)
    try tmux.waitFor("go's refusal") { $0.contains("invalid proxy URL missing scheme: OFF") }
  }

  @Test func readsTheConfigurationAgainAndKeepsItWhereTheNewOneIsBad() throws {
    let stage = try ScreenTests.Stage()
    let config = ".config/goproxytop/config.toml"
    try stage.bench.write("", to: config)
    let tmux = try stage.start()
    try tmux.waitFor("the dashboard") { $0.contains("● up") }
    let third = try stage.lab.addMirror(name: "third")
    let mirror = "[[mirror]]\nname = \"spare\"\nurl = \"\(third.url)\"\n"
    try stage.bench.write(mirror, to: config)
    try tmux.waitFor("the watched mirror") { $0.contains("spare") }
    try stage.bench.write("intervall = 3\n" + mirror, to: config)
    let told = try tmux.waitFor("the problem") { $0.contains("intervall: unknown key") }
    #expect(told.contains("spare"))
  }

  @Test func theRealGoIsAskedByAKey() throws {
    let stage = try ScreenTests.Stage()
    let folder = try RealGo().executable.deletingLastPathComponent().path
    let tmux = try stage.start(
      columns: 120, rows: 40, through: "env PATH=\(folder):/usr/bin:/bin")
    try tmux.waitForBothUp()
    try tmux.send("v")
    try tmux.waitFor("go's answer") { $0.contains("go agrees: it downloads") }
    stage.first.fault = .status(502)
    stage.second.fault = .status(502)
    try tmux.waitFor("the outage") { $0.contains("BROKEN") }
    try tmux.send("v")
    try tmux.send("v")
    try tmux.waitFor("go's failure") { $0.contains("go agrees: it fails for") }
    try tmux.send("Escape")
    try tmux.waitFor("the dashboard") { !$0.contains("go agrees") }
  }

  @Test func picksAppliesAndUndoes() throws {
    let stage = try ScreenTests.Stage()
    stage.first.fault = .answer(.slowHeaders(.milliseconds(80)))
    let tmux = try stage.start(columns: 120, rows: 40)
    let before = "GOPROXY=\(stage.first.url)|\(stage.second.url)\n"
    let after = "GOPROXY=\(stage.second.url)|\(stage.first.url)\n"
    try tmux.waitForBothUp()
    try tmux.send("f")
    try tmux.waitFor("the result") {
      $0.contains("done, best first") && $0.contains("1 ▶\(stage.secondName)")
    }
    #expect(try stage.bench.read(Self.file) == before)
    try tmux.send("Enter")
    try tmux.waitFor("the question") {
      $0.contains("Write GOPROXY?") && $0.contains("go env -w GOPROXY=")
    }
    #expect(try stage.bench.read(Self.file) == before)
    try tmux.send("Enter")
    try tmux.waitFor("the new chain") { $0.contains("\(stage.second.url) | \(stage.first.url)") }
    #expect(try stage.bench.read(Self.file) == after)
    try tmux.send("u")
    try tmux.waitFor("what undo would do") { $0.contains("go env -w GOPROXY=") }
    try tmux.send("Enter")
    try tmux.waitFor("the old chain") { $0.contains("\(stage.first.url) | \(stage.second.url)") }
    #expect(try stage.bench.read(Self.file) == before)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func theCommandLineProposesAMirrorAndQuittingCanLeaveASummary() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.send(":")
    try tmux.send("use \(stage.secondName)", "Enter")
    try tmux.waitFor("the question") { $0.contains("Write GOPROXY?") }
    try tmux.send("Escape")
    try tmux.send("Escape")
    try tmux.waitFor("no question") { !$0.contains("Write GOPROXY?") }
    #expect(
      try stage.bench.read(Self.file) == "GOPROXY=\(stage.first.url)|\(stage.second.url)\n")
    try tmux.send("Q")
    let left = try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(left.contains("served by the first entry"))
    #expect(left.contains(stage.secondName))
  }

  @Test func theDemoPlaysWithoutTouchingAnything() throws {
    let bench = try ProgramBench()
    try bench.write("GOPROXY=https://a.example\n", to: Self.file)
    let tmux = try Tmux(
      "\(Goproxytop.path) demo --speed 60; echo ended=$?; exec sh -i", columns: 120, rows: 40,
      environment: bench.environment())
    try tmux.waitFor("the mirrors") { $0.contains("goproxy.example") && $0.contains("● up") }
    try tmux.waitFor("an outage") { $0.contains("✕ down") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    let kept = try FileManager.default.subpathsOfDirectory(atPath: bench.home.path)
    #expect(kept.sorted() == [".config", ".config/go", ".config/go/env"])
    #expect(try bench.read(Self.file) == "GOPROXY=https://a.example\n")
  }

  @Test func statusTellsWhatTheDashboardKnows() throws {
    let stage = try ScreenTests.Stage()
    let none = try stage.bench.run("status")
    #expect(none.code == 1)
    #expect(
      none.errors == """
        goproxytop: status: no dashboard or agent has run yet, and a gateway alone keeps no status; \
        goproxytop check asks now

        """)
    let tmux = try stage.start()
    try tmux.waitForBothUp()
    // The verdict waits for every kind of request, the line is there before.
    try tmux.waitFor("the verdict in the state file") { _ in
      (try? stage.bench.json(["status"]))?.1["verdict"] as? String == "served"
    }
    #expect(try stage.bench.run("status").output.contains("▶ \(stage.firstName) ●"))
    let styled = try stage.bench.run("status", "--format", "tmux")
    #expect(styled.output.contains("#[fg="))
    #expect(styled.code == 0)
    #expect(try tmux.value("#{pane_title}").hasPrefix("goproxytop ▶ \(stage.firstName)"))
    #expect(try stage.bench.json(["status"]).1["old"] as? Bool == false)
  }

  /// What the last instance left is shown with its age, in the language of the line.
  @Test(arguments: [
    ("en", "? ▶ a.example ●41ms (", "d ago)"), ("zh", "? ▶ a.example ●41ms (", "d前)"),
  ])
  func statusTellsHowOldItIs(language: String, start: String, end: String) throws {
    let bench = try ProgramBench()
    let line = "▶ a.example ●41ms"
    try bench.write(
      "at=1000000000\nfresh=30\nverdict=served\nlocal=false\nlanguage=\(language)\n"
        + "plain=\(line)\ntmux=#[fg=green]\(line)\n", to: "run/goproxytop/status")
    for (format, before, after) in [("plain", "", "\n"), ("tmux", "#[dim]", "#[default]\n")] {
      let status = try bench.run(
        "status", "--format", format, environment: ["XDG_RUNTIME_DIR": bench.home.path + "/run"])
      #expect(status.code == 6)
      #expect(status.output.hasPrefix(before + start), "\(status.output)")
      #expect(status.output.hasSuffix(end + after), "\(status.output)")
    }
  }

  @Test func aLongPasteAndAnyKeyAreHarmless() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start()
    try tmux.waitFor("the dashboard") { $0.contains("● up") }
    for key in [
      "/", "x", "Escape", ":", "nonsense", "Enter", "?", "Escape", "t", "Escape", "Tab",
      "e", "e", "6", "2", "F12", "M-x", "C-l", "C-u", "IC", "DC",
    ] { try tmux.send(key) }
    try tmux.send("/")
    try tmux.paste(String(repeating: "nothing matches this ", count: 50_000))
    try tmux.send("Escape")
    try tmux.waitFor("both mirrors again") { $0.components(separatedBy: "● up").count > 2 }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
