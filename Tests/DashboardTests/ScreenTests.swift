import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Golden screens")
struct ScreenTests {
  static let rungs: [(String, Int, Int)] = [
    ("160x50", 160, 50), ("120x40", 120, 40), ("80x24", 80, 24), ("60x15", 60, 15),
    ("40x8", 40, 8), ("60x1", 60, 1), ("20x1", 20, 1), ("8x1", 8, 1),
  ]

  @Test("A chain with a broken zip, at each rung of the size ladder", arguments: rungs)
  func broken(name: String, width: Int, height: Int) {
    let frame = render(
      Sample.broken, state: DashboardState(), size: Size(width: width, height: height))
    Golden.expect(frame, "broken-\(name)")
  }

  @Test("The same out of the record: marked as the past, and with its date", arguments: rungs)
  func past(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    for (variant, settings, grain) in [
      ("", DashboardSettings(), RecordGrain.samples),
      ("thinned-", DashboardSettings(), .minutes),
      ("thinned-chinese-", DashboardSettings(language: .chinese), .hours),
    ] {
      var state = DashboardState(settings: settings)
      state.position = .past
      state.placeOnRecord = PlaceOnRecord(event: 3, count: 17, grain: grain)
      Golden.expect(render(Sample.broken, state: state, size: size), "past-\(variant)\(name)")
      // A failover marked.
      _ = state.handle(.character("4"), snapshot: Sample.broken, size: size)
      guard grain == .samples else { continue }
      Golden.expect(render(Sample.broken, state: state, size: size), "past-failovers-\(name)")
    }
  }

  @Test("Figures of less than the window say since when they are", arguments: rungs.prefix(4))
  func fresh(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    for (variant, settings) in [
      ("", DashboardSettings()), ("chinese-", DashboardSettings(language: .chinese)),
    ] {
      var state = DashboardState(settings: settings)
      Golden.expect(render(Sample.fresh, state: state, size: size), "fresh-\(variant)\(name)")
      for key in [Key.character("w"), .enter] {
        _ = state.handle(key, snapshot: Sample.fresh, size: size)
      }
      Golden.expect(
        render(Sample.fresh, state: state, size: size), "fresh-detail-\(variant)\(name)")
    }
  }

  @Test("Slow, degraded and waiting, each with its reason; and what is stale", arguments: rungs)
  func notUp(name: String, width: Int, height: Int) {
    for (variant, settings) in [
      ("", DashboardSettings()), ("chinese-", DashboardSettings(language: .chinese)),
    ] {
      let state = DashboardState(settings: settings)
      let size = Size(width: width, height: height)
      for (word, snapshot) in [("slow", Sample.slow), ("stale", Sample.stale)] {
        Golden.expect(
          render(snapshot, state: state, size: size), "\(word)-\(variant)\(name)")
      }
    }
  }

  @Test("The chart of a day goes back to what is on record", arguments: rungs.prefix(4))
  func day(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    var state = DashboardState()
    for key in [Key.character("w"), .enter] {
      _ = state.handle(key, snapshot: Sample.day, size: size)
    }
    #expect(state.mirrorChartedByDay(of: Sample.day, size: size) == Sample.day.mirrors[0].id)
    Golden.expect(render(Sample.day, state: state, size: size), "day-\(name)")
    _ = state.handle(.character("w"), snapshot: Sample.day, size: size)
    #expect(state.mirrorChartedByDay(of: Sample.day, size: size) == nil)
    let minute = render(Sample.day, state: state, size: size)
    #expect(minute == render(Sample.fresh, state: state, size: size))
  }

  /// A name, the keys that lead there, and the size.
  static let scenes: [(String, [Key], Int, Int)] = [
    ("detail-120x40", [.enter], 120, 40),
    ("detail-80x24", [.enter], 80, 24),
    ("detail-60x15", [.down, .down, .down, .enter], 60, 15),
    ("detail-40x8", [.enter], 40, 8),
    ("help-120x40", [.character("?")], 120, 40),
    ("help-80x24", [.character("?"), .pageDown], 80, 24),
    (
      "help-search-80x24",
      [.character("?"), .character("/")] + "ttfb".map { .character($0) } + [.enter], 80, 24
    ),
    ("help-40x8", [.character("?")], 40, 8),
    ("message-80x24", [.character("R")], 80, 24),
    ("message-120x40", [.character("+")], 120, 40),
    ("message-40x8", [.character("R")], 40, 8),
    ("themes-80x24", [.character("t"), .down], 80, 24),
    ("pick-120x40", [.character("f")], 120, 40),
    ("pick-80x24", [.character("f"), .down], 80, 24),
    ("pick-60x15", [.character("f")], 60, 15),
    ("confirm-80x24", [.character("f"), .enter], 80, 24),
    ("undo-80x24", [.character("u")], 80, 24),
    ("fix-120x40", [.character("F")], 120, 40),
    ("fix-80x24", [.character("F")], 80, 24),
    ("fix-40x8", [.character("F")], 40, 8),
    ("filter-80x24", [.character("/"), .character("g"), .character("o")], 80, 24),
    ("command-80x24", [.character(":"), .character("t"), .character("h"), .tab], 80, 24),
    ("paused-80x24", [.character("p")], 80, 24),
    ("events-80x24", [.character("5")], 80, 24),
    ("advice-80x24", [.character("6"), .character("e")], 80, 24),
    ("sorted-120x40", [.character(">"), .character(">"), .down], 120, 40),
  ]

  @Test("What keys lead to", arguments: scenes)
  func scene(name: String, keys: [Key], width: Int, height: Int) {
    let size = Size(width: width, height: height)
    var state = Sample.state()
    for key in keys {
      for case .requestFix(let cure) in state.handle(key, snapshot: Sample.broken, size: size) {
        state.confirm(cure, Sample.proposal(of: cure))
      }
    }
    Golden.expect(render(Sample.broken, state: state, size: size), name)
  }

  @Test("A comparison under way", arguments: [(120, 40), (80, 24), (40, 8)])
  func picking(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    var state = Sample.state()
    state.pickTable = Sample.running
    _ = state.handle(.character("f"), snapshot: Sample.broken, size: size)
    Golden.expect(render(Sample.broken, state: state, size: size), "picking-\(width)x\(height)")
  }

  @Test(
    "One slow answer does not flatten the others, and is marked",
    arguments: [GlyphSet.braille, .ascii])
  func outlier(glyphs: GlyphSet) {
    var snapshot = Sample.broken
    let slow = Sample.result(snapshot.mirrors[1].mirror, at: Sample.ago(301), [1, 88, 92, 9000, 1])
    snapshot.mirrors[1].recent[120] = slow
    let size = Size(width: 120, height: 40)
    var state = DashboardState(settings: DashboardSettings(glyphs: glyphs))
    for key in [Key.down, .enter] { _ = state.handle(key, snapshot: snapshot, size: size) }
    Golden.expect(render(snapshot, state: state, size: size), "outlier-\(glyphs)-120x40")
  }

  @Test("Chinese, ASCII and blocks", arguments: [(120, 40), (80, 24), (40, 8)])
  func variants(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    var settings = DashboardSettings(language: .chinese)
    var state = DashboardState(settings: settings)
    Golden.expect(
      render(Sample.broken, state: state, size: size), "chinese-\(width)x\(height)")
    settings = DashboardSettings(glyphs: .ascii)
    state = DashboardState(settings: settings)
    Golden.expect(render(Sample.broken, state: state, size: size), "ascii-\(width)x\(height)")
    settings = DashboardSettings(glyphs: .block)
    state = DashboardState(settings: settings)
    Golden.expect(render(Sample.broken, state: state, size: size), "block-\(width)x\(height)")
  }

  @Test(
    "Other states of the model", arguments: [(120, 40), (80, 24), (60, 15), (40, 8), (60, 1)])
  func states(width: Int, height: Int) {
    let size = Size(width: width, height: height)
    let cases = [
      ("stopped", Sample.stopped), ("recovered", Sample.recovered), ("start", Sample.start),
      ("refused", Sample.refused), ("local", Sample.local),
      ("served", Sample.served), ("fallback", Sample.fallback), ("hangs", Sample.hangs),
    ]
    for (name, snapshot) in cases {
      Golden.expect(
        render(snapshot, state: DashboardState(), size: size), "\(name)-\(width)x\(height)")
    }
  }

  /// The chain with the focus, which has its table on any screen.
  @Test("The chain as a matrix", arguments: rungs.prefix(5))
  func chain(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    let variants = [
      ("", DashboardSettings()), ("chinese-", DashboardSettings(language: .chinese)),
      ("ascii-", DashboardSettings(glyphs: .ascii)),
    ]
    for (variant, settings) in variants {
      for (word, snapshot) in [("chain", Sample.stopped), ("long", Sample.long)] {
        var state = DashboardState(settings: settings)
        Golden.expect(render(snapshot, state: state, size: size), "\(word)-\(variant)\(name)")
        _ = state.handle(.character("1"), snapshot: snapshot, size: size)
        Golden.expect(
          render(snapshot, state: state, size: size), "\(word)-focus-\(variant)\(name)")
      }
    }
  }

  /// Below the failovers where there is room for both; by shape where there is no colour.
  @Test("The calendar of the record", arguments: rungs)
  func calendar(name: String, width: Int, height: Int) {
    let size = Size(width: width, height: height)
    var state = DashboardState()
    for key in [Key.character("4"), .character("e")] {
      _ = state.handle(key, snapshot: Sample.recorded, size: size)
    }
    Golden.expect(render(Sample.recorded, state: state, size: size), "calendar-\(name)")
  }

  @Test("The calendar beside the other panels, in Chinese and in ASCII")
  func calendarVariants() {
    let size = Size(width: 120, height: 40)
    let settings = [
      ("calendar-beside-120x40", DashboardSettings()),
      ("calendar-chinese-120x40", DashboardSettings(language: .chinese)),
      ("calendar-ascii-120x40", DashboardSettings(glyphs: .ascii)),
    ]
    for (name, settings) in settings {
      Golden.expect(
        render(Sample.recorded, state: DashboardState(settings: settings), size: size), name)
    }
  }
}
