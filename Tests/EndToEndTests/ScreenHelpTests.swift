import Foundation
import Testing

/// The help as a user reads it.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenHelpTests {
  @Test func aWordIsLookedUpWhileItProbes() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.send("?")
    try tmux.waitFor("the help") {
      $0.contains("/ search") && $0.contains("sort by the column to the left")
    }
    try tmux.send("/")
    try tmux.send("-l", "ttfb")
    try tmux.waitFor("the word alone") {
      $0.contains("─ Help /ttfb") && $0.contains("first byte of the answer, ms")
        && !$0.contains("sort by the column to the left")
    }
    try tmux.send("Enter")
    try tmux.send("Escape")
    try tmux.waitFor("all of it again") { $0.contains("sort by the column to the left") }
    try tmux.send("Escape")
    try tmux.waitFor("the panels") { !$0.contains("─ Help") }
    // A word that is none, and what a key did; the keys stay in sight beside both.
    try tmux.send(":")
    try tmux.send("-l", "probbe")
    try tmux.send("Enter")
    try tmux.waitFor("what was meant") {
      $0.contains("did you mean probe?") && $0.contains("q quit")
    }
    try tmux.send("Escape")
    try tmux.send("R")
    try tmux.waitFor("what R did") {
      $0.contains("asking all mirrors now") && $0.contains("q quit")
    }
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }
}
