import Foundation
import MirrorLab
import Testing
import Text

/// The record as a user meets it: told the same by the dashboard and by `history`, after a restart and a kill.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct HistoryTests {
  /// A failover as `history --json` tells it.
  private struct Told: Equatable {
    var kind: String
    var from: String
    var to: String
    var time: String
    /// nil while it lasts.
    var seconds: Int?
  }

  private func failovers(_ stage: ScreenTests.Stage) throws -> [Told] {
    let (code, object) = try stage.bench.json(["history"])
    #expect(code == 0)
    let rows = try #require(object["failovers"] as? [[String: Any]])
    return try rows.map { row in
      Told(
        kind: try #require(row["kind"] as? String), from: try #require(row["from"] as? String),
        to: try #require(row["to"] as? String), time: try #require(row["time"] as? String),
        seconds: (row["lasted_ms"] as? Double).map { Int($0 / 1000) })
    }
  }

  /// Shows the failovers alone, and returns the line of those between these mirrors.
  private func line(_ tmux: Tmux, from: String, to: String) throws -> String {
    // What is typed before a program reads its terminal may be lost.
    try tmux.waitFor("the panels") { $0.contains("2 Mirrors") }
    try tmux.send("4", "e")
    let screen = try tmux.waitFor("the failover \(from) to \(to)") { screen in
      !screen.contains("Mirrors") && screen.contains("\(from) ▶ \(to)")
    }
    try tmux.send("e")
    // By then it is remembered: the next start is not to begin zoomed.
    try tmux.waitFor("the other panels") { $0.contains("2 Mirrors") }
    return try #require(
      screen.split(separator: "\n").first { $0.contains("\(from) ▶ \(to)") }.map(String.init))
  }

  /// An outage of the first mirror, from up to up again: long enough that its length shows.
  private func outage(_ stage: ScreenTests.Stage, _ watching: Tmux...) throws {
    for tmux in watching {
      try tmux.waitForBothUp()
    }
    stage.first.fault = .answer(.status(502))
    for tmux in watching {
      try tmux.send("4", "e")
      try tmux.waitFor("a failover that lasts") { screen in
        screen.split(separator: "\n").contains {
          $0.contains("\(stage.firstName) ▶ \(stage.secondName)") && $0.contains("now 3s")
        }
      }
    }
    stage.first.fault = .none
    for tmux in watching {
      try tmux.waitFor("the recovery") { $0.contains("\(stage.secondName) ▶ \(stage.firstName)") }
      try tmux.send("e")
    }
  }

  @Test(arguments: [false, true]) func tellsTheSameAfterAnEnd(isKilled: Bool) throws {
    let stage = try ScreenTests.Stage()
    var tmux = try stage.start(columns: 140, rows: 40)
    try outage(stage, tmux)
    let there = try line(tmux, from: stage.firstName, to: stage.secondName)
    if isKilled {
      // A failover is in the file at once: what the screen shows survives.
      #expect(kill(try tmux.child(), SIGKILL) == 0)
      // The last screen is left where it was, and a line may break anywhere.
      try tmux.waitFor("the end") { screen in
        screen.replacingOccurrences(of: "\n", with: "").contains("ended=137")
      }
    } else {
      try tmux.send("q")
      try tmux.waitFor("the end") { $0.contains("ended=0") }
    }
    let told = try failovers(stage)
    #expect(told.contains { $0.kind == "info" && $0.to == stage.firstName })
    // A line of the screen stands for the kinds that changed within a second: it is one of these.
    let away = try #require(
      told.first {
        $0.from == stage.firstName && $0.to == stage.secondName && Self.isShown($0, in: there)
      }, "\(there) is none of \(told)")

    tmux = try stage.start(columns: 140, rows: 40)
    let again = try line(tmux, from: stage.firstName, to: stage.secondName)
    #expect(Self.isShown(away, in: again))
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
    #expect(try failovers(stage).contains(away))
  }

  /// The line has its time of day and its length.
  private static func isShown(_ told: Told, in line: String) -> Bool {
    guard let clock = told.time.split(separator: "T").last?.prefix(8), let seconds = told.seconds
    else { return false }
    return line.contains(clock) && line.contains(" \(seconds)s ")
  }

  /// The figures of a day are not those of a run: the failures of the first are told by the second.
  @Test func theDayGoesOnAfterARestart() throws {
    let stage = try ScreenTests.Stage()
    var tmux = try stage.start(columns: 140, rows: 40)
    try outage(stage, tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    tmux = try stage.start(columns: 140, rows: 40)
    let fresh = try tmux.waitFor("both mirrors up, since the start") { screen in
      screen.components(separatedBy: "● up").count > 2 && screen.contains("15m, since ")
        && Self.failureRate(of: stage.firstName, in: screen) != nil
    }
    try tmux.send("w")
    let day = try tmux.waitFor("the window of a day") { screen in
      screen.contains("24h, since ")
        && Self.failureRate(of: stage.firstName, in: screen).map { $0 != "0%" } == true
    }
    func since(_ screen: String) throws -> Substring {
      let line = try #require(screen.split(separator: "\n").first { $0.contains(", since ") })
      return try #require(line.components(separatedBy: "since ").last).prefix(8)
    }
    #expect(try since(day) != since(fresh))
    #expect(Self.failureRate(of: stage.firstName, in: fresh) == "0%")
    #expect(Self.failureRate(of: stage.secondName, in: day) == "0%")
    try tmux.send("2", "Enter")
    try tmux.waitFor("the spread with the failures") { screen in
      screen.contains("distribution since ") && screen.contains("failed █")
    }
    try tmux.send("Escape", "q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// The chart of a day is that of the record: an outage before three hours, the hours without, and now.
  @Test func theChartOfADayGoesBackToTheRecord() throws {
    let stage = try ScreenTests.Stage()
    let wrapper = try stage.shownClock()
    try stage.bench.write("-10800", to: "ahead")
    var tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try outage(stage, tmux)
    try tmux.send("q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    try stage.bench.write("0", to: "ahead")
    tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try tmux.waitFor("both mirrors up") { $0.components(separatedBy: "● up").count > 2 }
    try tmux.send("2", "Enter")
    try tmux.waitFor("the chart of this run") { screen in
      screen.contains("15m, since ") && screen.contains("-2m ")
        && Self.ground(of: screen)?.contains("✕") == false
    }
    try tmux.send("w")
    let day = try tmux.waitFor("the chart of a day") {
      $0.contains("24h, since ") && $0.contains("-4h ")
    }
    // The outage stands on the ground line, in the first half; what is measured now in the last column.
    let plot = try #require(Self.ground(of: day))
    let failed = try #require(plot.firstIndex(of: "✕"))
    #expect(plot.distance(from: plot.startIndex, to: failed) < plot.count / 2)
    #expect(plot.last != " ")
    #expect(plot.dropFirst(plot.count / 2).dropLast(4).allSatisfy { $0 == " " })
    // The same a while ago: only what was on record then.
    try tmux.send("{")
    try tmux.waitFor("the past without this run") { screen in
      screen.contains("PAST") && screen.contains("-4h ")
        && Self.ground(of: screen)?.contains("✕") == true
    }
    try tmux.send("End", "Escape", "q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }
  }

  /// The lowest line of a chart that is alone on the screen.
  private static func ground(of screen: String) -> Substring? {
    screen.split(separator: "\n").first { $0.contains("  0┤") }?.split(separator: "┤").last?
      .dropLast(2)
  }

  /// The share of failures in the row of a mirror.
  private static func failureRate(of name: String, in screen: String) -> String? {
    screen.split(separator: "\n").first {
      $0.contains("│") && $0.contains("\(name) ") && $0.contains("%")
    }?
    .split(separator: " ").first { $0.hasSuffix("%") }.map(String.init)
  }

  @Test func twoInstancesTellEachFailoverOnce() throws {
    let stage = try ScreenTests.Stage()
    let recorder = try stage.start(columns: 140, rows: 40)
    try recorder.waitForBothUp()
    let reader = try stage.start(columns: 140, rows: 40)
    try reader.waitFor("the other recorder") { $0.contains("recording elsewhere") }
    try outage(stage, recorder, reader)
    try recorder.send("q")
    try recorder.waitFor("the end") { $0.contains("ended=0") }
    try reader.waitFor("the take-over") {
      $0.contains("this instance is now recording") && !$0.contains("recording elsewhere")
    }
    // So does the screen of the one that took over: a line each, whoever saw it first.
    try reader.send("4", "e")
    try reader.waitFor("the failovers alone, each once") { screen in
      !screen.contains("Mirrors")
        && [(stage.firstName, stage.secondName), (stage.secondName, stage.firstName)].allSatisfy {
          screen.components(separatedBy: "\($0.0) ▶ \($0.1)").count == 2
        }
    }
    try reader.send("q")
    try reader.waitFor("the end") { $0.contains("ended=0") }
    let told = try failovers(stage).filter { $0.kind == "info" }
    #expect(told.map(\.to) == [stage.firstName, stage.secondName])
  }

  @Test func theCommandsAndThePastTellOfTheOutage() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 140, rows: 40)
    try outage(stage, tmux)
    // The strip of the selected mirror, by its worst state, and that of the chain, on a fallback meanwhile.
    try tmux.send("4", "e")
    try tmux.waitFor("the calendar") { screen in
      let strips = screen.split(separator: "\n").filter { $0.contains(" h  ·") }
      return strips.contains { $0.contains(stage.firstName) && $0.contains("✕") }
        && strips.contains { $0.contains("chain info") && $0.contains("▲") }
    }
    try tmux.send("e", "q")
    try tmux.waitFor("the end") { $0.contains("ended=0") }

    let text = try stage.bench.run("history", "--since", "1h", environment: ["TZ": "Asia/Kolkata"])
    #expect(text.code == 0)
    #expect(text.output.contains("served by \(stage.secondName)"))
    #expect(text.output.contains("HTTP 502 Bad Gateway"))
    #expect(text.output.contains("worst state per hour"))
    // The first mirror's worst state, by its shape.
    let rows = text.output.split(separator: "\n").map(String.init)
    let calendar = try #require(rows.firstIndex { $0.contains("worst state per") })
    let first = try #require(rows[calendar...].firstIndex { $0.contains(stage.firstName) })
    #expect(rows[first].hasSuffix("✕"))
    let second = try #require(rows[calendar...].firstIndex { $0.contains(stage.secondName) })
    #expect(rows[second].hasSuffix("●"))

    let csv = try stage.bench.run(
      "history", "--csv", "--mirror", stage.firstName, environment: ["TZ": "Asia/Kolkata"])
    let lines = csv.output.split(separator: "\r\n")
    #expect(
      lines.first
        == "time,event,subject,from,to,cause,seconds,served_seconds,not_served_seconds")
    #expect(lines.dropFirst().allSatisfy { $0.prefix(25).hasSuffix("+05:30") })
    #expect(lines.contains { $0.contains(",outage,\(stage.first.url),") })
    let nobody = try stage.bench.run("history", "--mirror", "nobody.example")
    #expect(nobody.code == 2)
    #expect(nobody.errors.contains("no data on \"nobody.example\""))
    let both = try stage.bench.run("history", "--json", "--csv")
    #expect(both.code == 2)
    #expect(both.errors == "goproxytop: --json and --csv cannot be combined\n")

    // The present chain is another one than that on record by now.
    try stage.bench.write(
      "GOPROXY=\(stage.first.url),\(stage.second.url)\n", to: ".config/go/env")
    let other = try stage.bench.run("history", "--what-if")
    #expect(other.output.contains("best: \(stage.second.url),\(stage.first.url): "))
    let table = other.output.split(separator: "\n").map { $0.split(separator: " ") }
    let was = try #require(table.first { $0.first == "was" })
    #expect(was[1] == "0s" && was.last == "\(stage.first.url)|\(stage.second.url)")
    let now = try #require(table.first { $0.first == "now" })
    #expect(now[1] != "0s" && now.last == "\(stage.first.url),\(stage.second.url)")
    #expect(other.output.contains("walked: list, info, mod, zip of golang.org/x/sync@v0.10.0"))
    let chinese = try stage.bench.run("history", "--what-if", "--lang", "zh")
    #expect(chinese.output.contains("最佳：\(stage.second.url),\(stage.first.url)："))
    let (code, whatIf) = try stage.bench.json(["history", "--what-if"])
    #expect(code == 0)
    let candidates = try #require(whatIf["candidates"] as? [[String: Any]])
    #expect(candidates.first?["change"] as? String == "present")
    #expect(
      candidates.first?["goproxy"] as? String == "\(stage.first.url),\(stage.second.url)")
    let recorded = try #require(whatIf["recorded"] as? [String: Any])
    #expect(recorded["broken_ms"] as? Double == 0)

    // The record played, the weeks without one passed over: marked as the past, over the chain of then, on which the
    // second mirror served; then live, over today's.
    let past = try stage.start(
      ",", options: "replay --since 30d --speed 1 --interval 500ms", columns: 140, rows: 40)
    let then = try past.waitFor("the past outage") {
      $0.contains("PAST") && $0.contains("✕ down") && $0.contains("▶ \(stage.second.url)")
    }
    #expect(then.contains("\(stage.first.url) | ") && then.contains("from: history, not current"))
    try past.send("End")
    try past.waitFor("now") { screen in
      !screen.contains("PAST") && screen.components(separatedBy: "● up").count > 2
        && screen.contains("live") && screen.contains("\(stage.first.url) , ")
        && screen.contains("from: go env file")
    }
    try past.send("q")
    try past.waitFor("the end") { $0.contains("ended=0") }
  }

  @Test func aReplayOfNothingIsLiveAtOnce() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(options: "replay --since 24h --speed 1", columns: 140, rows: 40)
    try tmux.waitFor("what is wrong") { $0.contains("no data for this period") }
    try tmux.waitFor("now") { !$0.contains("PAST") && $0.components(separatedBy: "● up").count > 2 }
  }

  /// After an outage that a comma let through to go, some chain would have had none; of a few seconds nothing is
  /// concluded from that.
  @Test func ofAShortRecordNothingIsRecommended() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(",", columns: 140, rows: 40)
    try tmux.waitForBothUp()
    stage.first.fault = .answer(.status(502))
    try tmux.waitFor("a break that lasts") { $0.contains("BROKEN") && $0.contains("now 3s") }
    stage.first.fault = .none
    try tmux.waitForBothUp()
    try tmux.send("f")
    try tmux.waitFor("the comparison") { $0.contains("done, best first") }
    let report = try stage.bench.run("history", "--what-if")
    #expect(report.output.contains("less than an hour on record"))
    #expect(!(try tmux.screen()).contains("best over the last"))
  }

  @Test func aDamagedFileIsSetAsideAndToldAndProbingGoesOn() throws {
    let stage = try ScreenTests.Stage()
    let folder = ".local/state/goproxytop"
    let nonsense = "SQLite format 3\0" + String(repeating: "no database at all ", count: 500)
    try stage.bench.write(nonsense, to: folder + "/history.sqlite")
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitFor("what happened to it") {
      $0.contains("damaged file kept as history.sqlite.damaged-")
    }
    try tmux.waitForBothUp()
    let names = try FileManager.default.contentsOfDirectory(
      atPath: stage.bench.home.path + "/" + folder)
    let kept = try #require(names.first { $0.contains("damaged") })
    #expect(try stage.bench.read(folder + "/" + kept) == nonsense)
  }

  @Test func aFolderThatCannotBeIsToldAndProbingGoesOn() throws {
    let stage = try ScreenTests.Stage()
    // No folder can be made below a file, not even by root.
    try stage.bench.write("", to: ".local/state")
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitFor("the mark") { $0.contains("not recording") }
    try tmux.waitForBothUp()
    stage.first.fault = .answer(.status(502))
    try tmux.waitFor("the failover") { $0.contains("\(stage.firstName) ▶ \(stage.secondName)") }
  }
}
