import GoRules
import Health
import Text

/// All keys, made from the bindings in force: those that belong to one panel first, all others in groups; then what the marks and the
/// words mean. What is searched for is looked for in all of it.
struct HelpPanel {
  struct Line {
    var left = ""
    var role = Role.text
    var right = ""

    /// A column may begin with it: it is no blank line, nor the rest of an entry.
    fileprivate var mayBegin: Bool { !left.isEmpty }
  }

  /// Columns of the explanations: longer ones are broken.
  private static let widest = 56
  /// Narrower ones are not set in two columns.
  private static let narrowest = 36
  private static let leftWidest = 22

  private let help: Overlay.Help
  private let canvas: Canvas
  private let popUp: PopUp
  private let lines: [Line]
  /// In how many columns they are set, and how many rows each of these has.
  private let columns: Int
  private let rows: Int
  /// The first line of the second column.
  private let second: Int
  private let left: Int

  init(_ help: Overlay.Help, _ scene: Scene) {
    let canvas = scene.canvas
    self.init(
      help, Self.sections(help, scene),
      keys: canvas.say(.helpKeys, canvas.key(.filter), canvas.key(.nextPanel)), canvas)
  }

  /// `sections`: of all that there is, or of what was found; `keys` are those of the help itself.
  init(_ help: Overlay.Help, _ sections: [Section], keys: String, _ canvas: Canvas) {
    self.help = help
    self.canvas = canvas
    let all = sections.flatMap(\.lines)
    let left = min(
      Self.leftWidest, all.map { CharacterWidth.columns(of: $0.left) }.max() ?? 0)
    let longest = all.map { CharacterWidth.columns(of: $0.right) }.max() ?? 0
    let half = (canvas.size.width - 12) / 2 - left
    let isWide = half >= Self.narrowest && canvas.size.height < all.count
    let room = isWide ? half : canvas.size.width - left - 8
    let right = max(12, min(longest, Self.widest, room))
    let lines = Self.set(sections, right)
    columns = isWide ? 2 : 1
    let middle = (lines.count + 1) / 2
    second =
      isWide
      ? lines.indices.first { $0 >= middle && Self.mayBegin($0, lines) } ?? lines.count
      : lines.count
    rows = max(second, lines.count - second)
    self.left = left
    self.lines = lines
    let sought = help.search.text.isEmpty ? "" : " /\(help.search.text)"
    popUp = PopUp(
      canvas.say(.help) + sought, note: keys,
      width: columns * (left + right + 4) + 4, rows: rows, on: canvas.size)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: rows, in: popUp.inside) }

  // MARK: - What it says

  typealias Section = (title: String, lines: [Line])

  private static func sections(_ help: Overlay.Help, _ scene: Scene) -> [Section] {
    let language = scene.language
    let bindings = scene.state.settings.bindings.table.filter { !$0.keys.isEmpty }
    let isSearched = !help.search.text.isEmpty
    func lines(_ isWanted: (KeyAction) -> Bool) -> [Line] {
      bindings.filter { isWanted($0.action) }.map { binding in
        let keys = binding.keys.compactMap(\.name).joined(separator: " ")
        return Line(left: keys, role: .key, right: binding.action.help(in: language))
      }
    }
    var sections: [Section] = []
    if !isSearched {
      sections.append((scene.say(help.panel.title), lines { $0.panels.contains(help.panel) }))
    }
    for group in KeyGroup.allCases {
      sections.append(
        (
          scene.say(group.title),
          lines { $0.group == group && (isSearched || !$0.panels.contains(help.panel)) }
        ))
    }
    sections.append((scene.say(.helpMarks), marks(scene)))
    sections.append(
      (
        scene.say(.helpWords),
        GlossaryWord.allCases.map {
          Line(left: scene.say($0.word), role: .active, right: scene.say($0.meaning))
        }
      ))
    return found(help.search.text, in: sections, scene.canvas)
  }

  /// The lines with `text` in them, or in their title; all where it is empty.
  static func found(_ text: String, in sections: [Section], _ canvas: Canvas) -> [Section] {
    guard !text.isEmpty else { return sections.filter { !$0.lines.isEmpty } }
    let found = sections.map { section in
      (section.title, section.lines.filter { section.title.has(text) || $0.has(text) })
    }.filter { !$0.1.isEmpty }
    return found.isEmpty ? [(canvas.say(.helpNothing), [])] : found
  }

  private static func marks(_ scene: Scene) -> [Line] {
    let glyphs = scene.glyphs
    var lines = HealthState.allCases.map { state in
      Line(
        left: "\(glyphs.state(state)) \(scene.say(state.row.word))", role: state.role,
        right: scene.say(state.row.meaning))
    }
    lines.append(Line(left: String(glyphs.active), role: .active, right: scene.say(.markActive)))
    lines.append(Line(left: String(glyphs.failure), role: .down, right: scene.say(.markFailure)))
    lines.append(Line(left: String(glyphs.up), role: .degraded, right: scene.say(.markOver)))
    let bars = (1...8).map { String(glyphs.bar($0)) }.joined()
    lines.append(Line(left: bars, role: .graph, right: scene.say(.markBars)))
    return lines
  }

  /// The rows, with titles and blank lines between the sections; explanations of at most `width` columns.
  private static func set(_ sections: [Section], _ width: Int) -> [Line] {
    var lines: [Line] = []
    for section in sections {
      if !lines.isEmpty { lines.append(Line()) }
      lines.append(Line(left: section.title, role: .title))
      for line in section.lines {
        let pieces = TextWrap.lines(line.right, width: width)
        lines.append(Line(left: line.left, role: line.role, right: pieces.first ?? ""))
        lines += pieces.dropFirst().map { Line(right: $0) }
      }
    }
    return lines
  }

  /// No entry is torn, and no title stands alone at the foot of a column.
  private static func mayBegin(_ index: Int, _ lines: [Line]) -> Bool {
    lines[index].mayBegin && (index == 0 || lines[index - 1].role != .title)
  }

  // MARK: - How it is drawn

  func draw(on frame: inout Frame) {
    popUp.draw(canvas.glyphs, on: &frame)
    let inside = popUp.inside
    let scroll = Scroll(to: help.scroll, of: rows, in: inside)
    scroll.mark(canvas.glyphs, on: &frame)
    let columnWidth = inside.width / columns
    for (index, line) in lines.enumerated() {
      let row = (index < second ? index : index - second) - scroll.first
      guard row >= 0, row < inside.height else { continue }
      let x = inside.x + (index < second ? 0 : columnWidth)
      var pen = Pen(
        Rect(x: x, y: inside.y + row, width: columnWidth, height: 1).inset(left: 1, right: 1),
        canvas.glyphs)
      if line.role == .title {
        pen.write(line.left, .title, .bold, on: &frame)
        continue
      }
      pen.column(line.left, width: min(left, inside.width / 2), line.role, .bold, on: &frame)
      pen.skip(2)
      pen.write(line.right, .text, on: &frame)
    }
  }
}

extension HelpPanel.Line {
  fileprivate func has(_ text: String) -> Bool { left.has(text) || right.has(text) }
}

extension String {
  /// Whatever the case of its letters.
  fileprivate func has(_ text: String) -> Bool {
    // The standard library alone has no search in a string.
    let (own, sought) = (Array(lowercased()), Array(text.lowercased()))
    guard own.count >= sought.count else { return false }
    return (0...own.count - sought.count).contains { own[$0...].starts(with: sought) }
  }
}
