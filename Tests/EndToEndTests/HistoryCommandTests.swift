import Foundation
import Testing
import Text

/// `history` where nothing is on record: its options, and times of long ago.
struct HistoryCommandTests {
  private static let cases: [(arguments: [String], errors: String)] = [
    (["history", "--no-history"], "history is off: --no-history"),
    (["replay", "--no-history"], "history is off: --no-history"),
    (["history", "--json", "--csv"], "--json and --csv cannot be combined"),
    (["history", "--what-if", "--csv"], "--what-if cannot print CSV; use --json"),
    (
      ["history", "--what-if", "--mirror", "a"],
      "--what-if compares whole chains and takes no --mirror"
    ),
    (
      ["history", "--since", "yesterday"],
      "--since: \"yesterday\": expected a duration such as 500ms, 5s, 1m30s or 24h"
    ),
    (["history", "--since", "1h", "--until", "2h"], "--until: ends before --since begins"),
    (["history", "--mirror", "a"], "--mirror: no data on \"a\""),
    (["replay", "--speed", "0"], "--speed: \"0\": expected a factor from 0.1 to 1000"),
  ]

  @Test(arguments: cases.indices) func isRefusedInOneLine(index: Int) throws {
    let row = Self.cases[index]
    let bench = try ProgramBench()
    let result = try CommandResult(
      Goproxytop.path, row.arguments, environment: bench.environment())
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: \(row.errors)\n")
    #expect(result.output == "")
  }

  @Test(arguments: ["", "relative"]) func withoutAHomeItSaysWhatToSet(home: String) throws {
    let result = try ProgramBench().run("history", environment: ["HOME": home])
    #expect(result.code == 2)
    #expect(
      result.errors
        == "goproxytop: history is off: set XDG_STATE_HOME or HOME to an absolute path\n")
  }

  @Test func theConfigurationCanWantNone() throws {
    let bench = try ProgramBench()
    try bench.write("history = false\n", to: ".config/goproxytop/config.toml")
    let result = try bench.run("undo")
    #expect(result.code == 2)
    #expect(
      result.errors == "goproxytop: history is off: history = false in the configuration\n")
  }

  /// Half a year apart, so that one of the two is summer: the failovers are kept forever.
  @Test(arguments: ["America/New_York", "Australia/Lord_Howe"], [3_000, 3_182])
  func timesOfYearsAgoHaveTheOffsetOfThen(zone: String, days: Int) throws {
    let (code, object) = try ProgramBench().json(
      ["history", "--since", "\(days)d"], environment: ["TZ": zone])
    #expect(code == 0)
    let since = try #require(object["since"] as? String)
    let moment = try #require(try? Date(since, strategy: .iso8601))
    let offset = try #require(TimeZone(identifier: zone)).secondsFromGMT(for: moment)
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    let written = String(format: "%@%02d:%02d", sign, minutes / 60, minutes % 60)
    #expect(since.hasSuffix(written))
    #expect(abs(Date.now.timeIntervalSince(moment) - Double(days) * 86_400) < 600)
  }
}
