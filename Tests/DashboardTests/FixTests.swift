import Dashboard
import GoRules
import Health
import Testing
import Text

@Suite("The fix and the header")
struct FixTests {
  static let sizes: [Size] = [(120, 40), (80, 24), (60, 15), (40, 8), (60, 1)].map {
    Size(width: $0.0, height: $0.1)
  }

  private func lines(
    _ snapshot: Snapshot, _ state: DashboardState = DashboardState(), _ size: Size
  ) -> [String] {
    Golden.text(render(snapshot, state: state, size: size)).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  @Test("The key asks first, Enter writes and Esc does not")
  func key() throws {
    let cure = try #require(Sample.broken.cure?.cure)
    let proposal = Sample.proposal(of: cure)
    let size = Size(width: 120, height: 40)
    for (answer, expected) in [
      (Key.enter, [DashboardAction.apply(proposal)]), (.escape, []), (.character("q"), []),
    ] {
      var state = DashboardState()
      let asked = state.handle(.character("F"), snapshot: Sample.broken, size: size)
      #expect(asked == [.requestFix(cure)])
      state.confirm(cure, proposal)
      let screen = lines(Sample.broken, state, size).joined(separator: "\n")
      let text = "`,` -> `|` after goproxy.cn: proxy.golang.org would answer after 253 ms"
      #expect(screen.contains(text))
      #expect(screen.contains("go env -w GOPROXY='https://goproxy.cn|https://proxy.golang.org|"))
      #expect(state.handle(answer, snapshot: Sample.broken, size: size) == expected)
      #expect(!lines(Sample.broken, state, size).joined().contains("Write the fix?"))
    }
  }

  @Test("Where there is nothing to fix, or nothing is proved, the key says so")
  func nothing() {
    var open = Sample.hangs
    open.cure = .open
    for (snapshot, phrase) in [
      (Sample.served, Phrase.nothingToFix), (Sample.hangs, .nothingHelps), (open, .notProved),
      (Sample.local, .notProvedShort),
    ] {
      var state = DashboardState()
      let size = Size(width: 80, height: 24)
      #expect(state.handle(.character("F"), snapshot: snapshot, size: size).isEmpty)
      #expect(state.message?.sentence.phrase == phrase)
    }
  }

  @Test("It is on every screen while go fails, with its key, and on none while go is served")
  func line() {
    for size in Self.sizes {
      for language in Language.allCases {
        let state = DashboardState(settings: DashboardSettings(language: language))
        let stopped = lines(Sample.stopped, state, size)
        let place = language == .english ? "`|` after goproxy.cn" : "goproxy.cn 后"
        let line = stopped.first { $0.contains(place) }
        #expect(line != nil, "\(size)")
        #expect(
          size.height == 1
            || line?.contains(language.say(.fix)) == true
              && line?.contains("F \(language.say(.applies))") == true,
          "\(size) \(line ?? "")")
        for snapshot in [Sample.served, Sample.recovered, Sample.local, Sample.start] {
          let screen = lines(snapshot, state, size).joined(separator: "\n")
          #expect(!screen.contains(language.say(.fix) + " "), "\(size): \(screen)")
        }
      }
    }
  }

  @Test("Who is broken, why and since when stands in the first line")
  func who() {
    for (width, text) in [
      (160, "✕ BROKEN 38s  goproxy.cn: HTTP 502 Bad Gateway, and `,` stops go here"),
      (120, "✕ BROKEN 38s  goproxy.cn: HTTP 502 Bad Gateway, and `,` stops go here"),
      (80, "✕ BROKEN 38s  goproxy.cn: HTTP 502"), (60, "✕ BROKEN 38s  goproxy.cn: HTTP 502"),
      (40, "✕ BROKEN 38s at goproxy.cn"),
    ] {
      for height in [width == 40 ? 8 : 24, width == 40 ? 1 : 40] {
        let first = lines(Sample.stopped, Size(width: width, height: height))[0]
        #expect(first.contains(text), "\(width)x\(height): \(first)")
      }
    }
    var hangs = Sample.hangs
    #expect(
      lines(hangs, Size(width: 120, height: 40))[0].contains("✕ HANGS 45s+  goproxy.cn: ttfb"))
    // Not confirmed yet, or out of the history.
    hangs.breakdown = nil
    #expect(lines(hangs, Size(width: 120, height: 40))[0].contains("✕ HANGS  goproxy.cn: ttfb"))
    var past = Sample.broken
    past.breakdown = nil
    #expect(lines(past, Size(width: 120, height: 40))[0].contains("✕ BROKEN for zip 1m24s  "))
  }

  private func lines(_ snapshot: Snapshot, _ size: Size) -> [String] {
    lines(snapshot, DashboardState(), size)
  }

  @Test("The last breakdown is told for a quarter of an hour after its end")
  func recovery() {
    var snapshot = Sample.recovered
    let size = Size(width: 120, height: 40)
    let text = "was broken for 38s until 13:58:31"
    #expect(lines(snapshot, size)[0].contains("▶ served by goproxy.cn · \(text)"))
    #expect(lines(snapshot, Size(width: 80, height: 24))[0].contains("broken until 13:58:31"))
    snapshot.breakdown?.isOlder = true
    #expect(lines(snapshot, size)[0].contains("was broken for 38s+ until"))
    snapshot.breakdown = Breakdown(begin: Sample.ago(2000), end: Sample.ago(901))
    #expect(!lines(snapshot, size)[0].contains("broken"))
  }

  @Test("The cause is named, and not a phase, where there is room for a part of it")
  func cause() {
    func first(_ outcome: RequestOutcome, _ size: Size) -> String {
      var snapshot = Sample.stopped
      snapshot.walks = snapshot.walks.map {
        Sample.walk($0.kind, Sample.answer(outcome, 21), Sample.answer(.ok, 190))
      }
      return lines(snapshot, size)[0]
    }
    let noZip = RequestOutcome.failure(RequestFailure(.transfer, .notZip))
    for width in 50...120 {
      let size = Size(width: width, height: 24)
      let status = first(.failure(RequestFailure(.processing, .status(502))), size)
      #expect(status.contains("goproxy.cn: HTTP 502"), "\(status)")
      let zip = first(noZip, size)
      #expect(zip.contains("goproxy.cn: ") && !zip.contains(#/: body( |$)/#), "\(zip)")
    }
    #expect(first(noZip, Size(width: 60, height: 15)).contains("goproxy.cn: not a zip"))
  }

  @Test("Of a partial break the culprit stays, and who serves stands with what is served")
  func partial() {
    let bad = Sample.answer(.failure(RequestFailure(.processing, .status(502))), 21)
    let lacks = Sample.answer(.notFound(NotFound(status: 404)), 20)
    let ok = Sample.answer(.ok, 41)
    var snapshot = Sample.broken
    snapshot.walks = [
      Sample.walk(.list, ok), Sample.walk(.info, ok), Sample.walk(.mod, lacks, ok),
      Sample.walk(.zip, bad, ok), Sample.walk(.sumdb, lacks, bad),
    ]
    for width in 50...140 {
      for height in [15, 24, 30] {
        let line = lines(snapshot, Size(width: width, height: height))[0]
        #expect(line.contains(#/✕ BROKEN for (zip|sumdb)/#), "\(line)")
        #expect(line.contains(#/  (gop|pro)/#), "\(line)")
        if width >= 64 {
          #expect(line.contains(#/ (goproxy\.cn|proxy\.golang\.org): HTTP 502/#), "\(line)")
        }
        for part in line.split(separator: "·").dropFirst() where part.contains("▶") {
          #expect(part.contains(" for "), "\(width): \(line)")
        }
      }
    }
  }

  @Test("What is not measured, and will not be, is not being measured")
  func notMeasured() {
    var snapshot = Sample.start
    let large = RequestOutcome.failure(RequestFailure(.transfer, .notMeasured("over 1 MiB")))
    snapshot.walks = RequestKind.allCases.map { Sample.walk($0, Sample.answer(large, 9)) }
    for size in Self.sizes {
      let first = lines(snapshot, size)[0]
      #expect(!first.contains("measuring") && first.contains("goproxy.cn: "), "\(first)")
      #expect(lines(Sample.start, size)[0].contains("measuring…"))
    }
  }

  @Test("`off` before anyone: the whole value, why, since when, and what a person can do")
  func off() throws {
    var snapshot = Sample.served
    for (source, word) in [
      (GoproxySetting.Source.environment, "take it out of the exported GOPROXY"),
      (.goEnvFile, "take it out of GOPROXY"),
    ] {
      snapshot.setting = GoproxySetting(value: "off,http://127.0.0.1:18081", source: source)
      let chain = try Chain(parsing: snapshot.setting.value)
      snapshot.chain = chain
      snapshot.walks = RequestKind.allCases.map { chain.walk(Question($0, .standard)) { _ in nil } }
      snapshot.answers = [[:]]
      snapshot.cure = CureFinding.none
      snapshot.breakdown = Breakdown(begin: Sample.ago(38), isOlder: true)
      let screen = lines(snapshot, Size(width: 120, height: 40))
      #expect(screen[0].contains(" 38s+  `off` tells go to ask nobody"), "\(screen[0])")
      #expect(
        screen[1].contains("GOPROXY  off,http://127.0.0.1:18081  (not read by go)"),
        "\(screen[1])")
      #expect(screen[2].contains("NO FIX") && screen[2].contains(word), "\(screen[2])")
      var state = DashboardState()
      let size = Size(width: 120, height: 40)
      #expect(state.handle(.character("F"), snapshot: snapshot, size: size).isEmpty)
      let said = try #require(state.message).sentence
      #expect(Language.english.say(said).contains(word))
    }
  }

  @Test("The left and the right of the first line do not run together")
  func gap() {
    for snapshot in [Sample.broken, Sample.recovered, Sample.slow, Sample.fallback] {
      for width in 50...140 {
        let first = lines(snapshot, Size(width: width, height: 24))[0]
        let right = #/\S  +([✕▲…]?\d+ (up|down|waiting|slow)|[✕▲…]\d|●|\d\d:)/#
        #expect(first.contains(right), "\(first)")
      }
    }
  }

  @Test("How many mirrors are down, slow or waiting is always in sight")
  func counts() {
    for (width, text) in [(120, "1 waiting 1 slow 1 degraded of 3"), (60, "…1 ▲1 ▲1")] {
      let first = lines(Sample.slow, Size(width: width, height: 24))[0]
      #expect(first.contains(text), "\(first)")
    }
    #expect(lines(Sample.served, Size(width: 120, height: 40))[0].contains("3 up"))
    #expect(lines(Sample.stopped, Size(width: 120, height: 40))[0].contains("2 down of 4"))
    #expect(lines(Sample.stopped, Size(width: 60, height: 15))[0].contains("2 down"))
    #expect(lines(Sample.stopped, Size(width: 100, height: 1))[0].contains("2 down"))
  }

  @Test("On a low screen the failovers stay, and who goes to the detail sees it whole")
  func failovers() {
    let size = Size(width: 80, height: 24)
    var state = DashboardState()
    _ = state.handle(.character("3"), snapshot: Sample.broken, size: size)
    #expect(lines(Sample.broken, state, size).contains { $0.contains("jitter") })
    _ = state.handle(.character("2"), snapshot: Sample.broken, size: size)
    let screen = lines(Sample.broken, state, size)
    #expect(screen.contains { $0.contains("4 Failovers") })
    #expect(!screen.contains { $0.contains("phase") })
  }
}
