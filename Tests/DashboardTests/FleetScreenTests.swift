import Dashboard
import Fleet
import GoRules
import Health
import Testing
import Text

@Suite struct FleetScreenTests {
  private static let sizes = [
    Size(width: 160, height: 50), Size(width: 120, height: 40), Size(width: 80, height: 24),
    Size(width: 60, height: 15), Size(width: 40, height: 8), Size(width: 60, height: 1),
  ]

  /// The screen after these keys.
  private static func screen(
    _ snapshot: FleetSnapshot, _ state: FleetState, _ size: Size, keys: [Key] = []
  ) -> Frame {
    var state = state
    for key in keys { _ = state.handle(key, snapshot: snapshot, size: size) }
    return render(snapshot, state: state, size: size)
  }

  @Test(arguments: sizes) func everySize(size: Size) {
    Golden.expect(
      Self.screen(Sample.fleet, Sample.fleetState(), size),
      "fleet-\(size.width)x\(size.height)")
  }

  @Test func otherScreens() {
    let size = Size(width: 120, height: 40)
    Golden.expect(
      Self.screen(Sample.fleet, Sample.fleetState(.ascii), size), "fleet-ascii-120x40")
    Golden.expect(
      Self.screen(Sample.fleet, Sample.fleetState(.braille, .chinese), size),
      "fleet-chinese-120x40")
    Golden.expect(
      Self.screen(Sample.fleet, Sample.fleetState(), size, keys: [.character("?")]),
      "fleet-help-120x40")
    Golden.expect(
      Self.screen(
        Sample.fleet, Sample.fleetState(), Size(width: 80, height: 24), keys: [.enter, .right]),
      "fleet-detail-80x24")
    var old = Sample.fleet
    old.now = Sample.now.advanced(by: .seconds(100))
    for query in FleetQuery.regular { old.troubles[query] = .status(401, "") }
    Golden.expect(
      Self.screen(old, Sample.fleetState(), Size(width: 100, height: 30)), "fleet-old-100x30")
    var half = Sample.fleet
    half.troubles[.latencies([])] = .refused("timeout", "query timed out in expression evaluation")
    Golden.expect(
      Self.screen(half, Sample.fleetState(), Size(width: 80, height: 24)), "fleet-partly-80x24")
    var dead = FleetSnapshot(now: Sample.now)
    Golden.expect(
      Self.screen(dead, Sample.fleetState(), Size(width: 80, height: 24)), "fleet-asking-80x24")
    dead.troubles[.presence] = .exchange(
      .failure(RequestFailure(.connect, FailureCause(.refused))))
    Golden.expect(
      Self.screen(dead, Sample.fleetState(), Size(width: 80, height: 24)), "fleet-dead-80x24")
  }

  @Test("Every key of help and footer does something, whatever is open")
  func keys() {
    var snapshot = Sample.fleet
    let size = Size(width: 120, height: 40)
    let idle = Self.screen(snapshot, Sample.fleetState(), size)
    let tall = Size(width: 160, height: 70)
    let help = Golden.characters(
      Self.screen(snapshot, Sample.fleetState(), tall, keys: [.function(1)]))
    for binding in KeyBindings.standard.table where !binding.keys.isEmpty {
      let name = binding.keys.compactMap(\.name).joined(separator: " ")
      // In a column of its own, beside its text.
      guard help.contains("│ \(name) ") || help.contains("  \(name)  ") else { continue }
      var hasEffect = false
      // Some need a place where they can have one: not at the top, zoomed or with a filter.
      for before: [Key] in [[], [.down, .down], [.enter], [.character("4")], [.character("3")]] {
        var state = Sample.fleetState()
        for key in before { _ = state.handle(key, snapshot: snapshot, size: size) }
        let shown = render(snapshot, state: state, size: size)
        let actions = state.handle(binding.keys[0], snapshot: snapshot, size: size)
        if !actions.isEmpty || render(snapshot, state: state, size: size) != shown {
          hasEffect = true
        }
      }
      if !hasEffect { Issue.record("\(name) does nothing") }
    }
    snapshot.now = Sample.now.advanced(by: .seconds(1))
    #expect(Self.screen(snapshot, Sample.fleetState(), size) != idle)
  }

  @Test("A filter hides mirrors, or with @ vantage points; ! turns it round; Esc takes it back")
  func filter() {
    let size = Size(width: 120, height: 40)
    func text(_ filter: String, then more: [Key] = [.enter]) -> String {
      let keys = [.character("/")] + filter.map { Key.character($0) } + more
      return Golden.text(Self.screen(Sample.fleet, Sample.fleetState(), size, keys: keys))
    }
    #expect(text("athens").contains("1-1 of 1"))
    #expect(text("!athens").contains("1-3 of 3"))
    #expect(text("nothing").contains("no mirror matches nothing"))
    #expect(text("nothing", then: [.escape]).contains("1-4 of 4"))
    // Its column and its line in the detail are gone; the header still tells of it.
    let points = text("@berlin")
    #expect(!points.contains("▶ served") && points.contains("▲ fallback"))
    #expect(text("!@berlin").contains("▶ served"))
    #expect(text("@nobody").contains("no vantage point matches @nobody"))
  }

  @Test("What is frozen stays, and says so, while newer figures come")
  func frozen() {
    let size = Size(width: 120, height: 40)
    var state = Sample.fleetState()
    _ = state.handle(.character("p"), snapshot: Sample.fleet, size: size)
    var newer = Sample.fleet
    newer.vantagePoints[0].verdict = .served
    let screen = Golden.text(render(newer, state: state, size: size))
    #expect(screen.contains("paused") && screen.contains("BROKEN at 2 of 5"))
    _ = state.handle(.character("p"), snapshot: newer, size: size)
    #expect(!Golden.text(render(newer, state: state, size: size)).contains("paused"))
  }

  @Test("What was left out of the answers is told")
  func leftOut() {
    var snapshot = Sample.fleet
    snapshot.skipped = 3
    snapshot.isPartial = true
    let screen = Golden.text(
      Self.screen(snapshot, Sample.fleetState(), Size(width: 80, height: 24)))
    #expect(
      screen.contains("▲ Prometheus could not get at all of its data, 3 samples left out"))
  }

  @Test("Agents without the label are told of, also where none has it")
  func nameless() {
    let size = Size(width: 100, height: 24)
    var snapshot = Sample.fleet
    snapshot.hasNameless = true
    #expect(
      Golden.text(Self.screen(snapshot, Sample.fleetState(), size))
        .contains("▲ agents without the label instance are left out"))
    snapshot.vantagePoints = []
    snapshot.mirrors = []
    #expect(
      Golden.text(Self.screen(snapshot, Sample.fleetState(), size))
        .contains("? no goproxytop agent has the label instance"))
  }

  @Test("Where it is well is not said of all, nor of none, where that is not known")
  func doubt() {
    let size = Size(width: 120, height: 24)
    var snapshot = Sample.fleet
    snapshot.mirrors = []
    for index in snapshot.vantagePoints.indices {
      snapshot.vantagePoints[index].isCurrent = true
      snapshot.vantagePoints[index].verdict = .served
    }
    func headline() -> String {
      Golden.text(Self.screen(snapshot, Sample.fleetState(), size))
        .split(separator: "\n").first.map(String.init) ?? ""
    }
    #expect(headline().contains("▶ served at all 5 vantage points"))
    snapshot.isWhole = false
    #expect(headline().contains("▶ served at 5 of 5"))
    for index in snapshot.vantagePoints.indices { snapshot.vantagePoints[index].verdict = nil }
    #expect(headline().contains("? not known now"))
  }

  @Test("Each column has its name, however few mirrors there are; the headline as many as fit")
  func names() {
    for count in 1...4 {
      var snapshot = Sample.fleet
      snapshot.mirrors.removeLast(4 - count)
      for size in [Size(width: 80, height: 24), Size(width: 60, height: 12)] {
        let lines = Golden.text(Self.screen(snapshot, Sample.fleetState(), size))
          .split(separator: "\n")
        #expect(lines.contains { $0.contains("where↓") && $0.contains("beijing") })
      }
    }
    let narrow = Golden.text(
      Self.screen(Sample.fleet, Sample.fleetState(), Size(width: 68, height: 12)))
    #expect(narrow.contains("BROKEN at 2 of 5 · beijing 38s +1"))
  }

  @Test("Sorting: where it is down, the name, the worst p95; reversed")
  func order() {
    let size = Size(width: 120, height: 40)
    func first(_ keys: String) -> String? {
      let screen = Golden.text(
        Self.screen(
          Sample.fleet, Sample.fleetState(), size, keys: keys.map { Key.character($0) }))
      let lines = screen.split(separator: "\n").map(String.init)
      let heading = lines.firstIndex { $0.contains("mirror") && $0.contains("where") } ?? 0
      return lines[heading + 2].split(separator: " ").dropFirst().first.map(String.init)
    }
    #expect(first("") == "goproxy.cn")
    #expect(first(">") == "athens.corp.example")
    #expect(first(">r") == "sum.golang.org")
    #expect(first("<") == "proxy.golang.org")
  }

  @Test("A thousand vantage points are drawn as far as there is room, and can be gone through")
  func many() {
    var snapshot = FleetSnapshot(now: Sample.now)
    snapshot.answeredAt = Sample.now
    snapshot.vantagePoints = (0..<1000).map { index in
      var point = VantagePoint("10.0.\(index / 250).\(index % 250):9916")
      point.isCurrent = true
      point.verdict = .served
      return point
    }
    snapshot.mirrors = (0..<20).map { mirror in
      FleetMirror(
        "mirror\(mirror).example",
        (0..<1000).map { _ in FleetMirror.Cell(.up, p95: .milliseconds(5)) })
    }
    let size = Size(width: 120, height: 40)
    let screen = Golden.text(
      Self.screen(
        snapshot, Sample.fleetState(), size,
        keys: [.character("3"), .character("G"), .character("2")]))
    #expect(screen.contains("of 1000") && screen.contains("10.0.3.249"))
    #expect(screen.contains("served at all 1000 vantage points"))
  }

  @Test("No size, key or snapshot makes it fail", arguments: [1, 2, 3])
  func anything(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bound = KeyBindings.standard.table.flatMap(\.keys).filter { $0 != .control("c") }
    let keys = bound + [.left, .right, .escape, .enter, .character("@"), .backspace]
    var state = Sample.fleetState()
    for _ in 0..<400 {
      let size = Size(
        width: Int(random.next() % 130), height: Int(random.next() % 45))
      let snapshot = random.next() % 5 == 0 ? FleetSnapshot(now: Sample.now) : Sample.fleet
      let click = MouseEvent(
        .press, x: Int(random.next() % 130), y: Int(random.next() % 45))
      let key =
        random.next() % 4 == 0
        ? Key.mouse(click) : keys[Int(random.next() % UInt64(keys.count))]
      _ = state.handle(key, snapshot: snapshot, size: size)
      let frame = render(snapshot, state: state, size: size)
      #expect(frame.size == size)
    }
  }
}
