import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Every size")
struct SizeTests {
  /// Names and texts as bad as they come.
  static var nasty: Snapshot {
    var snapshot = Sample.recorded
    let long = String(repeating: "verylong", count: 63)
    let names = [
      long, "bell\u{7}esc\u{1B}[31mred\nnew\tline", "镜像代理服务器之一二三四五六七八九十",
      "e\u{301}\u{302}\u{303}clair", "\u{202E}right-to-left", "👩‍👩‍👧 emoji", "", "#[fg=red]",
    ]
    for (index, name) in names.enumerated() {
      var mirror = Sample.mirror(
        "host\(index).example", entry: nil,
        state: HealthState.allCases[index % HealthState.allCases.count],
        [0.01, 12_345, 99_999, 0.5, 1e7], pattern: index % 2 == 0 ? "xxxx" : "x x", rounds: 30)
      mirror.mirror.name = name
      snapshot.mirrors.append(mirror)
    }
    snapshot.mirrors[0].mirror.name = names[0]
    snapshot.mirrors[1].mirror.name = names[2]
    snapshot.chainError = names[1]
    snapshot.walks[3].error = names[0] + names[1] + names[2]
    snapshot.failovers[0].cause = names[1] + names[2] + long
    snapshot.advice[0].reason = .pipeLeaks(names[1], to: long)
    return snapshot
  }

  static var many: Snapshot {
    var snapshot = Sample.broken
    let row = snapshot.mirrors[2]
    snapshot.mirrors += (0..<50).map { index in
      var copy = row
      copy.mirror = Mirror(name: "m\(index)", url: Sample.url("m\(index).example"))
      return copy
    }
    return snapshot
  }

  static var none: Snapshot {
    var snapshot = Sample.start
    snapshot.mirrors = []
    return snapshot
  }

  /// States a user can be in.
  static var states: [DashboardState] {
    let size = Size(width: 80, height: 24)
    let ways: [[Key]] = [
      [], [.enter], [.character("?")], [.character("f")], [.character("f"), .enter],
      [.character("t")], [.character("u")], [.character("/"), .character("镜")],
      [.character(":"), .paste(String(repeating: "长", count: 2000))], [.character("p")],
      [.character("1")], [.character("4"), .character("e")], [.character("5")],
      [.character("6")],
    ]
    return ways.enumerated().map { index, keys in
      var state = Sample.state()
      state.settings.language = index % 3 == 2 ? .chinese : .english
      state.settings.glyphs = GlyphSet.allCases[index % 3]
      for key in keys { _ = state.handle(key, snapshot: Sample.broken, size: size) }
      if index % 4 == 3 {
        state.show(
          DashboardState.Message(.error, Sentence(verbatim: "error \u{1B}[2J with 长文本")),
          at: Sample.now)
      }
      return state
    }
  }

  /// On both sides of where layouts change.
  static let sizes: [Size] = [
    (1, 1), (7, 3), (13, 4), (14, 2), (20, 5), (39, 8), (49, 9), (50, 9), (60, 15), (77, 20),
    (78, 20), (80, 24), (101, 31), (120, 40), (200, 60),
  ].map { Size(width: $0.0, height: $0.1) }

  @Test("Each frame is sound in each state, with the worst data", arguments: sizes)
  func sound(size: Size) {
    let snapshots = [Self.nasty, Self.many]
    for (index, state) in Self.states.enumerated() {
      check(render(snapshots[index % 2], state: state, size: size), size)
    }
    for snapshot in snapshots + [Self.none, Sample.refused] {
      check(render(snapshot, state: DashboardState(), size: size), size)
    }
  }

  @Test("All sizes from 1x1 to 200x60 are sound", arguments: 1...60)
  func all(height: Int) {
    let snapshot = Sample.refused
    let state = DashboardState()
    for width in 1...200 {
      let size = Size(width: width, height: height)
      check(render(snapshot, state: state, size: size), size)
    }
  }

  /// Nothing outside, no control character, no torn wide character.
  private func check(_ frame: Frame, _ size: Size) {
    guard frame.size == size, frame.cells.count == size.width * size.height else {
      Issue.record("wrong size")
      return
    }
    if let cursor = frame.cursor {
      #expect(cursor.x < size.width && cursor.y < size.height)
    }
    var isSound = true
    for y in 0..<size.height {
      for x in 0..<size.width {
        let cell = frame[x, y]
        if cell.width == 1, (0x20..<0x7F).contains(cell.scalar.value) { continue }
        let isPrintable = cell.scalar.value >= 0x20 && !(0x7F..<0xA0).contains(cell.scalar.value)
        let isBidi = (0x202A...0x202E).contains(cell.scalar.value)
        let columns = CharacterWidth.columns(of: cell.scalar)
        switch cell.width {
        case 0: isSound = isSound && x > 0 && frame[x - 1, y].width == 2
        case 1: isSound = isSound && columns == 1
        default:
          isSound =
            isSound && columns == 2 && x + 1 < size.width && frame[x + 1, y].width == 0
        }
        isSound = isSound && isPrintable && !isBidi
      }
    }
    #expect(isSound, "\(size)")
  }

  @Test("The active target and the worst news are on every screen that has room for them")
  func lastToGo() {
    for height in [1, 2, 4, 8, 12, 24] {
      for width in [14, 20, 40, 60, 80] {
        let frame = render(
          Sample.broken, state: DashboardState(), size: Size(width: width, height: height))
        var text = ""
        for cell in frame.cells where cell.width > 0 { text.unicodeScalars.append(cell.scalar) }
        // Where there is a line or two, what is broken stands before who serves.
        let hasRoom = height >= 4 ? width >= 20 : width >= 80
        #expect(text.contains("▶") || !hasRoom, "\(width)x\(height)")
        #expect(text.contains("✕"), "\(width)x\(height)")
        #expect(text.contains("gop") || !hasRoom, "\(width)x\(height)")
      }
    }
  }

  @Test(
    "The past is marked as such at every size",
    arguments: [(Language.english, "PAST"), (.chinese, "历史")])
  func pastIsMarked(language: Language, mark: String) {
    for snapshot in [Sample.broken, Sample.served] {
      for height in [1, 2, 4, 8, 15, 24, 40] {
        for width in [6, 8, 14, 20, 24, 26, 30, 40, 60, 80, 120] {
          var state = DashboardState(settings: DashboardSettings(language: language))
          state.position = .past
          let frame = render(snapshot, state: state, size: Size(width: width, height: height))
          let first = Golden.text(frame).split(separator: "\n")[0]
          #expect(first.contains(mark), "\(width)x\(height): \(first)")
          let told = snapshot.cure == nil ? "g" : language == .english ? "BR" : "中断"
          #expect(width < 14 || first.contains(told), "\(width)x\(height): \(first)")
        }
      }
    }
  }

  @Test("A message or an open box does not hide what serves, and what is broken")
  func neverHidden() {
    let asked = [[], [.character("?")], [.character("t")], [.character("f"), .enter]] as [[Key]]
    for keys in asked {
      for (width, height) in [(120, 40), (80, 24), (60, 15), (40, 8), (40, 3), (160, 1), (24, 1)] {
        let size = Size(width: width, height: height)
        if height == 1, !keys.isEmpty { continue }
        var state = Sample.state()
        for key in keys { _ = state.handle(key, snapshot: Sample.broken, size: size) }
        state.show(.init(.error, Sentence(.noHistory)), at: Sample.now)
        let screen = Golden.text(render(Sample.broken, state: state, size: size))
        let first = screen.split(separator: "\n")[0]
        #expect(first.contains("✕ BROKEN for zip"), "\(keys) \(size): \(first)")
        #expect(first.contains("history is off") == (size.width == 160 && size.height == 1))
      }
    }
  }

  @Test(
    "Columns of characters, by the East Asian Width table of Unicode",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("\u{200D}", 0), ("中", 2), ("、", 2), ("ｱ", 1),
      ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("▶", 1), ("●", 1), ("✕", 1), ("…", 1),
      ("⣿", 1), ("█", 1), ("👩", 2), ("⏩", 2), ("☎", 1), ("\u{1F1E9}", 1), ("\u{303F}", 1),
      ("\u{3040}", 1), ("\u{20000}", 2), ("a\u{7}b", 3),
    ])
  func characterWidth(text: String, columns: Int) {
    #expect(CharacterWidth.columns(of: text) == columns)
  }
}
