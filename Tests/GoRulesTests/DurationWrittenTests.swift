import GoRules
import Testing

@Suite struct DurationWrittenTests {
  @Test(
    arguments: [
      ("500ms", .milliseconds(500)), ("5s", .seconds(5)), ("2.5", .milliseconds(2500)),
      ("1m30s", .seconds(90)), ("24h", .seconds(86_400)), ("7d", .seconds(604_800)),
      ("3650d", .seconds(315_360_000)),
    ] as [(String, Duration)])
  func reads(text: String, expected: Duration) { #expect(Duration(written: text) == expected) }

  @Test(arguments: ["", "s", "-5s", "+5s", "5x", "5 s", "5s3", "1e2s", "inf", "3651d"])
  func refuses(text: String) { #expect(Duration(written: text) == nil) }

  @Test(
    arguments: [
      (.zero, "0s"), (.milliseconds(1500), "1500ms"), (.seconds(90), "1m30s"),
      (.seconds(90_061), "1d1h1m1s"), (.seconds(86_400), "1d"),
    ] as [(Duration, String)])
  func writes(duration: Duration, expected: String) { #expect(duration.written == expected) }
}
