import Dashboard
import GoRules
import Health
import Testing
import Text

@Suite("Mirrors side by side")
struct CompareTests {
  private static let size = Size(width: 120, height: 40)
  private static let ids = Sample.broken.mirrors.map(\.id)

  private func press(
    _ keys: [Key], _ state: inout DashboardState, _ snapshot: Snapshot = Sample.broken,
    size: Size = size
  ) -> [DashboardAction] {
    keys.flatMap { state.handle($0, snapshot: snapshot, size: size) }
  }

  private func screen(
    _ state: DashboardState, _ snapshot: Snapshot = Sample.broken, size: Size = size
  ) -> [String] {
    Golden.text(render(snapshot, state: state, size: size)).split(separator: "\n").map(String.init)
  }

  /// The row of the comparison with this label.
  private func row(_ label: String, _ state: DashboardState, size: Size = size) -> String {
    screen(state, size: size).lazy.flatMap { $0.split(separator: "│") }
      .first { $0.hasPrefix(" \(label) ") }.map(String.init) ?? ""
  }

  private static let space = Key.character(" ")
  private static let c = Key.character("c")

  @Test("Marks are made and taken away, and stay where the table is filtered or sorted")
  func marks() {
    // Space goes on to the next row.
    let table: [([Key], [Int])] = [
      ([], []), ([Self.space], [0]), ([Self.space, Self.space], [0, 1]),
      ([Self.space, .up, Self.space], []),
      ([Self.space, .down, Self.space], [0, 2]),
      (
        [.character("/"), .character("a"), .character("l"), .character("i"), .enter, Self.space],
        [2]
      ),
      ([.character("G"), Self.space, Self.space], []),
      ([.character(">"), Self.space], [3]),
    ]
    for (keys, expected) in table {
      var state = Sample.state()
      #expect(press(keys, &state).allSatisfy { $0 == .preferencesChanged })
      #expect(state.marked == Set(expected.map { Self.ids[$0] }), "\(keys)")
    }
    var state = Sample.state()
    _ = press([Self.space], &state)
    let marked = screen(state)
    #expect(marked.contains { $0.contains("│ ◆  goproxy.cn") || $0.contains("◆▶ goproxy.cn") })
    #expect(marked.contains { $0.contains("c compare") })
  }

  @Test("What is compared: the marked ones, or the selected one and the one that serves go")
  func whatIsCompared() {
    // The first serves.
    let table: [([Key], [Int])] = [
      ([Self.c], []), ([.down, Self.c], [0, 1]), ([.down, .down, Self.c], [0, 2]),
      ([.down, Self.space, Self.c], [1, 2]),
      ([Self.space, .down, Self.space, .character("G"), Self.c], [0, 2]),
      ([.down, .down, Self.space, .character("g"), Self.space, Self.c], [0, 2]),
      (
        [
          Self.space, Self.space, .character("/"), .character("l"), .character("y"), .enter, Self.c,
        ], [0, 1]
      ),
    ]
    for (keys, expected) in table {
      var state = Sample.state()
      let actions = press(keys, &state)
      let wanted = expected.isEmpty ? [] : [DashboardAction.compare(expected.map { Self.ids[$0] })]
      #expect(actions == wanted, "\(keys)")
    }
    var state = Sample.state()
    _ = press([Self.c], &state)
    #expect(screen(state).contains { $0.contains("mark two mirrors with Space first") })
  }

  @Test("A mirror that is watched no more is out of the comparison, and so is its mark")
  func removal() {
    var state = Sample.state()
    _ = press([Self.space, Self.space, Self.space, Self.c], &state)
    var snapshot = Sample.broken
    snapshot.mirrors.remove(at: 2)
    #expect(screen(state, snapshot).contains { $0.contains("1-2 of 2") })
    #expect(
      press([.escape, Self.c], &state, snapshot).last == .compare([Self.ids[0], Self.ids[1]]))
    snapshot.mirrors = []
    #expect(screen(state, snapshot).contains { $0.contains("0-0 of 0") })
  }

  @Test("Of the past nothing is asked")
  func past() {
    var state = Sample.state()
    state.position = .past
    #expect(press([.down, Self.c], &state).isEmpty)
    #expect(row("newest", state).contains("no data"))
    #expect(row("TLS version", state).contains("TLSv1.3"))
    let lines = screen(state)
    #expect(lines.contains { $0.contains(" y copy  Esc close") && !$0.contains("r again") })
    #expect(lines.contains { $0.contains("from the record only") })
  }

  @Test("r asks again, y copies, Esc, q and c close and stop what is under way")
  func keys() {
    for (keys, isRunning) in [([Key.escape], true), ([.character("q")], true), ([Self.c], false)] {
      var state = Sample.state()
      _ = press([.down, Self.c], &state)
      if !isRunning {
        state.comparisons = Sample.comparisons
      }
      #expect(press(keys, &state) == (isRunning ? [.cancelComparison] : []))
      #expect(row("newest", state).isEmpty)
    }
    var state = Sample.state()
    _ = press([.down, Self.c], &state)
    state.comparisons = Sample.comparisons
    let again = press([.character("r"), .character("r"), .character("R")], &state)
    #expect(again == [.compare([Self.ids[0], Self.ids[1]])])
    #expect(row("newest", state).contains("…"))
    state.comparisons = Sample.comparisons
    guard case .copy(let text)? = press([.character("y")], &state).first else {
      Issue.record("nothing is copied")
      return
    }
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasSuffix("proxy.golang.org"))
    let newest = lines.first { $0.hasPrefix("newest ") } ?? ""
    #expect(newest.contains(" v0.10.0 2 behind ! ") && newest.hasSuffix(" v0.12.0"))
    #expect(screen(state).contains { $0.contains("copied the comparison") })
  }

  @Test("What is best, what is worse and what differs is marked; what was not measured says so")
  func cells() {
    var state = Sample.state()
    _ = press([Self.space, Self.space, Self.space, Self.space, Self.c], &state)
    state.comparisons = Sample.comparisons
    let table: [(String, [String])] = [
      ("canary", ["served", "served", "served", "lacks it !"]),
      ("protocol", ["HTTP/2", "HTTP/1.1 !", "HTTP/2", "HTTP/1.1 !"]),
      ("HTTP/2", ["64.8 / 21.3 *", "not used", "70.2 / 31.4", "not used"]),
      ("HTTP/1.1", ["66.1 / 22.0 *", "272 / 90.1", "…", "7.4 / 3.5"]),
      ("newest", ["v0.10.0 2 behind !", "v0.12.0", "…", "lacks it"]),
      ("zip SHA-256", ["9fababab", "41ababab modified !", "…", "lacks it"]),
      ("Age", ["1h02m", "none", "none", "none"]),
      ("X-Cache", ["HIT, HIT", "none", "none", "none"]),
      ("Retry-After", ["30s until 14:02:59 !", "none", "none", "none"]),
      ("resumption", ["resumed", "not resumed", "…", "resumed"]),
      ("OCSP staple", ["good until 16:02:31", "none", "none", "none"]),
    ]
    for (label, expected) in table {
      let words = row(label, state)
      var rest = Substring(words)
      for cell in expected {
        let range = rest.firstRange(of: cell)
        #expect(range != nil, "\(label): \(cell) in \(words)")
        rest = range.map { rest[$0.upperBound...] } ?? rest
      }
    }
  }

  @Test("A figure that has no room for what stands behind it keeps its unit")
  func narrow() {
    let size = Size(width: 80, height: 40)
    var state = Sample.state()
    _ = press([Self.space, Self.space, Self.space, Self.c], &state, size: size)
    state.comparisons = Sample.comparisons
    // Three columns of 20.
    #expect(screen(state, size: size).contains { $0.contains("1-3 of 3") })
    for label in ["throughput", "Retry-After", "OCSP staple"] {
      let words = row(label, state, size: size).split(separator: " ")
      #expect(!words.contains { $0.contains("…") && $0 != "…" }, "\(label): \(words)")
    }
    let throughput = row("throughput", state, size: size)
    #expect(throughput.firstRange(of: "iB/s") != nil, "\(throughput)")
    // What explains the marks is never cut.
    for size in [size, Size(width: 60, height: 15)] {
      state.frameTime = Timestamp(
        monotonic: Sample.now.monotonic + .seconds(90), wall: Sample.now.wall + .seconds(90))
      #expect(screen(state, size: size).contains { $0.contains("! worse, or differs") })
    }
  }

  @Test("What reads the same is as good")
  func equals() {
    var state = Sample.state()
    _ = press([Self.space, Self.space, Self.space, Self.c], &state)
    for (row, http2) in zip(Sample.broken.mirrors, [(64.84, 21.3), (64.81, 30.0), (70.2, 1.0)]) {
      state.comparisons[row.id] = Sample.comparison(row, Sample.Told(http2: http2))
    }
    let words = row("HTTP/2", state)
    #expect(words.contains("64.8 / 21.3 * ") && words.contains("64.8 / 30.0 * "), "\(words)")
    #expect(words.contains("70.2 / 1.0  "), "\(words)")
  }

  @Test("A request that failed says why, whatever is on record")
  func failures() {
    var state = Sample.state()
    _ = press([.down, Self.c], &state)
    let row = Sample.broken.mirrors[1]
    for (outcome, word) in [
      (RequestOutcome.failure(RequestFailure(.processing, .status(502))), "HTTP 502 !"),
      (.hang(.processing), "no response !"),
    ] {
      var comparison = MirrorComparison(row.mirror)
      for kind in [RequestKind.info, .list, .zip] {
        var result = Sample.result(row.mirror, at: Sample.ago(1), [0, 0, 0, 9], kind: kind)
        result.request.trial = .asGo
        if kind != .info { result.outcome = outcome }
        comparison.take(result)
      }
      comparison.finish()
      state.comparisons[row.id] = comparison
      for label in ["newest", "zip SHA-256"] {
        #expect(self.row(label, state).contains(word), "\(self.row(label, state))")
      }
      #expect(self.row("canary", state).contains("served"))
    }
  }

  @Test("A time to stay away that is over is no trouble any more")
  func retryAfter() {
    var state = Sample.state()
    _ = press([.down, Self.c], &state)
    state.comparisons = Sample.comparisons
    for (seconds, cell) in [(0.0, "30s until 14:02:59 ! "), (60, "30s until 14:02:59   ")] {
      var snapshot = Sample.broken
      snapshot.now = Timestamp(
        monotonic: snapshot.now.monotonic + .seconds(seconds),
        wall: snapshot.now.wall + .seconds(seconds))
      #expect(screen(state, snapshot).contains { $0.contains(cell) }, "\(seconds)")
    }
  }

  @Test("Of more marked mirrors than are compared, it says how many")
  func most() {
    var state = Sample.state()
    var snapshot = Sample.broken
    let row = snapshot.mirrors[1]
    for number in 0..<10 {
      var other = row
      other.mirror = Mirror(
        url: ProxyURL(scheme: .https, host: "m\(number).example"), canary: row.mirror.canary)
      snapshot.mirrors.append(other)
    }
    let keys = snapshot.mirrors.map { _ in Self.space }
    guard case .compare(let ids)? = press(keys + [Self.c], &state, snapshot).last else {
      Issue.record("nothing is compared")
      return
    }
    #expect(ids == Array(snapshot.mirrors.map(\.id).prefix(10)))
    #expect(state.message?.sentence.arguments == [.text("10"), .text("\(keys.count)")])
  }

  @Test("The same files packed in another way are no other files")
  func packing() {
    var state = Sample.state()
    _ = press([.down, Self.c], &state)
    let rows = Sample.broken.mirrors
    for (sum, word) in [("h1:a", "repacked"), ("h1:b", "modified")] {
      state.comparisons[rows[0].id] = Sample.comparison(rows[0], Sample.Told(http2: (1, 1)))
      state.comparisons[rows[1].id] = Sample.comparison(
        rows[1], Sample.Told(http2: (1, 1), zip: (0x10, sum)))
      #expect(row("zip SHA-256", state).contains("10ababab \(word) !"))
    }
  }

  @Test("Scrolled by columns and lines on a small screen")
  func scrolling() {
    let size = Size(width: 40, height: 8)
    var state = Sample.state()
    _ = press([Self.space, Self.space, Self.c], &state, size: size)
    state.comparisons = Sample.comparisons
    #expect(screen(state, size: size).contains { $0.contains("1-1 of 2") })
    _ = press([.right, .right, .right], &state, size: size)
    let right = screen(state, size: size)
    #expect(right.contains { $0.contains("2-2 of 2") })
    #expect(right.contains { $0.contains("proxy.golang.org") })
    _ = press([.left, .character("G")], &state, size: size)
    #expect(screen(state, size: size).contains { $0.contains("Retry-After") && $0.contains("30s") })
  }

  @Test(
    "At each size", arguments: [(160, 50), (120, 40), (80, 24), (60, 15), (40, 8), (20, 1), (8, 1)])
  func screens(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    let variants = [
      ("", DashboardSettings()), ("chinese-", DashboardSettings(language: .chinese)),
      ("ascii-", DashboardSettings(glyphs: .ascii)),
    ]
    for (variant, settings) in variants {
      var state = DashboardState(settings: settings)
      _ = press([Self.space, Self.space, Self.space, Self.space, Self.c], &state, size: size)
      state.comparisons = Sample.comparisons
      let frame = render(Sample.broken, state: state, size: size)
      guard height >= 8 else { continue }
      Golden.expect(frame, "compare-\(variant)\(width)x\(height)")
    }
    var state = DashboardState()
    _ = press([Self.space, .down, Self.space], &state, size: size)
    if width == 80 {
      Golden.expect(render(Sample.broken, state: state, size: size), "marked-80x24")
    }
  }
}
