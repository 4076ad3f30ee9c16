import Dashboard
import Foundation
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Phrases")
struct PhraseTests {
  /// Every text of the program, read from its sources.
  static let all: [Phrase] = PhraseSource.all()

  /// What is the same in both languages: names and symbols.
  static let same: Set<String> = [
    "#", "p50", "p95", "dns", "tcp", "tls", "http", "GOROOT/go.env", "{}", "{} {}x",
    "zip 9s",
    "direct",
    ",", "|", "HTTP/2", "HTTP/1.1", "Age", "Via", "X-Cache", "Retry-After",
  ]

  @Test("Every text is there in both languages, with the same arguments")
  func complete() {
    #expect(Self.all.count > 250)
    #expect(Set(Self.all).isSuperset(of: [.goSays, .settingsRead, Phase.processing.word]))
    for phrase in Self.all {
      #expect(!phrase.english.isEmpty && !phrase.chinese.isEmpty, "\(phrase)")
      #expect(arguments(phrase.english) == arguments(phrase.chinese), "\(phrase)")
      let isChinese = phrase.chinese.unicodeScalars.contains { $0.value >= 0x2E80 }
      #expect(isChinese != Self.same.contains(phrase.english), "\(phrase)")
      #expect(phrase.english.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" }, "\(phrase)")
    }
  }

  /// A space sets Latin letters apart, and no Chinese character.
  @Test(arguments: [
    (Phrase.servedBy, "a.example", "由 a.example 提供服务"),
    (.servedBy, "a.example 经网关", "由 a.example 经网关提供服务"),
    (.servedBy, "a.example（近期无请求）", "由 a.example（近期无请求）提供服务"),
    (.dependsOn, "网关", "取决于网关"), (.dependsOn, "", "取决于 "), (.servedBy, "", "由  提供服务"),
    (.ago, "3s", "3s前"),
  ]) func chineseHasNoSpacesOfItsOwn(phrase: Phrase, argument: String, text: String) {
    #expect(Language.chinese.say(phrase, argument) == text)
  }

  /// Go's own words, names and units stay as they are; all else is said in Chinese.
  @Test("No English text is on a Chinese screen")
  func nothingLeft() {
    // Parts of a host name of the sample, of commands, and of go's own and HTTP's words.
    let names: Set = [
      "mirror", "theme", "interval", "unknown", "failed", "state", "chain", "fallback",
      "mirrors", "Gateway",
    ]
    let english = Self.all.filter { !Self.same.contains($0.english) }
      .flatMap { $0.english.components(separatedBy: "{}") }
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter {
        $0.count >= 5 && !names.contains($0)
      }
    for keys in ["", "\r", "?", "f", "f\r", "t", "u", "1e", "4e", "5e", "6e", "p", " c"] {
      var state = Sample.state()
      state.settings.language = .chinese
      state.show(.init(.error, Sentence(.historyElsewhere)), at: Sample.now)
      let size = Size(width: 160, height: 60)
      for key in keys {
        let key: Key = key == "\r" ? .enter : .character(key)
        _ = state.handle(key, snapshot: Sample.grouped, size: size)
      }
      let screen = Golden.text(render(Sample.grouped, state: state, size: size))
      for text in english { #expect(!screen.contains(text), "\(keys): \(text)") }
    }
  }

  private func arguments(_ text: String) -> Int {
    text.split(separator: "{}", omittingEmptySubsequences: false).count - 1
  }

  /// One of each code, with a number or a detail where its text has room for one.
  private static let causes: [FailureCause] = FailureCause.Code.allCases.filter { $0 != .other }
    .map { code in
      switch code {
      case .status: .status(502)
      case .tlsAlert: .tlsAlert(40)
      case .idleConnectionDropped: .idleConnectionDropped(after: .seconds(5))
      case .idleConnectionSilent: .idleConnectionSilent(after: .seconds(5))
      case .http2Stream: .http2Stream(2)
      case .http2GoAway: .http2GoAway(99)
      default:
        FailureCause(code).text.hasSuffix(" ")
          ? FailureCause(code, detail: said) : FailureCause(code)
      }
    }
  private static let said = ServerText("said")

  @Test("Every cause of failure has a Chinese text")
  func failureCauses() {
    for cause in Self.causes where cause.code != .status {
      let text = Language.chinese.text(.failure(RequestFailure(.connect, cause)))
      #expect(text.hasPrefix("TCP：") || text == Language.chinese.text(cause))
      #expect(
        text.replacing("TCP：", with: "").unicodeScalars.contains { $0.value >= 0x4E00 }, "\(cause)")
    }
  }

  @Test("What was seen of a peer that does not answer is said in both languages")
  func silences() {
    func silence(
      _ kind: Silence.Kind, idle: Int64 = 4, bytes: Int = 0, retransmissions: Int = 0
    ) -> Silence {
      Silence(
        kind, idle: .seconds(idle), elapsed: .seconds(5), bytes: bytes,
        retransmissions: retransmissions)
    }
    let lost = "the path lost the request:"
    let cases: [(Silence, String, String)] = [
      (silence(.acknowledged), "silent for 4 s after the request", "请求发出后已 4 s 无响应"),
      (
        silence(.acknowledged, bytes: 12_288), "silent for 4 s after 12 KiB",
        "静默 4 s，此前收到 12 KiB"
      ),
      (
        silence(.unacknowledged, retransmissions: 3), "\(lost) 3 retransmissions unacknowledged",
        "请求在途中丢失：重传 3 次均未确认"
      ),
      (
        silence(.unacknowledged, retransmissions: 1), "\(lost) 1 retransmission unacknowledged",
        "请求在途中丢失：重传 1 次未确认"
      ),
      (
        silence(.undecided), "silent for 4 s, request not yet acknowledged",
        "已 4 s 无响应，请求尚未被确认"
      ),
      (
        silence(.unsent), "stopped accepting the request: still unsent after 5 s",
        "不再接收请求：5 s 后仍未发完"
      ),
      (
        silence(.trickling, bytes: 812), "still trickling: 812 B after 5 s",
        "仍在缓慢传输：812 B，用时 5 s"
      ),
      (
        silence(.slow, bytes: 3_145_728), "too slow for our deadline: 3.0 MiB after 5 s",
        "超出本程序的时限：3.0 MiB，用时 5 s"
      ),
    ]
    for (silence, english, chinese) in cases {
      #expect(Language.english.text(silence) == english)
      #expect(Language.chinese.text(silence) == chinese)
    }
    let hang = RequestOutcome.hang(.processing)
    #expect(
      Language.english.text(hang, silence(.acknowledged))
        == "ttfb: silent for 4 s after the request")
    #expect(Language.english.text(hang, nil) == "ttfb: no response")
    let forgotten = RequestOutcome.failure(
      RequestFailure(.processing, .idleConnectionSilent(after: .seconds(5))))
    #expect(
      Language.english.text(forgotten, silence(.unacknowledged, retransmissions: 3))
        == "no answer on a connection idle for 5 s: \(lost) 3 retransmissions unacknowledged")
    // A mirror that was given up, in the events and from a record.
    let failure = hang.failure.map(RequestOutcome.failure)
    #expect(failure.map { Language.english.text($0) } == "ttfb: no response")
    for language in [Language.english, .chinese] {
      #expect(language.text(recorded: "processing: no answer") == language.text(hang))
    }
  }

  @Test("Why the active target changed is said in both languages, also from a record")
  func failoverCauses() {
    let causes: [(FailoverCause, String, String)] = [
      (.recovered, "recovered", "已恢复"), (.chainChanged, "chain changed", "代理链已更改"),
      (.firstKnown, "initial", "初始"),
      (.failure(.refused, nil), "connection refused", "连接被拒绝"),
      (.failure(.refused, .pipe), "connection refused (|)", "连接被拒绝 (|)"),
      (.notFound(nil), "not found", "未找到"), (.notFound(.comma), "not found (,)", "未找到 (,)"),
      (.hang(.tls, .comma), "tls: no response (,)", "TLS：无响应 (,)"),
      (.recorded("of a later version"), "of a later version", "of a later version"),
    ]
    for (cause, english, chinese) in causes {
      #expect(Language.english.text(cause) == english)
      #expect(Language.chinese.text(cause) == chinese)
      #expect(FailoverCause(text: cause.text) == cause)
    }
    let badGateway = FailoverCause.failure(.status(502), .pipe)
    #expect(badGateway.text == "status 502 (|)")
    #expect(Language.english.text(badGateway) == "HTTP 502 Bad Gateway (|)")
    for cause in Self.causes {
      for separator in [Chain.Separator.comma, .pipe, nil] {
        let told = FailoverCause.failure(cause, separator)
        #expect(FailoverCause(text: told.text) == told)
      }
    }
  }

  @Test("Numbers keep to their columns and round as a person would")
  func numbers() {
    func latency(_ microseconds: Int) -> String { Format.latency(.microseconds(microseconds)) }
    #expect(latency(0) == "0.00")
    #expect(latency(44) == "0.04")
    #expect(latency(400) == "0.4")
    #expect(latency(1249) == "1.2")
    #expect(latency(99_949) == "99.9")
    #expect(latency(99_950) == "100")
    #expect(latency(9_999_499) == "9999")
    #expect(latency(12_300_000) == "12s")
    #expect(Format.latencyWithUnit(.milliseconds(41)) == "41 ms")
    #expect(Format.latencyWithUnit(.milliseconds(1240)) == "1.2 s")
    #expect(Format.latencyWithUnit(.milliseconds(6000)) == "6 s")
    #expect(Format.latencyWithUnit(.microseconds(6840)) == "6.8 ms")
    #expect(Format.latencyWithUnit(.microseconds(49)) == "<0.1 ms")
    #expect(Format.availability(0.999999) == "99.999%")
    #expect(Format.availability(1) == "100.000%")
    #expect(Format.scale(.milliseconds(75)) == "75")
    #expect(Format.scale(.microseconds(7500)) == "7.5")
    #expect(Format.scale(.zero) == "0")
    // As fractions of a second some of these are no round numbers.
    for value in 1...300 { #expect(Format.scale(.milliseconds(value)) == "\(value)") }
    #expect(Format.percent(0) == "0%")
    #expect(Format.percent(0.021) == "2.1%")
    #expect(Format.percent(1) == "100%")
    #expect(Format.span(.seconds(59)) == "59s")
    #expect(Format.span(.seconds(192)) == "3m12s")
    #expect(Format.span(.seconds(7500)) == "2h05m")
    #expect(Format.span(.seconds(90_000)) == "1d1h")
    #expect(Format.length(.milliseconds(400)) == "<1s" && Format.length(.zero) == "0s")
    #expect(Format.length(.milliseconds(400), isLeast: true) == "0s+")
    #expect(Format.length(.seconds(38)) == "38s")
    #expect(Format.throughput(2_411_724) == "2.3 MiB/s")
  }

  @Test("Local time follows the offset that holds at that moment")
  func clock() {
    // 2026-10-25T01:00:00Z: Berlin leaves summer time.
    let change = Duration.seconds(1_792_890_000)
    let clock = LocalClock(
      offset: 7200, transitions: [LocalClock.Transition(from: change, offset: 3600)])
    #expect(clock.time(change - .seconds(1)) == "02:59:59")
    #expect(clock.time(change) == "02:00:00")
    #expect(clock.date(change) == "2026-10-25")
    #expect(LocalClock().date(.zero) == "1970-01-01")
    #expect(LocalClock().date(.seconds(951_782_400)) == "2000-02-29")
    #expect(LocalClock().moment(.zero, now: .seconds(86_400)) == "01-01 00:00")
  }
}

@Suite("Status line")
struct StatusLineTests {
  /// A walk of another module names it; of many the first few are told, and how many more there are.
  @Test func otherModulesAreNamedAndBounded() {
    var snapshot = Sample.broken
    let served = snapshot.walks.filter { $0.kind == .info }
    func walks(_ module: String, _ verdict: Walk.Verdict) -> [Walk] {
      served.map { walk in
        var other = walk
        other.canary = ModuleVersion(module: module, version: "v1.0.0")
        other.active = verdict == .fallback ? 1 : nil
        other.verdict = verdict
        return other
      }
    }
    snapshot.walks = served + walks("example.com/private/module", .fallback)
    #expect(
      StatusLine.plain(snapshot)
        == "▶ goproxy.cn ▲76ms · private/module info ▶ proxy.golang.org"
        + " · fix: `|` after goproxy.cn · 1 down 1 degraded")
    for number in 0..<500 {
      snapshot.walks += walks("example.com/m\(number)", number % 2 == 0 ? .broken : .hangs)
    }
    let line = StatusLine.plain(snapshot)
    #expect(line.count < 220, "\(line)")
    #expect(line.contains(" · +498 "), "\(line)")
  }

  @Test("Plain and for tmux")
  func broken() {
    #expect(
      StatusLine.plain(Sample.broken)
        == "✕ BROKEN for zip 1m24s at goproxy.cn · list info mod ▶ goproxy.cn · "
        + "fix: `|` after goproxy.cn · 1 down 1 degraded")
    #expect(
      StatusLine.tmux(Sample.broken)
        == "#[fg=red,bold]✕ BROKEN for zip 1m24s at goproxy.cn#[default] · "
        + "#[fg=green]list info mod ▶ goproxy.cn#[default] · #[fg=green]fix: `|` after goproxy.cn#[default]"
        + " · #[fg=red,bold]1 down#[default] #[fg=yellow]1 degraded#[default]")
    #expect(
      StatusLine.plain(Sample.stopped, language: .chinese)
        == "✕ 中断 38s：goproxy.cn · 修复：goproxy.cn 后用 `|` · 2 个不可用")
  }

  /// What decides is the same for all of them, also where `info` is being waited for or is well.
  @Test("One line, a small screen and the header agree on what is broken")
  func sameAsHeader() {
    var waits = Sample.broken
    let bad = Sample.answer(.failure(RequestFailure(.processing, .status(403))), 21)
    waits.walks = [.list, .info, .mod, .zip].map {
      Sample.walk($0, $0 == .info ? Sample.answer(.ok, 41) : bad)
    }
    waits.walks[1].waiting = 0
    for (snapshot, kinds) in [(Sample.broken, "zip"), (waits, "list mod zip")] {
      let words = "✕ BROKEN for \(kinds) 1m24s"
      #expect(StatusLine.plain(snapshot).hasPrefix(words))
      for (width, height) in [(80, 24), (120, 40), (60, 15), (40, 8), (40, 1)] {
        let frame = render(
          snapshot, state: DashboardState(), size: Size(width: width, height: height))
        let first = Golden.text(frame).split(separator: "\n")[0]
        #expect(first.contains(words), "\(width)x\(height): \(first)")
      }
    }
  }

  @Test("A `#` in a name cannot set tmux's style, a control character goes nowhere")
  func escaped() {
    var snapshot = Sample.served
    snapshot.mirrors[0].mirror.name = "#[fg=red]\u{1B}[31mx"
    #expect(StatusLine.tmux(snapshot).contains("▶ ##[fg=red] [31mx"))
    #expect(!StatusLine.plain(snapshot).unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test("A checksum database that is asked itself has no entry, and no question mark")
  func databaseItself() {
    #expect(
      StatusLine.plain(Sample.databaseItself) == "▶ goproxy.cn ●76ms · sumdb ▶ sum.golang.org")
  }

  @Test("The other states")
  func states() {
    #expect(StatusLine.plain(Sample.start) == "? measuring…")
    #expect(StatusLine.plain(Sample.refused) == "✕ go rejects this GOPROXY")
    #expect(StatusLine.plain(Sample.local) == "◌ no network")
    #expect(StatusLine.plain(Sample.hangs) == "✕ HANGS 45s+ at goproxy.cn · 1 down")
    #expect(StatusLine.plain(Sample.served, glyphs: .ascii) == "> goproxy.cn o76ms")
  }
}
