import Foundation
import MirrorLab
import Testing
import Text

/// The wall clock is set while the dashboard records: told, no outage, and nothing of what was recorded is lost.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct HistoryClockTests {
  @Test func aClockThatIsSetIsToldAndLosesNothing() throws {
    let stage = try ScreenTests.Stage()
    let wrapper = try stage.shownClock()
    let tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)

    try stage.bench.write("-7200", to: "ahead")
    try tmux.waitFor("the clock set back") { $0.contains("the clock was set back 2h") }
    try stage.failAndRecover(tmux)
    // What happened before has a time that is still to come by this clock.
    let told = try CommandResult(
      "/bin/sh", ["-c", "\(wrapper) \(Goproxytop.path) history --json"],
      environment: stage.bench.environment())
    #expect(try stage.failovers(in: told.output) == 2)
    try tmux.send("4", "e")
    try tmux.waitFor("both failovers") { screen in
      screen.components(separatedBy: "\(stage.firstName) ▶ \(stage.secondName)").count == 3
    }
    try tmux.send("e")

    try stage.bench.write("0", to: "ahead")
    try tmux.waitFor("the clock set ahead") { screen in
      screen.contains("no probes for 2h: the machine slept or its clock jumped ahead")
    }
    try tmux.waitForBothUp()
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    let json = try stage.bench.run("history", "--json").output
    #expect(try stage.failovers(in: json) == 2)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let gaps = try #require(object?["gaps"] as? [[String: Any]])
    #expect(Set(gaps.compactMap { $0["kind"] as? String }) == ["set_back", "asleep"])
    // The two outages, and none for the hours that never were.
    let outages = try #require(object?["outages"] as? [[String: Any]])
    let lengths = outages.filter { $0["subject"] as? String == stage.first.url }
      .compactMap { $0["length_ms"] as? Double }
    #expect(lengths.count == 2 && lengths.allSatisfy { $0 < 60_000 })
  }
}
