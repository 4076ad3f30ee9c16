import Foundation
import MirrorLab
import Testing
import Text

/// What the user chose since the start, and a disk that does not answer.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenSessionTests {
  @Test func whatWasChosenOutlivesAddAndAReload() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(options: "--interval 5s", columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.send("+")
    try tmux.waitFor("ten seconds") { $0.contains("every 10s") }
    try tmux.enter("lang zh")
    try tmux.waitFor("Chinese") { $0.contains("● 正常") }
    try tmux.enter("add third \(stage.first.url)/third")
    let added = try tmux.waitFor("the added mirror") { $0.contains("third") }
    #expect(added.contains("10s"))
    #expect(added.contains("● 正常"))
    try stage.bench.write("bell = true\n", to: ".config/goproxytop/config.toml")
    let word = Language.chinese.say(Sentence(.settingsRead))
    let reloaded = try tmux.waitFor("the settings read again") { $0.contains(word) }
    #expect(reloaded.contains("10s"))
    #expect(reloaded.contains("● 正常"))
    #expect(reloaded.contains("third"))
    try tmux.quit()
  }

  @Test func commandsThatCannotBeCarriedOutSaySo() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    let home = stage.bench.home.path
    try tmux.enter("export \(home)/missing/state.json")
    try tmux.waitFor("the refusal") { $0.contains("state.json: No such file or directory") }
    #expect(!FileManager.default.fileExists(atPath: "\(home)/missing"))
    try tmux.enter("export ~/my state.json")
    try tmux.waitFor("the export") { $0.contains("written to ~/my state.json") }
    #expect(FileManager.default.fileExists(atPath: "\(home)/my state.json"))
    try tmux.enter("add third \(stage.first.url)/third")
    try tmux.waitFor("the added mirror") { $0.contains("third ") }
    try tmux.enter("add third \(stage.first.url)/fourth")
    try tmux.waitFor("the name taken") { $0.contains("another mirror is already named third") }
    try tmux.quit()
  }

  /// Whatever the umask, and though there is no record that would make the folder first.
  @Test func theStateFolderIsForItsOwnerAlone() throws {
    let stage = try ScreenTests.Stage()
    let script = try stage.bench.write("umask 0\n\"$@\"\n", to: "without-umask")
    let tmux = try stage.start(options: "--no-history", through: "sh \(script)")
    let folder = stage.bench.home.path + "/.local/state/goproxytop"
    try tmux.waitFor("the state file") { _ in access(folder + "/status", F_OK) == 0 }
    var status = stat()
    #expect(stat(folder, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(stat(folder + "/status", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    try tmux.quit()
  }

  @Test func theMouseStaysLeftToTheTerminal() throws {
    let stage = try ScreenTests.Stage()
    func start() throws -> Tmux {
      let tmux = try stage.start(columns: 120, rows: 40, environment: ["TERM": "xterm-256color"])
      try tmux.waitForBothUp()
      return tmux
    }
    func isTaken(_ tmux: Tmux) -> Bool { (try? tmux.value("#{mouse_any_flag}")) == "1" }
    var tmux = try start()
    try tmux.waitFor("the mouse taken") { _ in isTaken(tmux) }
    try tmux.send("m")
    try tmux.waitFor("the mouse left to the terminal") { _ in !isTaken(tmux) }
    try tmux.quit()
    tmux = try start()
    #expect(!isTaken(tmux))
    try tmux.send("m")
    try tmux.waitFor("the mouse taken again") { _ in isTaken(tmux) }
    try tmux.quit()
  }

  @Test func aDiskThatStallsHoldsUpNeitherKeysNorCtrlC() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40, through: stage.stallingDisk())
    try tmux.waitForBothUp()
    try stage.bench.write("", to: "stalled")
    try tmux.enter("export \(stage.bench.home.path)/export.json")
    try tmux.send("<")
    try tmux.send("?")
    try tmux.waitFor("the help", within: 20) { $0.contains("─ Help") }
    try tmux.send("Escape")
    try tmux.send("q")
    try tmux.waitFor("the normal screen", within: 20) { _ in
      (try? tmux.value("#{alternate_on}")) == "0"
    }
    try tmux.send("C-c")
    // The shell, which gets the same signal, may end with it.
    try tmux.waitFor("the end by Ctrl-C", within: 20) {
      $0.contains("ended=130") || (try? tmux.value("#{pane_dead}")) == "1"
    }
  }
}
