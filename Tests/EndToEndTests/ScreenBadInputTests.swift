import Foundation
import MirrorLab
import Testing
import Text

/// What a cat on the keyboard, a window manager and a careless configuration can do to a dashboard.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenBadInputTests {
  /// Numbers from a seed (Knuth's MMIX), so that a failure can be repeated.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  /// Every key that tmux can name and that neither ends nor stops the program.
  private static let keys: [String] = {
    let letters = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789"
    let signs = "`~!@#$%^&*()_+-={}[]|\\:\"'<>?,./ 镜é"
    let control = "abdefghijklmnoprtuvwxy".filter { $0 != "z" }.map { "C-\($0)" }
    let named = [
      "Enter", "Escape", "Tab", "BTab", "Up", "Down", "Left", "Right", "Home", "End", "PageUp",
      "PageDown", "IC", "DC", "BSpace", "F1", "F5", "F12", "M-x", "M-Enter", "C-Up", "S-Right",
      "Space",
    ]
    return (letters + signs).map(String.init) + control + named
  }()

  @Test(arguments: [1, 2, 3] as [UInt64]) func anyKeyAtAnyTime(seed: UInt64) throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    var dice = Dice(state: seed)
    for _ in 0..<40 {
      for _ in 0..<15 {
        let key = Self.keys.randomElement(using: &dice) ?? "x"
        try tmux.send(key.unicodeScalars.count == 1 ? "-l" : "--", key == ";" ? "\\;" : key)
      }
      if Bool.random(using: &dice) {
        try tmux.resize(
          columns: Int.random(in: 1...160, using: &dice),
          rows: Int.random(in: 1...50, using: &dice))
      }
    }
    try expectAlive(tmux)
  }

  @Test func aStormOfSizes() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    var dice = Dice(state: 7)
    for _ in 0..<120 {
      try tmux.resize(
        columns: Int.random(in: 1...200, using: &dice),
        rows: Int.random(in: 1...60, using: &dice))
    }
    try expectAlive(tmux)
  }

  @Test func aMegabyteIsPastedEverywhere() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    let text = String(repeating: "q\u{1B}[A镜\n", count: 150_000)
    for place in ["2", "/", ":", "f"] {
      try tmux.send(place)
      try tmux.paste(text)
      try tmux.send("Escape")
    }
    try expectAlive(tmux)
  }

  /// The end of a paste that comes in pieces is its end all the same: the keyboard goes on to work.
  @Test func aPasteWhoseEndComesInPieces() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start()
    try tmux.waitForBothUp()
    try tmux.send("/")
    try tmux.send("-H", "1b", "5b", "32", "30", "30", "7e", "61", "62", "63", "1b")
    // The pause is what is tested: longer than curses waits for the rest of a sequence.
    usleep(100_000)
    try tmux.send("-H", "5b", "32", "30", "31", "7e")
    try tmux.waitFor("the filter") { $0.contains("abc") }
    try expectAlive(tmux)
  }

  /// Names that no mirror should have are drawn without harm, and the table keeps its shape.
  @Test func aNameOfControlCharactersAndOneWithoutEnd() throws {
    let stage = try ScreenTests.Stage()
    let spare = try stage.lab.addMirror(name: "third")
    let long = try stage.lab.addMirror(name: "fourth")
    try stage.bench.write(
      """
      [[mirror]]
      name = "bell\\u0007esc\\u001b[31mred\\nnew\\u009b2Jend"
      url = "\(spare.url)"
      [[mirror]]
      name = "\(String(repeating: "endless", count: 72))"
      url = "\(long.url)"
      group = "\(String(repeating: "group", count: 100))"

      """, to: ".config/goproxytop/config.toml")
    let tmux = try stage.start(columns: 120, rows: 40)
    func rows(_ screen: String) -> [Substring] {
      screen.split(separator: "\n").filter { $0.contains(#/^│ ?[12+].*● up/#) }
    }
    let screen = try tmux.waitFor("all mirrors up") { rows($0).count == 4 }
    #expect(screen.contains("bell esc [31mred"))
    #expect(screen.contains("endlessendless") && screen.contains("groupgroup"))
    // Each row of the table ends at the panel's edge.
    for row in rows(screen) { #expect(row.count == 120 && row.hasSuffix("│"), "\(row)") }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// It draws, it answers, and it ends when asked.
  private func expectAlive(_ tmux: Tmux) throws {
    try tmux.resize(columns: 120, rows: 40)
    for _ in 0..<4 { try tmux.send("Escape") }
    try tmux.send(":")
    try tmux.waitFor("the command line") { $0.contains("\n:") }
    try tmux.send("-l", "filter")
    try tmux.send("Enter")
    try tmux.send("Escape", "Escape", "End")
    for _ in 0..<2 { try tmux.send("Escape") }
    try tmux.send("?")
    try tmux.waitFor("the help") { $0.contains("─ Help") || $0.contains("─ 帮助") }
    try tmux.send("Escape", "q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
