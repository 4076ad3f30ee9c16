import CSQLite
import Foundation
import MirrorLab
import Testing
import Text

/// Escape sequences in files that somebody edited, and in names of files: none is written.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct InjectionTests {
  private static let evil = "\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}x"

  /// Control characters but line ends and tabs, and those that turn the direction.
  private func harmful(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      !["\n", "\t", "\r"].contains(scalar)
        && (scalar.properties.generalCategory == .control
          || scalar.properties.generalCategory == .format)
    }
  }

  private func expectHarmless(_ result: CommandResult, mentions word: String = "owned") {
    #expect(harmful(result.output) == [])
    #expect(harmful(result.errors) == [])
    #expect((result.output + result.errors).contains(word))
  }

  @Test func ofAStateFileEditedByHand() throws {
    let bench = try ProgramBench()
    try bench.write(
      "at=1795255200\nfresh=30\nverdict=served\nlocal=false\nplain=\(Self.evil)\ntmux=\(Self.evil)\n",
      to: ".local/state/goproxytop/status")
    expectHarmless(try bench.run("status"))
    expectHarmless(try bench.run("status", "--format", "tmux"))
    expectHarmless(try bench.run("status", "--json"))
    // Numbers that cannot be are no state at all.
    try bench.write(
      "at=9223372036854775807\nfresh=30\nverdict=served\nlocal=false\nplain=x\ntmux=x\n",
      to: ".local/state/goproxytop/status")
    #expect(try bench.run("status", "--json").code == 1)
  }

  @Test func ofNamesOfFiles() throws {
    let bench = try ProgramBench()
    let name = "\(Self.evil).toml"
    expectHarmless(try bench.run("config", "check", "--config", "/nonexistent/\(name)"))
    try bench.write("[", to: name)
    expectHarmless(try bench.run("config", "check", "--config", "\(bench.home.path)/\(name)"))
    expectHarmless(try bench.run("check", "--cacert", "/nonexistent/\(name)"))
    try bench.write("", to: ".config/goproxytop/themes/\(name)")
    expectHarmless(try bench.run("themes"))
    try bench.write("theme = \"nosuch\"\n", to: ".config/goproxytop/config.toml")
    #expect(harmful(try bench.run("config", "check").errors) == [])
  }

  @Test func ofARecordEditedByHand() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    var database: OpaquePointer?
    defer { sqlite3_close_v2(database) }
    let path = stage.bench.home.path + "/.local/state/goproxytop/history.sqlite"
    let formula = "=HYPERLINK(\"http://x.example/owned\")"
    let sql = """
      UPDATE failover SET to_name = '\(Self.evil)', cause = '\(Self.evil)';
      UPDATE failover SET from_name = '\(formula)' WHERE from_name IS NOT NULL;
      """
    #expect(sqlite3_open(path, &database) == SQLITE_OK)
    #expect(sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK)
    for arguments in [
      ["history"], ["history", "--color", "never"], ["history", "--json"],
      ["history", "--csv"],
    ] {
      let result = try CommandResult(
        Goproxytop.path, arguments, environment: stage.bench.environment())
      expectHarmless(result)
      #expect(result.code == 0)
      if arguments.last == "--csv" { #expect(result.output.contains(",\"'=HYPERLINK(\"\"http")) }
    }
  }
}
