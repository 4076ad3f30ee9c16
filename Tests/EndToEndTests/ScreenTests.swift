import Foundation
import MirrorLab
import Testing
import Text

/// The dashboard as a user sees it, in a tmux of its own.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenTests {
  /// Two mirrors and a home to run the dashboard in.
  final class Stage {
    let bench: ProgramBench
    let lab: MirrorLab
    let first: LabMirror
    let second: LabMirror

    init() throws {
      bench = try ProgramBench()
      lab = try MirrorLab()
      first = try lab.addMirror(name: "first")
      second = try lab.addMirror(name: "second")
      try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    }

    deinit { lab.close() }

    var firstName: String { "127.0.0.1:\(first.port)" }
    var secondName: String { "127.0.0.1:\(second.port)" }

    /// Starts the dashboard from a shell, which says how it ended; `wrapper` is a command that runs it.
    func start(
      _ separator: String = "|", options: String = "--interval 500ms", columns: Int = 100,
      rows: Int = 30, environment more: [String: String] = [:],
      through wrapper: String = ""
    ) throws -> Tmux {
      try bench.write("GOPROXY=\(first.url)\(separator)\(second.url)\n", to: ".config/go/env")
      var environment = bench.environment(more)
      environment["PROGRAM"] = Goproxytop.path
      let ca = bench.home.path + "/ca.pem"
      return try Tmux(
        "\(wrapper) $PROGRAM \(options) --cacert \(ca); echo ended=$?; exec sh -i",
        columns: columns, rows: rows, environment: environment)
    }
  }

  /// The terminal is as it was: the normal screen, echo and line editing.
  private func expectRestored(_ tmux: Tmux) throws {
    try tmux.waitFor("normal screen") { _ in (try? tmux.value("#{alternate_on}")) == "0" }
    // What is typed before the shell reads again could be lost with the screen.
    try tmux.waitFor("the prompt") { screen in
      let line = screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
      return line.hasSuffix("#") || line.hasSuffix("$") || line.hasSuffix("# ")
        || line.hasSuffix("$ ")
    }
    try tmux.send("stty -a | tr ' ' '\\n' | grep -cx -e echo -e icanon -e isig", "Enter")
    try tmux.waitFor("echo, icanon and isig") { screen in
      screen.split(separator: "\n").contains("3")
    }
    #expect(try tmux.value("#{mouse_any_flag}") == "0")
    #expect(try tmux.value("#{cursor_flag}") == "1")
  }

  @Test func showsPhasesActiveTargetAndFailover() throws {
    let stage = try Stage()
    let tmux = try stage.start()
    let up = try tmux.waitForBothUp()
    #expect(up.contains(stage.firstName) && up.contains(stage.secondName))
    #expect(up.contains("go env file"))
    #expect(up.contains("▶ \(stage.firstName)"))
    stage.first.fault = .answer(.status(502))
    let failed = try tmux.waitFor("the failover") { screen in
      screen.contains("HTTP 502") && screen.contains("▶ \(stage.secondName)")
        && screen.contains("✕ down")
    }
    #expect(failed.contains("● up"))
    stage.first.fault = .none
    try tmux.waitFor("the recovery") { screen in
      screen.components(separatedBy: "● up").count > 2 && screen.contains("▶ \(stage.firstName)")
    }
  }

  @Test func aCommaStopsAndTheScreenSaysSo() throws {
    let stage = try Stage()
    stage.first.fault = .certificate(.expired)
    let tmux = try stage.start(",")
    try tmux.waitFor("the break") { screen in
      screen.contains("BROKEN") && screen.contains("certificate expired")
    }
  }

  @Test(arguments: ["q", "C-c"]) func aKeyEndsItAndRestoresTheTerminal(key: String) throws {
    let stage = try Stage()
    let tmux = try stage.start()
    try tmux.waitFor("the dashboard") { $0.contains("● up") }
    try tmux.send(key)
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    try expectRestored(tmux)
  }

  @Test(arguments: [
    (SIGTERM, "ended=0"), (SIGHUP, "ended=0"), (SIGSEGV, "ended=139"), (SIGABRT, "ended=134"),
    (SIGTRAP, "ended=133"),
  ])
  func aSignalEndsItAndTheTerminalIsRestored(signal: Int32, end: String) throws {
    let stage = try Stage()
    let tmux = try stage.start()
    try tmux.waitFor("the dashboard") { $0.contains("● up") }
    try kill(try tmux.child(), signal)
    try tmux.waitFor("the end") { $0.contains(end) }
    try expectRestored(tmux)
  }

  private func kill(_ id: pid_t, _ signal: Int32) throws {
    if Foundation.kill(id, signal) != 0 { throw EndToEndError("kill: \(errno)") }
  }

  @Test func stopsWithControlZAndComesBack() throws {
    let stage = try Stage()
    try stage.bench.write("GOPROXY=\(stage.first.url)\n", to: ".config/go/env")
    let tmux = try Tmux(
      "exec sh -i", columns: 80, rows: 24, environment: stage.bench.environment())
    try tmux.send(
      "\(Goproxytop.path) --cacert \(stage.bench.home.path)/ca.pem", "Enter")
    try tmux.waitFor("the dashboard") { $0.contains("● up") }
    try tmux.send("C-z")
    try tmux.waitFor("the shell") { $0.contains("Stopped") }
    #expect(try tmux.value("#{alternate_on}") == "0")
    try tmux.send("fg", "Enter")
    try tmux.waitFor("the dashboard again") { $0.contains("● up") && !$0.contains("Stopped") }
    try tmux.send("q")
    try expectRestored(tmux)
  }

  @Test func resizeKeepsTheSelectionAndAnySizeWorks() throws {
    let stage = try Stage()
    let tmux = try stage.start()
    try tmux.waitForBothUp()
    try tmux.send("j")
    // The panel below is about the selected mirror.
    try tmux.waitFor("the second selected") { $0.contains("3 \(stage.secondName)") }
    try tmux.resize(columns: 20, rows: 5)
    try tmux.waitFor("a small screen") { !$0.contains("goproxytop") && $0.contains("▶") }
    try tmux.resize(columns: 1, rows: 1)
    try tmux.resize(columns: 120, rows: 40)
    try tmux.waitFor("the selection") { $0.contains("3 \(stage.secondName)") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func startsOnASmallTerminal() throws {
    let stage = try Stage()
    let tmux = try stage.start(columns: 20, rows: 5)
    try tmux.waitFor("the active target") { $0.contains("▶") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func withoutColourAndInASCII() throws {
    let stage = try Stage()
    let plain = try stage.start(environment: ["NO_COLOR": "1"])
    try plain.waitFor("the dashboard") { $0.contains("● up") }
    let styled = try plain.screen(styled: true)
    // Attributes and the default colours only: no SGR of 30 to 38, 40 to 48 or 90 and more.
    let colours = try Regex("\u{1B}\\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])(;[0-9;]*)?m")
    #expect(!styled.contains(colours))
    let ascii = try stage.start(environment: ["LANG": "C", "LC_ALL": "C"])
    let screen = try ascii.waitFor("the dashboard") { $0.contains(" up") }
    #expect(screen.utf8.allSatisfy { $0 < 128 })
  }

  @Test(arguments: [("dumb", "TERM=dumb"), ("", "TERM"), ("no-such-terminal", "no-such-terminal")])
  func aTerminalThatCannotShowItGetsOneLine(term: String, mention: String) throws {
    let stage = try Stage()
    let tmux = try stage.start(environment: ["TERM": term, "RUNTERM": term])
    let screen = try tmux.waitFor("the end") { $0.contains("ended=2") }
    #expect(screen.contains("goproxytop: the dashboard") && screen.contains(mention))
  }

  @Test func withoutATerminalItSaysSo() throws {
    let result = try ProgramBench().run()
    #expect(result.code == 2)
    #expect(
      result.errors == "goproxytop: the dashboard needs a terminal on stdin and stdout; "
        + "goproxytop check prints plain text\n")
    #expect(result.output == "")
  }
}
