import Dashboard
import Foundation
import GoRules
import Health
import Testing
import Text

@Suite("Help, and what is said to the user")
struct HelpTests {
  private static let size = Size(width: 100, height: 60)

  private func screen(
    _ keys: [Key], language: Language = .english, size: Size = Self.size
  ) -> String {
    var state = Sample.state()
    state.settings.language = language
    for key in keys { _ = state.handle(key, snapshot: Sample.broken, size: size) }
    return Golden.text(render(Sample.broken, state: state, size: size))
  }

  private func type(_ text: String) -> [Key] { text.map { .character($0) } }

  @Test("The keys of the panel in focus come first, and no key that works is left out")
  func panel() throws {
    let mirrors = screen(type("?"))
    let sort = try #require(mirrors.range(of: "sort by the column to the left"))
    let move = try #require(mirrors.range(of: "up one line"))
    #expect(sort.lowerBound < move.lowerBound)
    let events = screen(type("5?"))
    let history = try #require(events.range(of: "5 minutes back in the history"))
    let up = try #require(events.range(of: "up one line"))
    #expect(history.lowerBound < up.lowerBound)
    let high = Size(width: 100, height: 140)
    for panel in 1...6 {
      let help = screen(type("\(panel)?"), size: high)
      for action in KeyAction.allCases {
        let text = action.help(in: .english).prefix(30)
        #expect(help.contains(text), "\(panel): \(text)")
      }
    }
    // The panel can be changed without leaving.
    #expect(screen(type("?5")) == screen(type("?3") + [.tab, .tab]))
    #expect(screen(type("?5")).contains("in the history"))
  }

  @Test("No entry is torn between two columns, and no title stands without its entries")
  func columns() {
    for height in 20...60 {
      for panel in 1...6 {
        let size = Size(width: 120, height: height)
        let keys = type("\(panel)?")
        let lines = screen(keys, size: size).split(separator: "\n").map(String.init)
        guard let top = lines.firstIndex(where: { $0.contains("╭─ Help") }),
          let left = lines[top].firstIndex(of: "╭")
        else { continue }
        let start = lines[top].distance(from: lines[top].startIndex, to: left)
        // The first line of the second column begins an entry or a section.
        let inside = lines[top + 1].dropFirst(start + 1).prefix { $0 != "│" }
        let second = inside.dropFirst(inside.count / 2).prefix(10)
        #expect(second.contains { $0 != " " }, "\(height) \(panel): \(lines[top + 1])")
      }
    }
  }

  @Test("What is searched for is found among keys, marks and words, whatever the panel")
  func search() {
    let keys = screen(type("?/MOUSE"))
    #expect(keys.contains("mouse on or off"))
    #expect(!keys.contains("up one line"))
    let words = screen(type("5?/ttfb"))
    #expect(words.contains("from the request to the first byte of the answer, ms"))
    #expect(!words.contains("mouse on or off"))
    #expect(screen(type("5?/column to the left")).contains("sort by the column to the left"))
    #expect(screen(type("?/xyzzy")).contains("nothing matches"))
    // Enter keeps it, Esc takes it back, and a second one closes the help.
    #expect(screen(type("?/mouse") + [.enter]).contains("Help /mouse"))
    #expect(screen(type("?/mouse") + [.enter, .escape]) == screen(type("?")))
    #expect(!screen(type("?/mouse") + [.escape, .escape]).contains("Esc close"))
    // Letters that are keys elsewhere are text here.
    #expect(screen(type("?/q?")).contains("Help /q?"))
  }

  @Test("Every word has its unit or its meaning, in both languages, and can be reached")
  func words() {
    let end = screen(type("?") + [Key](repeating: .pageDown, count: 9))
    for word in ["dns", "tcp", "tls", "ttfb", "body", "usual", "warm", "fail", "this machine"] {
      #expect(screen(type("?/\(word)")).contains(word), "\(word)")
    }
    for word in ["served", "fallback", "direct", "broken", "hangs", "unknown"] {
      #expect(screen(type("?/go")).contains(word) || end.contains(word), "\(word)")
    }
    #expect(screen(type("?/ttfb"), language: .chinese).contains("没有匹配的内容"))
    #expect(screen(type("?/首字节"), language: .chinese).contains("从请求到响应首字节的时间"))
  }

  @Test("It is drawn at every size, wherever it is scrolled", arguments: [1, 2, 5, 8, 15, 24, 50])
  func sizes(height: Int) {
    for width in [1, 13, 20, 40, 80, 120, 200] {
      let size = Size(width: width, height: height)
      for keys in ["?", "?/", "?/go"] {
        _ = screen(type(keys) + [.end, .pageDown, .character("G")], size: size)
      }
    }
  }

  @Test("An unknown command names the nearest one")
  func nearest() {
    let near = screen(type(":probbe") + [.enter])
    #expect(near.contains("unknown command probbe: did you mean probe?"))
    #expect(screen(type(":xyzzy") + [.enter]).contains("unknown command xyzzy\n"))
  }

  @Test(
    "What was meant",
    arguments: [
      ("chek", "check"), ("chekc", "check"), ("histroy", "history"), ("rnak", "rank"),
      ("explian", "explain"), ("stat", "status"), ("CHECK", "check"), ("c", nil), ("", nil),
      ("doctor", nil), ("chckeed", nil),
      (String(repeating: "check", count: 9), nil),
    ] as [(String, String?)])
  func suggestion(word: String, meant: String?) {
    let words = ["check", "explain", "rank", "use", "undo", "history", "status"]
    #expect(Suggestion.nearest(to: word, among: words) == meant)
  }

  @Test("Keys that change something say what they did, and the keys stay in sight")
  func messages() {
    for (keys, text) in [
      ("R", "asking all mirrors now"), ("+", "probing every 10s"), ("-", "probing every 2s"),
      ("w", "statistics over"), ("m", "mouse"),
    ] {
      for size in [Self.size, Size(width: 80, height: 24), Size(width: 60, height: 15)] {
        let screen = screen(type(keys), size: size)
        #expect(screen.contains(text), "\(keys)")
        #expect(screen.contains("q quit"), "\(keys)")
      }
    }
    #expect(screen(type("+"), language: .chinese).contains("每 10s 探测一次"))
  }
}
