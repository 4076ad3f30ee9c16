import Dashboard
import GoRules
import Health
import Record
import Testing

@Suite("Chain panel and window")
struct ChainPanelTests {
  private let size = Size(width: 160, height: 60)

  /// The lines of the screen, without borders.
  private func lines(_ snapshot: Snapshot, _ state: DashboardState = DashboardState()) -> [String] {
    Golden.text(render(snapshot, state: state, size: size)).split(separator: "\n")
      .prefix { !$0.hasPrefix("=") }.map(String.init)
  }

  /// The second entry and `direct` are up and healthy, and go comes to neither but for the zip, with `|`.
  @Test("What go does not reach is shown as not tried, not as healthy")
  func notAsked() {
    func row(_ name: String, _ snapshot: Snapshot) -> String {
      let line = lines(snapshot).first { $0.contains(#/^│ \d /#) && $0.contains(name) } ?? ""
      return line.split(separator: " ").dropFirst(3).dropLast().joined(separator: " ")
    }
    #expect(row("goproxy.cn ", Sample.broken) == ", ▶ 41.0 ▶ 41.0 ▶ 65.0 ✕ body ┤")
    #expect(row("proxy.golang.org", Sample.broken) == "| (190) (190) (190) | ▶ 183 (if `|`)")
    #expect(row("direct", Sample.broken).hasSuffix("not tried"))
    // With the second one asked, `direct` alone is left; in a hang nothing after it is asked.
    #expect(!row("proxy.golang.org", Sample.fallback).contains("not tried"))
    #expect(row("direct", Sample.fallback).hasSuffix("not tried"))
    #expect(row("proxy.golang.org", Sample.hangs).hasSuffix("not tried"))
    #expect(!lines(Sample.start).joined().contains("not tried"))
  }

  @Test(
    "Of an entry that does not answer it is told what go's wait ends with",
    arguments: [
      (Silence.Kind.acknowledged, "go has no timeout here and keeps waiting"),
      (.unacknowledged, "go waits until the kernel gives up, about a quarter of an hour"),
      (.trickling, "go waits as long as bytes keep coming"),
    ])
  func waits(kind: Silence.Kind, text: String) {
    var snapshot = Sample.hangs
    snapshot.mirrors[0].lastCold?.silence?.kind = kind
    #expect(lines(snapshot).contains { $0.contains(text) })
  }

  @Test("The header names who serves the modules, not that the database is asked itself")
  func databaseItself() {
    let screen = lines(Sample.databaseItself)
    #expect(screen[0].contains("▶ served by goproxy.cn "))
    #expect(!screen[0].contains("direct from version control"))
    #expect(screen.contains { $0.contains("sum.golang.org ") && $0.contains("asked directly") })
  }

  @Test("The title of the detail names the protocol also where there is no TLS")
  func titleWithoutTLS() {
    var snapshot = Sample.served
    snapshot.mirrors[0].lastCold?.connection.tls = nil
    snapshot.mirrors[0].lastCold?.connection.httpVersion = "1.1"
    #expect(lines(snapshot).contains { $0.contains("goproxy.cn · HTTP/1.1 · 203.0.113.7") })
  }

  @Test("A refused value is shown without its password, beside go's reason")
  func refused() {
    var snapshot = Sample.refused
    snapshot.setting.value = "https://u:s3cret@a.example,ftp://h"
    for width in [60, 80, 120] {
      let screen = Golden.text(
        render(snapshot, state: DashboardState(), size: Size(width: width, height: 24)))
      #expect(screen.contains("https://u:xxxxx@a.example,ftp://h"), "\(width)")
      #expect(screen.contains("invalid proxy URL scheme"), "\(width)")
      #expect(!screen.contains("s3cret"))
    }
    snapshot.setting.value = ""
    #expect(lines(snapshot)[1].contains("(empty)"))
  }

  @Test("A key goes round the windows, in table, chart and distribution, and it is remembered")
  func windows() {
    var state = DashboardState()
    _ = state.handle(.enter, snapshot: Sample.broken, size: size)
    #expect(state.preferences.window == .quarterHour)
    #expect(lines(Sample.broken, state).contains { $0.contains("distribution, last 15m") })
    #expect(
      state.handle(.character("w"), snapshot: Sample.broken, size: size) == [.preferencesChanged])
    let day = lines(Sample.broken, state)
    #expect(day.contains { $0.contains("distribution, last 24h") })
    #expect(day.contains { $0.contains("failed") && $0.contains("123") })
    _ = state.handle(.character("w"), snapshot: Sample.broken, size: size)
    // Of the last minute the sample has rounds, and no figures.
    let minute = lines(Sample.broken, state)
    #expect(minute.contains { $0.contains("-1m ") })
    #expect(!minute.contains { $0.contains("distribution, last") })
    #expect(Preferences(text: state.preferences.text).window == .minute)
    _ = state.handle(.escape, snapshot: Sample.broken, size: size)
    #expect(lines(Sample.broken, state).contains { $0.contains("ms · 1m · 1-4 of 4 ─") })
    _ = state.handle(.character("w"), snapshot: Sample.broken, size: size)
    #expect(state.preferences.window == .quarterHour)
  }
}
