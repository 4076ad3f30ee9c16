import Foundation
import Testing
import Text

/// The configuration under a running dashboard, and what it remembers from one run to the next.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenSettingsTests {
  private static let config = ".config/goproxytop/config.toml"

  /// The titles of the mirrors table.
  private func heading(_ screen: String) -> [Substring] {
    let line = screen.split(separator: "\n").first { $0.contains("#  mirror") } ?? ""
    return line.split(whereSeparator: { " │".contains($0) })
  }

  @Test func readsAFileThatWasNotThereAtTheStart() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120)
    try tmux.waitForBothUp()
    #expect(heading(try tmux.screen()).contains("tls"))
    let columns = "columns = [\"fail\", \"state\"]\n"
    try stage.bench.write(columns, to: Self.config)
    try tmux.waitFor("the columns of the file") {
      heading($0) == ["#", "mirror", "state", "fail"] && $0.contains("settings reloaded")
    }
    // Asked for by a signal it says so, although nothing is new.
    try tmux.send("j")
    try tmux.waitFor("the keys") { $0.contains("q quit") }
    #expect(kill(try tmux.child(), SIGHUP) == 0)
    try tmux.waitFor("the answer to the signal") { $0.contains("settings reloaded") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test(arguments: [
    ("\u{0}\u{1}\u{2}[[[\u{7F}= nonsense", ":1:1: "), ("interval = {}\n", ":1:1: interval: "),
    ("columns = [\"state\",\n\"speed\"]", ":2:1: columns: "),
  ])
  func nonsenseKeepsTheOldSettingsAndIsTold(text: String, problem: String) throws {
    let stage = try ScreenTests.Stage()
    try stage.bench.write("columns = [\"state\", \"fail\"]\n", to: Self.config)
    let tmux = try stage.start(columns: 160)
    try tmux.waitFor("the columns of the file") {
      heading($0) == ["#", "mirror", "state", "fail"]
    }
    try stage.bench.write(text, to: Self.config)
    let told = try tmux.waitFor("the problem") {
      $0.contains("~/\(Self.config)\(problem)") && $0.contains("keeping the previous settings")
    }
    #expect(heading(told) == ["#", "mirror", "state", "fail"])
    #expect(told.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    try stage.bench.write("columns = [\"state\", \"p95\"]\n", to: Self.config)
    try tmux.waitFor("the new columns") { heading($0) == ["#", "mirror", "state", "p95"] }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func theLayoutIsRemembered() throws {
    let stage = try ScreenTests.Stage()
    var tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.send(":")
    try tmux.send("-l", "columns state,p95")
    try tmux.send("Enter", ">")
    try tmux.waitFor("sorted by name") { heading($0) == ["#", "mirror↑", "state", "p95"] }
    try tmux.send("5", "e")
    try tmux.waitFor("the events alone") {
      $0.contains("5 Events") && !$0.contains("2 Mirrors")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitFor("the events alone again") {
      $0.contains("5 Events") && !$0.contains("2 Mirrors")
    }
    try tmux.send("e")
    try tmux.waitFor("the table as it was") { heading($0) == ["#", "mirror↑", "state", "p95"] }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
