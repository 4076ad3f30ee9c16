import Dashboard
import GoRules
import Health
import Testing
import Text

/// Entries down, kinds of request across. What go makes of the answers is told by hand from its rules: after `,` it goes
/// on only after 404 and 410, after `|` after any error, never after silence.
@Suite("The chain as a matrix")
struct ChainMatrixTests {
  typealias Place = Sample.Place

  /// The rows of the chain panel, each with single spaces and without its borders.
  private func rows(
    _ snapshot: Snapshot, _ state: DashboardState = DashboardState(),
    _ size: Size = Size(width: 160, height: 60)
  ) -> [String] {
    Golden.text(render(snapshot, state: state, size: size)).split(separator: "\n")
      .drop { !$0.hasPrefix("╭─ 1 ") }.dropFirst().prefix { $0.hasPrefix("│") }
      .map { $0.dropFirst().dropLast().split(separator: " ").joined(separator: " ") }
  }

  private static let ok = Sample.answer(.ok, 190)
  private static func info(_ answer: Answer) -> [RequestKind: Answer] { [.info: answer] }

  static let cases: [(String, [Place], [String])] = [
    (
      "a comma stops go, and a pipe would not",
      [
        Place("a", .comma, info(Sample.status(502))), Place("b", .pipe, info(ok)),
        Place(.direct, nil, info(Answer(.ok))),
      ],
      ["1 a , ✕ 502 ┤", "2 b | | ▶ 190 (if `|`)", "3 direct (version control) not tried"]
    ),
    (
      "404 leads on over a comma",
      [Place("a", .comma, info(Sample.status(404))), Place("b", .comma, info(ok))],
      ["1 a , · 404", "2 b , ▶ 190"]
    ),
    (
      "a pipe leads on after an error",
      [Place("a", .pipe, info(Sample.status(502))), Place("b", .pipe, info(ok))],
      ["1 a | ✕ 502", "2 b | ▶ 190"]
    ),
    (
      "nobody listens",
      [
        Place("a", .pipe, info(Answer(.failure(RequestFailure(.connect, .refused))))),
        Place("b", nil, info(ok)),
      ],
      ["1 a | ✕ refused", "2 b ▶ 190"]
    ),
    (
      "silence stops go whatever follows",
      [Place("a", .pipe, info(Answer(.hang(.processing)))), Place("b", nil, info(ok))],
      ["1 a | ✕ no response ┤", "2 b (190) not tried"]
    ),
    (
      "two separators are needed: one alone helps nobody",
      [
        Place("a", .comma, info(Sample.status(502))),
        Place("b", .comma, info(Sample.status(500))), Place("c", nil, info(ok)),
      ],
      ["1 a , ✕ 502 ┤", "2 b , (500) not tried", "3 c (190) not tried"]
    ),
    (
      "nobody has it",
      [Place("a", .comma, info(Sample.status(404))), Place("b", nil, info(Sample.status(410)))],
      ["1 a , · 404", "2 b · 410 ┤"]
    ),
    (
      "off forbids",
      [Place("a", .comma, info(Sample.status(404))), Place(.off, nil)],
      ["1 a , · 404", "2 off ✕ off ┤"]
    ),
    (
      "version control serves, in a time that is not known",
      [Place("a", .comma, info(Sample.status(404))), Place(.direct, nil, info(Answer(.ok)))],
      ["1 a , · 404", "2 direct ▶ version control"]
    ),
    (
      "what was not measured is neither good nor a number",
      [Place("a", .comma), Place("b", nil, info(ok))], ["1 a , ?", "2 b (190)"]
    ),
  ]

  @Test("Each cell is what go makes of the answer", arguments: cases)
  func cells(name: String, places: [Place], expected: [String]) {
    #expect(Array(rows(Sample.snapshot(places)).prefix(expected.count)) == expected, "\(name)")
  }

  @Test("On a narrow screen no figure is cut")
  func narrow() {
    let kinds = RequestKind.allCases.filter { $0 != .latest }
    func all(_ answer: Answer) -> [RequestKind: Answer] {
      Dictionary(uniqueKeysWithValues: kinds.map { ($0, answer) })
    }
    var state = DashboardState()
    _ = state.handle(
      .character("1"), snapshot: Sample.served, size: Size(width: 40, height: 8))
    let slow = Sample.answer(.ok, 4321)
    for (first, second, expected) in [
      (Sample.status(502), Self.ok, ["✕502", "|190"]),
      (Sample.status(502), slow, ["✕502", "|▶4s"]),
      (Self.ok, Self.ok, ["▶190", "(ok)"]), (slow, Sample.status(404), ["▶4s", "(·)"]),
      (Self.ok, Sample.status(502), ["▶190", "(✕)"]),
    ] {
      let places = [Place("a", .comma, all(first)), Place("b", nil, all(second))]
      let snapshot = Sample.snapshot(places, kinds: kinds)
      let screen = Golden.text(render(snapshot, state: state, size: Size(width: 40, height: 8)))
        .split(separator: "\n").map { $0.filter { $0 != " " } }
      #expect(screen.contains("ms" + kinds.map(\.rawValue).joined()), "\(screen)")
      for (line, text) in zip(["1a,", "2b"], expected) {
        #expect(
          screen.contains(line + kinds.map { _ in text }.joined()), "\(text): \(screen)")
      }
    }
  }

  @Test("What is old, and what is being waited for, is no number of now")
  func notOfNow() {
    let places = [Place("a", .comma, Self.info(Self.ok)), Place("b", nil, Self.info(Self.ok))]
    let question = Question(.info, .standard)
    var stale = Sample.snapshot(places)
    stale.answers[0][question]?.isStale = true
    stale.walks[0].proof = Walk.Proof(entry: 0, age: .seconds(90), interval: .seconds(5))
    #expect(rows(stale).prefix(2) == ["1 a , ? 190", "2 b (190) not tried"])
    var waiting = Sample.snapshot(places)
    waiting.walks[0].waiting = 0
    waiting.mirrors[0].waiting = OpenRequest(
      mirror: waiting.mirrors[0].id,
      request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: Sample.ago(7),
      phase: .processing)
    #expect(rows(waiting).prefix(2) == ["1 a , … 7s", "2 b (190) not tried"])
    // What stops go has been silent since: no separator helps with that.
    var silent = Sample.snapshot([Place("a", .comma, Self.info(Sample.status(502))), places[1]])
    silent.answers[0][question]?.isWaiting = true
    silent.mirrors[0].waiting = waiting.mirrors[0].waiting
    #expect(rows(silent).prefix(2) == ["1 a , … 7s ┤", "2 b (190) not tried"])
    // Who answered long ago is nobody's rescue; who does not answer says for how long.
    let broken = [places[0], places[1]].enumerated().map { index, place in
      index == 0 ? Place("a", .comma, Self.info(Sample.status(502))) : place
    }
    var rescue = Sample.snapshot(broken)
    rescue.answers[1][question]?.isStale = true
    #expect(rows(rescue).prefix(2) == ["1 a , ✕ 502 ┤", "2 b (?) not tried"])
    rescue.answers[1][question]?.isWaiting = true
    rescue.mirrors[1].waiting = waiting.mirrors[0].waiting
    #expect(rows(rescue).prefix(2) == ["1 a , ✕ 502 ┤", "2 b (… 7s) not tried"])
  }

  @Test("Without a network no mirror is blamed, and no separator")
  func local() {
    let rows = rows(Sample.local)
    #expect(rows.count == 3)
    #expect(rows[0].hasPrefix("1 goproxy.cn , ◌ ") && !rows[0].contains("✕"))
    #expect(!rows.joined().contains("┤") && !rows.joined().contains("▶"))
  }

  @Test(
    "The checksum database is asked itself: that is no version control",
    arguments: [Chain.Separator.comma, .pipe])
  func databaseItself(separator: Chain.Separator) {
    let fault: [RequestKind: Answer] = [.info: Self.ok, .sumdb: Sample.status(404)]
    let snapshot = Sample.snapshot(
      [Place("a", separator, fault), Place(.direct, nil, [.info: Answer(.ok)])],
      kinds: [.info, .sumdb])
    let rows = rows(snapshot)
    #expect(rows[0] == "1 a \(separator.rawValue) ▶ 190 · 404")
    #expect(rows[1] == "2 direct (version control) -")
    #expect(rows[2] == "sum.golang.org - ▶ ok asked directly")
    var old = snapshot
    old.walks[1].proof = Walk.Proof(entry: nil, age: .seconds(90), interval: .seconds(5))
    #expect(self.rows(old)[2] == "sum.golang.org - ? ok asked directly")
    for size in [Size(width: 160, height: 50), Size(width: 80, height: 24)] {
      let screen = Golden.text(render(snapshot, state: DashboardState(), size: size))
      // The cell of the module's own request is the only one that may say it.
      let others = screen.split(separator: "\n").filter { !$0.contains(" direct ") }
      #expect(!others.joined().contains("version control"))
    }
    let line = Golden.text(
      render(snapshot, state: DashboardState(), size: Size(width: 80, height: 24)))
    #expect(line.contains("info ▶1   sumdb ▶ itself"))
  }

  @Test("A pipe would lead to the database itself")
  func databaseIfPipe() {
    let snapshot = Sample.snapshot(
      [
        Place("a", .comma, [.info: Self.ok, .sumdb: Sample.status(502)]),
        Place(.direct, nil, [.info: Answer(.ok)]),
      ], kinds: [.info, .sumdb])
    let rows = rows(snapshot)
    #expect(rows[0] == "1 a , ▶ 190 ✕ 502 ┤")
    #expect(rows[1] == "2 direct (version control) - not tried")
    #expect(rows[2] == "sum.golang.org - | ▶ ok (if `|`)")
  }

  @Test("A failover of the checksum database to itself does not read as version control")
  func failoverToDatabase() {
    var snapshot = Sample.served
    let place = Failover.Place.mirror(snapshot.mirrors[0].id, name: "a")
    snapshot.failovers = [RequestKind.sumdb, .zip].map { kind in
      Failover(
        at: Sample.ago(10), kind: kind, canary: .standard, from: place, to: .direct,
        cause: "status 502 (|)")
    }
    let screen = Golden.text(
      render(snapshot, state: DashboardState(), size: Size(width: 90, height: 24)))
    #expect(screen.contains(#/a ▶ asked directly .*\n.* sumdb /#))
    #expect(screen.contains(#/a ▶ direct .*\n.* zip /#))
  }

  @Test("Of twelve entries those that decide are shown first, and the others by moving")
  func long() {
    let size = Size(width: 120, height: 40)
    var state = DashboardState()
    let folded = rows(Sample.long, state, size)
    #expect(folded.count < 12)
    #expect(folded.contains { $0.hasPrefix("7 mirror7.example , ✕ 502 ┤") })
    #expect(folded.contains { $0.hasPrefix("9 mirror9.example , | ▶ 109 | ▶ 109") })
    #expect(folded.contains { $0.contains("go says:") })
    let screen = Golden.text(render(Sample.long, state: state, size: size))
    #expect(screen.contains(" 1-9 of 12 ─"))
    // With the focus it has more room, here all that it needs; on a lower screen the lines move.
    _ = state.handle(.character("1"), snapshot: Sample.long, size: size)
    #expect(rows(Sample.long, state, size).count == 13)
    let low = Size(width: 120, height: 24)
    let first = rows(Sample.long, state, low)
    #expect(first.contains { $0.hasPrefix("7 ") } && !first.contains { $0.hasPrefix("12 ") })
    _ = state.handle(.character("G"), snapshot: Sample.long, size: low)
    let end = rows(Sample.long, state, low)
    #expect(end.contains { $0.hasPrefix("12 ") } && !end.contains { $0.hasPrefix("1 ") })
    let moved = Golden.text(render(Sample.long, state: state, size: low))
    #expect(moved.contains(" 6-12 of 12 ─"))
    // Who looks elsewhere sees again what decides.
    _ = state.handle(.escape, snapshot: Sample.long, size: low)
    #expect(rows(Sample.long, state, low).contains { $0.hasPrefix("7 ") })
  }

  @Test("The age of the proof stands with its kind")
  func ages() {
    let size = Size(width: 120, height: 40)
    let screen = Golden.text(render(Sample.stopped, state: DashboardState(), size: size))
    let heading = screen.split(separator: "\n").first { $0.contains("Chain (ms)") } ?? ""
    #expect(heading.contains(#/ list 3s ─+ info 1s ─+ mod 3s ─+ zip 9s\/5m ─+ sumdb 3s ─/#))
    #expect(heading.hasSuffix(" age of proof ─╮"))
    let low = Golden.text(
      render(Sample.stopped, state: DashboardState(), size: Size(width: 80, height: 24)))
    #expect(low.contains(#/ list ✕ 3s +info ✕ 1s +mod ✕ 3s +zip ✕ 9s\/5m +sumdb ✕ 3s +\(age/#))
  }

  @Test("What `|` would lead to counts for the age, as far as its cell stands")
  func ageOfARescue() throws {
    var snapshot = Sample.stopped
    let zip = try #require(snapshot.walks.firstIndex { $0.kind == .zip })
    for (age, expected) in [(54, "zip 54s"), (4, "zip 9s")] {
      snapshot.walks[zip].withPipe?.proof = Walk.Proof(
        entry: 1, age: .seconds(age), interval: .seconds(60))
      for size in [Size(width: 120, height: 40), Size(width: 160, height: 24)] {
        let screen = Golden.text(render(snapshot, state: DashboardState(), size: size))
        #expect(screen.contains(expected), "\(screen)")
      }
      let low = Golden.text(
        render(snapshot, state: DashboardState(), size: Size(width: 80, height: 24)))
      #expect(low.contains("zip ✕ \(expected.dropFirst(4))"), "\(low)")
    }
    snapshot.walks[zip].withPipe?.proof = Walk.Proof(
      entry: 1, age: .seconds(500), interval: .seconds(60))
    let screen = Golden.text(
      render(snapshot, state: DashboardState(), size: Size(width: 120, height: 40)))
    #expect(screen.contains("zip 9s"))
  }
}
