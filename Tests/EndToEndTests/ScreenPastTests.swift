import Foundation
import MirrorLab
import Testing

/// Back to a failover, on to the next event, a report of it, and live again.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct ScreenPastTests {
  @Test func enterOnAFailoverShowsThatMomentAndEndComesBack() throws {
    let stage = try ScreenTests.Stage()
    let tmux = try stage.start(columns: 140, rows: 40)
    try tmux.waitForBothUp()
    // The record has begun seconds ago.
    try tmux.send("{")
    try tmux.waitFor("the begin of the record") { $0.contains("there is nothing before it") }
    try stage.failAndRecover(tmux)

    // Two failovers: back, above, and there, below it.
    try tmux.send("G", "Enter")
    try tmux.waitFor("the moment of the failover") { screen in
      screen.contains("PAST event ") && screen.contains("falling back to \(stage.secondName)")
        && screen.contains("HTTP 502")
    }
    // Nothing is changed from there, whatever is measured now.
    try tmux.send("f")
    try tmux.waitFor("the refusal") { $0.contains("this is the past; GOPROXY can be changed") }
    try exportTwice(stage, tmux)
    try tmux.resize(columns: 80, rows: 24)
    try tmux.waitFor("its badge") { $0.contains(#/PAST \d+\/\d+ +20\d\d-\d\d-\d\d /#) }
    try tmux.resize(columns: 40, rows: 8)
    try tmux.waitFor("its short badge") { $0.contains(#/PAST \d+\/\d+ \d\d:\d\d /#) }
    try tmux.resize(columns: 140, rows: 40)
    try tmux.send("End")
    try tmux.waitFor("now") { screen in
      !screen.contains("PAST") && screen.components(separatedBy: "● up").count > 2
    }
    // Back again by events, and forward until there are no more.
    try tmux.send("[")
    try tmux.waitFor("the last event") { $0.contains("PAST event ") }
    try tmux.send("}")
    try tmux.waitFor("five minutes later: now") { !$0.contains("PAST") }
    try tmux.send("[")
    try tmux.waitFor("the last event again") { $0.contains("PAST event ") }
    try tmux.send("]")
    try tmux.waitFor("now again") { $0.contains("no later event") && !$0.contains("PAST") }
    try tmux.quit()
  }

  private func exportTwice(_ stage: ScreenTests.Stage, _ tmux: Tmux) throws {
    let home = stage.bench.home.path
    try tmux.enter("export ~/incident.json")
    try tmux.waitFor("the report") { $0.contains("written to ~/incident.json") }
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(home)/incident.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(report["kept"] as? String == "samples")
    #expect(report["history_error"] is NSNull)
    #expect((report["check"] as? [String: Any])?["verdict"] as? String == "fallback")
    let failovers = try #require(report["failovers"] as? [[String: Any]])
    #expect(failovers.contains { "\($0["cause"] ?? "")".contains("502") })
    let mode = try FileManager.default.attributesOfItem(atPath: "\(home)/incident.json")
    #expect(mode[.posixPermissions] as? Int == 0o600)

    // It exists now: kept as it is, until that is asked for.
    try tmux.enter("export ~/incident.json")
    try tmux.waitFor("the refusal") { $0.contains(":export! ~/incident.json") }
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(home)/incident.json")) == data)
    try tmux.enter("export ~/incident.txt")
    try tmux.waitFor("the text") { $0.contains("written to ~/incident.txt") }
    let text = try String(contentsOfFile: "\(home)/incident.txt", encoding: .utf8)
    #expect(text.contains("incident at ") && text.contains("served, but by a fallback"))
    #expect(text.contains("\(stage.firstName) ▶ \(stage.secondName)") && text.contains("HTTP 502"))
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    // A folder is never replaced.
    try tmux.enter("export \(home)")
    try tmux.waitFor("the refusal") { $0.contains("Is a directory") && !$0.contains("export!") }
    let file = try stage.bench.write("old", to: "incident.txt")
    try tmux.enter("export! ~/incident.txt")
    try tmux.waitFor("the text in its place") { _ in
      (try? String(contentsOfFile: file, encoding: .utf8))?.contains("incident at ") == true
    }
  }

  /// Three hours later only sums of minutes are left of it: the failover is exact, and the header says what is not.
  @Test func aFailoverWhoseRecordWasThinnedOutSaysSo() throws {
    let stage = try ScreenTests.Stage()
    let wrapper = try stage.shownClock()
    try stage.bench.write("-10800", to: "ahead")
    var tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try tmux.waitForBothUp()
    try stage.failAndRecover(tmux)
    try tmux.quit()

    try stage.bench.write("0", to: "ahead")
    tmux = try stage.start(columns: 140, rows: 40, through: wrapper)
    try tmux.waitFor("both mirrors up") { $0.components(separatedBy: "● up").count > 2 }
    try tmux.send("4", "G")
    // Some seconds after the start the record is looked through for what is too old.
    var thinned = ""
    let deadline = ContinuousClock.now + .seconds(60)
    while !thinned.contains("1m sums") || !thinned.contains("only per-minute"),
      ContinuousClock.now < deadline
    {
      try tmux.send("End")
      try tmux.waitFor("now") { !$0.contains("PAST") }
      try tmux.send("Enter")
      thinned = try tmux.waitFor("the moment of the failover") { $0.contains("PAST event") }
    }
    #expect(thinned.contains("1m sums"))
    #expect(thinned.contains("only per-minute sums are kept for this time"))
    #expect(thinned.contains("\(stage.firstName) ▶ \(stage.secondName)"))
    try tmux.enter("export ~/thinned.json")
    try tmux.waitFor("the report") { $0.contains("written to ~/thinned.json") }
    let data = try Data(contentsOf: stage.bench.home.appendingPathComponent("thinned.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(report["kept"] as? String == "minutes", "\(report["moment"] ?? "")")
    #expect((report["failovers"] as? [Any])?.isEmpty == false)
    try tmux.send("End")
    try tmux.waitFor("now") { !$0.contains("PAST") }
    try tmux.quit()
  }

  @Test func inChineseAndWithoutARecordOrAPassword() throws {
    let stage = try ScreenTests.Stage()
    let secret =
      stage.first.url.replacingOccurrences(of: "//", with: "//user:s3cret@") + "?key=s3cret"
    let tmux = try stage.start(
      options: "--interval 500ms --lang zh --no-history --goproxy \(secret)", columns: 120, rows: 40
    )
    try tmux.waitFor("the dashboard") { $0.contains("● 正常") }
    try tmux.send("[")
    try tmux.waitFor("no record") { $0.contains("历史记录已关闭") }
    try tmux.enter("export ~/incident.txt")
    try tmux.waitFor("the text") { $0.contains("已写入 ~/incident.txt") }
    let text = try String(
      contentsOfFile: "\(stage.bench.home.path)/incident.txt", encoding: .utf8)
    #expect(text.contains("的故障报告") && text.contains("由第一项提供服务"))
    #expect(text.contains("历史记录已关闭"))
    try tmux.enter("export ~/incident.json")
    try tmux.waitFor("the report") { $0.contains("已写入 ~/incident.json") }
    let json = try String(
      contentsOfFile: "\(stage.bench.home.path)/incident.json", encoding: .utf8)
    #expect(json.contains("\"history_error\" : \"history is off\""))
    for report in [text, json] {
      #expect(report.contains("user:xxxxx@") && report.contains("?key=xxxxx"))
      #expect(!report.contains("s3cret"))
    }
    try tmux.quit()
  }
}
