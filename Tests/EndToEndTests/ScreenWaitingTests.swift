import Foundation
import MirrorLab
import Testing
import Text

/// A mirror that says nothing, as a user sees it, and as the record tells it afterwards.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenWaitingTests {
  /// It takes connections and answers none of its requests: waiting, then down at the deadline of the first of them,
  /// and up again; header, row, `status` and the record tell one story.
  @Test func aMirrorThatHangs() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(options: "--interval 500ms --timeout 8s", columns: 120, rows: 40)
    try tmux.waitForBothUp()
    try tmux.waitFor("the verdict in the state file") { _ in
      (try? stage.bench.json(["status"]))?.1["verdict"] as? String == "served"
    }
    stage.first.fault = .answer(.silence)
    let waiting = try tmux.waitFor("the wait") { $0.contains("… waiting") }
    #expect(waiting.contains("s for \(stage.firstName)"), "\(waiting)")
    #expect(!waiting.contains("▶ served by"))
    try tmux.waitFor("the wait in the state file") { _ in
      guard let (code, status) = try? stage.bench.json(["status"]) else { return false }
      return code == 6 && status["verdict"] as? String == "unknown"
        && (status["line"] as? String)?.hasPrefix("… waiting ") == true
    }
    let down = try tmux.waitFor("the fall") { $0.contains("✕ down") }
    #expect(down.contains(#/HANGS \d+s  127/#), "\(down)")
    let status = try stage.bench.json(["status"])
    #expect(status.code == 4 && status.object["verdict"] as? String == "hangs")
    stage.first.fault = .none
    try tmux.waitForBothUp()
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    let history = try stage.bench.json(["history", "--since", "1h"]).object
    let failovers = try #require(history["failovers"] as? [[String: Any]])
    #expect(failovers.contains { ($0["cause"] as? String)?.hasPrefix("hangs in") == true })
    let outages = try #require(history["outages"] as? [[String: Any]])
    let outage = try #require(
      outages.first { ($0["subject"] as? String)?.contains(stage.first.url) == true })
    // From when on it was waited for.
    #expect(try #require(outage["length_ms"] as? Double) >= 7000)
  }
}
