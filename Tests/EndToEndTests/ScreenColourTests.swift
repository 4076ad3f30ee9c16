import Foundation
import Testing
import Text

/// Red, green and blue where the terminal shows them and its entry is there; else what stands for them.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenColourTests {
  /// As Debian's package of further terminals has it.
  private static let entry = #"""
    tmux-direct|tmux with direct-color indexing,
    \#tRGB, colors#0x1000000, pairs#0x10000,
    \#tsetab=\E[%?%p1%{8}%<%t4%p1%d%e48\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,
    \#tsetaf=\E[%?%p1%{8}%<%t3%p1%d%e38\:2\:\:%p1%{65536}%/%d\:%p1%{256}%/%{255}%&%d\:%p1%{255}%&%d%;m,
    \#tuse=tmux-256color,

    """#

  /// The colours of the screen, each as the parameters of its SGR.
  private func colours(
    entry: Bool, theme: String = "dracula", _ environment: [String: String]
  ) throws -> Set<String> {
    let stage = try ScreenTests.Stage()
    if entry {
      let source = try stage.bench.write(Self.entry, to: "tmux-direct.ti")
      let made = try CommandResult(
        "/usr/bin/tic", ["-x", "-o", stage.bench.home.path + "/.terminfo", source],
        environment: ["PATH": "/usr/bin:/bin"])
      #expect(made.code == 0, "\(made.errors)")
    }
    try stage.bench.write("theme = \"\(theme)\"\n", to: ".config/goproxytop/config.toml")
    let tmux = try stage.start(environment: ["NO_COLOR": ""].merging(environment) { $1 })
    try tmux.waitForBothUp()
    let screen = try tmux.screen(styled: true)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    return Set(screen.matches(of: #/\x1B\[([0-9;:]*)m/#).map { String($0.output.1) })
  }

  @Test func trueColourWhereItIsSaidAndKnown() throws {
    let found = try colours(entry: true, ["COLORTERM": "truecolor"])
    // Dracula's green, #50fa7b, of what is up.
    #expect(
      found.contains { $0.contains("38;2;80;250;123") || $0.contains("38:2::80:250:123") },
      "\(found)")
    #expect(!found.contains { $0.contains("38;5;") })
  }

  /// Without the entry, the word of the terminal, or a theme that means more than the terminal's own.
  @Test(arguments: [
    (true, "dracula", [:], "38;5;84"), (false, "dracula", ["COLORTERM": "truecolor"], "38;5;84"),
    (true, "terminal", ["COLORTERM": "truecolor"], "32"),
    (true, "dracula", ["COLORTERM": "truecolor", "TERM": "screen-256color"], "38;5;84"),
  ])
  func elseTheColoursOfTheTerminalsOwn(
    entry: Bool, theme: String, environment: [String: String], green: String
  ) throws {
    let found = try colours(entry: entry, theme: theme, environment)
    #expect(!found.contains { $0.contains("38;2;") || $0.contains("38:2:") })
    #expect(found.contains(green), "\(found)")
  }
}
