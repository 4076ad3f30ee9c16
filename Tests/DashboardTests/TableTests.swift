import Dashboard
import GoRules
import Health
import Testing
import Text

/// The mirrors table: now beside usual, reasons, names, position and colours.
@Suite("Mirrors table")
struct TableTests {
  static let ascii = DashboardSettings(glyphs: .ascii)

  /// The lines of the table, of a screen of this size.
  private func lines(
    _ snapshot: Snapshot, width: Int = 120, height: Int = 40, state: DashboardState? = nil
  ) -> [String] {
    let size = Size(width: width, height: height)
    let text = Golden.text(render(snapshot, state: state ?? DashboardState(), size: size))
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The words of the line of this mirror.
  private func words(_ name: String, in lines: [String]) -> [Substring] {
    let table = lines.drop { !$0.contains("#  mirror") }
    let line = table.first { $0.contains(" \(name) ") } ?? ""
    return line.drop { $0 == "│" }.split { $0 == " " }
  }

  @Test(
    "Names lose their middle, never half a wide character",
    arguments: [
      ("goproxy.cn", 10, "goproxy.cn"), ("mirror-1.campus.example", 11, "mirro…ample"),
      ("athens.corp", 10, "athen…corp"), ("镜像一号站", 9, "镜像…号站"), ("镜像一号站", 6, "镜…站"),
      ("abc", 2, "ab"), ("abc", 0, ""),
      ("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "e\u{301}…e\u{301}"),
    ])
  func abbreviation(name: String, columns: Int, expected: String) {
    let text = name.abbreviated(to: columns, "…")
    #expect(text == expected)
    #expect(CharacterWidth.columns(of: text) <= columns)
  }

  @Test("Now stands beside usual; a phase far from usual is marked, in ASCII too")
  func nowAndUsual() {
    var snapshot = Sample.served
    let usual = snapshot.mirrors[1]
    // 88.4 ms usual; 4.9 times is not far, 5 times is.
    snapshot.mirrors[1].lastCold?.timings[.connect] = .milliseconds(433)
    snapshot.mirrors[1].lastCold?.timings.total = .milliseconds(600)
    let p50 = usual.statistics[.quarterHour]?.phases[.connect]?.p50
    snapshot.mirrors[1].statistics[.quarterHour]?.phases[.connect]?.p50 = .milliseconds(88)
    #expect(p50 != nil)
    #expect(words("proxy.golang.org", in: lines(snapshot)).contains("433"))
    snapshot.mirrors[1].lastCold?.timings[.connect] = .milliseconds(440)
    let marked = words("proxy.golang.org", in: lines(snapshot))
    #expect(marked.contains("▲440") && marked.contains("600"))
    let ascii = lines(snapshot, state: DashboardState(settings: Self.ascii))
    #expect(ascii.contains { $0.contains("proxy.golang.org") && $0.contains("!440") })
    // Five times a tenth of a millisecond is nobody's news.
    snapshot.mirrors[1].statistics[.quarterHour]?.phases[.resolve]?.p50 = .microseconds(100)
    #expect(!words("proxy.golang.org", in: lines(snapshot)).contains { $0.hasPrefix("▲1.") })
  }

  @Test("What was not measured is `-`, never zero")
  func absence() {
    var snapshot = Sample.served
    snapshot.mirrors[0].lastCold?.timings[.resolve] = nil
    snapshot.mirrors[0].statistics = [:]
    let row = words("goproxy.cn", in: lines(snapshot))
    // #, name, glyph, state, now, usual, dns, tcp, tls, ttfb, body, fail
    #expect(row.count > 11 && row[5] == "-" && row[6] == "-" && row[11] == "-")
    #expect(row[4] != "-" && row[7] != "-")
    let start = words("goproxy.cn", in: lines(Sample.start))
    #expect(start.filter { $0 == "-" }.count >= 3 && !start.contains { $0.hasPrefix("0") })
  }

  @Test(
    "The position, the unit once, and no scroll mark on a sample",
    arguments: [(80, 24), (60, 15), (120, 40), (40, 8)])
  func position(width: Int, height: Int) {
    var snapshot = Sample.served
    let mirror = snapshot.mirrors[2]
    for number in 4...71 {
      var copy = mirror
      copy.mirror = Mirror(
        name: "mirror-\(number).example", url: Sample.url("mirror-\(number).example"), entry: nil)
      snapshot.mirrors.append(copy)
    }
    var state = DashboardState()
    let size = Size(width: width, height: height)
    for _ in 0..<35 { _ = state.handle(.down, snapshot: snapshot, size: size) }
    let frame = render(snapshot, state: state, size: size)
    let drawn = lines(snapshot, width: width, height: height, state: state)
    if width >= 60 {
      let place = #/(\d+)-(\d+)( of |/)71/#
      let match = drawn.lazy.compactMap { $0.firstMatch(of: place) }.first
      let (first, last) = (Int(match?.1 ?? "") ?? 0, Int(match?.2 ?? "") ?? 0)
      #expect(first > 1 && last < 71 && first <= 36 && 36 <= last)
      for number in [first, last] where number > 3 {
        #expect(drawn.contains { $0.contains("mirror-\(number).exam") })
      }
    }
    if width >= 80 { #expect(drawn.count { $0.contains(" ms ·") } == 1) }
    // The total stays in the smallest pane, beside a scroll mark too.
    if width == 40 { #expect(drawn.contains { $0.contains(#/mirr.*● +[\d.]+ [▁-█]/#) }) }
    // A row that is left of a mark ends as the row above it does.
    for y in 1..<height {
      for x in 20..<width where ["▴", "▾"].contains(frame[x, y].scalar) {
        let bar = frame[x - 1, y].scalar
        let isTable = drawn[y].contains("mirror")
        #expect(!isTable || x == width - 1 || bar == " " || (0x2581...0x2588).contains(bar.value))
        #expect(
          !isTable || frame[x, y - 1].scalar == " "
            || "│╮▴▾".unicodeScalars.contains(frame[x, y - 1].scalar)
            || drawn[y - 1].contains("/71"))
      }
    }
  }

  @Test("The reason of every state is in the row", arguments: [160, 120, 80, 60, 40])
  func reasons(width: Int) {
    var snapshot = Sample.slow
    snapshot.mirrors.append(Sample.broken.mirrors[3])
    let table = lines(snapshot, width: width, height: width > 60 ? 40 : 15)
    let wanted = [
      ("goproxy.cn", ["tcp 47x", "47x"]), ("proxy", ["8.3%"]),
      ("mirro", ["no answer: ttfb", "no ttfb"]),
      ("athens.corp", ["certi"]),
    ]
    for (name, texts) in wanted {
      #expect(
        table.contains { line in
          line.contains(name) && !line.contains("served by")
            && !line.contains("GOPROXY") && texts.contains { line.contains($0) }
        }, "\(name) at \(width)")
    }
  }
}

/// Colours of the selected row.
@Suite("Selection")
struct SelectionTests {
  private func theme(_ roles: [String: String]) -> Theme {
    let (theme, problems) = Theme.parse(name: "own", palette: [:], roles: roles)
    #expect(problems.isEmpty)
    return theme
  }

  @Test("A selected row keeps the colours of its states in the terminal's own theme")
  func colours() {
    for role in [Role.up, .degraded, .down, .connect, .graph] {
      let plain = Theme.terminal.paint(role, [], depth: .ansi16)
      let selected = Theme.terminal.paint(role, .selected, depth: .ansi16)
      #expect(selected.foreground == plain.foreground)
      #expect(selected.attributes.contains(.reverse))
    }
  }

  @Test(
    "A selection that hides the text or is not seen is reversed instead",
    arguments: [
      ["text": "#c0c0c0 on #101010", "selection": "#202020 on #202020"],
      ["text": "#c0c0c0 on #101010", "selection": "#c0c0c0 on #101010"],
      ["text": "#c0c0c0 on #101010", "selection": "#c0c0c0 on #111111"],
      [
        "text": "#c0c0c0 on #101010", "selection": "#707070 on #c0c0c0", "up": "#bbbbbb",
        "muted": "#c0c0c0",
      ],
      ["text": "default", "selection": "default"],
      ["text": "red on red", "selection": "red on red"],
    ])
  func hidden(roles: [String: String]) {
    let theme = theme(roles)
    for depth in [ColourDepth.trueColour, .indexed256, .ansi16, .ansi8] {
      for role in Role.allCases {
        let paint = theme.paint(role, .selected, depth: depth)
        #expect(
          paint.foreground != paint.background || paint.foreground == .terminalDefault,
          "\(depth) \(role)")
        let screen = theme.paint(role, [], depth: depth)
        #expect(
          [.notice, .selection].contains(role) || paint.attributes.contains(.reverse)
            || paint.background != screen.background,
          "\(depth) \(role)")
      }
    }
  }

  @Test("A selection that can be read is left as it is")
  func legible() {
    let theme = theme(["text": "#d0d0d0 on #101010", "selection": "#ffffff on #304060"])
    let paint = theme.paint(.text, .selected, depth: .trueColour)
    #expect(paint.foreground == .rgb(red: 255, green: 255, blue: 255))
    #expect(paint.background == .rgb(red: 48, green: 64, blue: 96))
    #expect(!paint.attributes.contains(.reverse))
  }
}
