import Health
import Text

/// The last line: keys, or the line that is being edited; and the message above it.
enum Footer {
  struct Item {
    var keys: String
    var text: Phrase
    var action: KeyAction
    var x: Int
    var end: Int
  }

  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    switch scene.state.overlay {
    case .filter(let editor, _): edit(editor, "/", hint: "", scene.canvas, in: rect, on: &frame)
    case .command(let editor):
      let words = scene.state.words(scene.snapshot)
      let hint = CommandLineCompletion.candidates(editor.text, words).prefix(50)
        .map { $0.split(separator: " ").last.map(String.init) ?? $0 }.joined(separator: " ")
      edit(editor, ":", hint: hint, scene.canvas, in: rect, on: &frame)
    case .help(let help) where help.isSearching:
      edit(help.search, "/", hint: "", scene.canvas, in: rect, on: &frame)
    default:
      let message = scene.state.message(at: scene.now)
      guard message == nil || hasRoomForBoth(scene) else {
        if let message { write(message, scene.canvas, above: rect, on: &frame) }
        return
      }
      for item in items(scene, in: rect) {
        var pen = Pen(rect.inset(left: item.x - rect.x), scene.glyphs)
        pen.write(item.keys, .key, on: &frame)
        pen.skip(1)
        pen.write(scene.say(item.text), .muted, on: &frame)
      }
      let above = Rect(x: rect.x, y: rect.y - 1, width: rect.width, height: 1)
      if let message { write(message, scene.canvas, above: above, on: &frame) }
    }
  }

  /// A message leaves the keys in sight; on the smallest screens it takes their place.
  private static func hasRoomForBoth(_ scene: Scene) -> Bool {
    scene.layout.rung != .line && scene.size.height >= 8
  }

  /// Whether it is drawn: where the panels use all rows, for a message or a line being edited alone. On one row
  /// the status line has a message beside it.
  static func isShown(_ scene: Scene) -> Bool {
    switch (scene.state.overlay, scene.layout.rung) {
    case (.filter, _), (.command, _): true
    case (.help(let help), _) where help.isSearching: true
    case (_, .line): false
    case (_, .mini) where scene.size.height < 5: scene.state.message(at: scene.now) != nil
    default: true
    }
  }

  /// A message that is longer than the line takes rows above it, of a high screen at most a fifth.
  static func write(
    _ message: DashboardState.Message, _ canvas: Canvas, above rect: Rect, on frame: inout Frame
  ) {
    let text = canvas.language.say(message.sentence)
    var lines = [text]
    if CharacterWidth.columns(of: text) > rect.width - 1, canvas.size.height >= 10 {
      lines = TextWrap.lines(text, width: rect.width - 2)
    }
    let rows = min(lines.count, max(1, canvas.size.height / 5))
    let area = Rect(x: rect.x, y: rect.bottom - rows, width: rect.width, height: rows)
    frame.clear(area)
    for (row, line) in lines.prefix(rows).enumerated() {
      var pen = Pen(area.inset(left: 1), row: row, canvas.glyphs)
      let isCut = row == rows - 1 && rows < lines.count
      pen.write(isCut ? line + " \(canvas.glyphs.ellipsis)" : line, message.kind.role, on: &frame)
    }
  }

  static func edit(
    _ editor: LineEditor, _ prompt: String, hint: String, _ canvas: Canvas, in rect: Rect,
    on frame: inout Frame
  ) {
    frame.clear(rect)
    var pen = Pen(rect, canvas.glyphs)
    pen.write(prompt, .key, .bold, on: &frame)
    // What is before the cursor stays in sight.
    let room = max(1, pen.room - 1)
    var shown = Substring(editor.text)
    var before = CharacterWidth.columns(of: editor.head)
    while before >= room, let first = shown.first {
      before -= CharacterWidth.columns(of: String(first))
      shown = shown.dropFirst()
    }
    let cursor = pen.x + before
    pen.write(String(shown), .text, on: &frame)
    if !hint.isEmpty, pen.room > 12 {
      pen.skip(3)
      pen.write(hint, .muted, on: &frame)
    }
    frame.cursor = (min(cursor, rect.right - 1), rect.y)
  }

  /// The keys that fit, the most useful first; help and quit always have their place at the end.
  static func items(_ scene: Scene, in rect: Rect) -> [Item] {
    let wanted = actions(scene)
    let closing = [KeyAction.help, .quit].compactMap { item($0, scene) }
    let reserved = closing.reduce(0) { $0 + $1.end + 2 }
    var items: [Item] = []
    var x = rect.x + 1
    func place(_ item: Item, before limit: Int) {
      guard x + item.end <= limit else { return }
      items.append(
        Item(keys: item.keys, text: item.text, action: item.action, x: x, end: x + item.end))
      x += item.end + 2
    }
    for action in wanted {
      if let item = item(action, scene) { place(item, before: rect.right - reserved) }
    }
    for item in closing { place(item, before: rect.right) }
    return items
  }

  private static func actions(_ scene: Scene) -> [KeyAction] {
    var actions: [KeyAction] = []
    if scene.state.returnTo != nil || scene.state.preferences.zoomed { actions.append(.back) }
    if scene.state.frozen != nil { actions.append(.pause) }
    if scene.state.position == .past { actions += [.live, .timeBack, .timeForward] }
    if !scene.state.settings.faults.isEmpty { actions.append(.faults) }
    if scene.size.width >= 110 { actions.append(.down) }
    if scene.snapshot.cure?.cure != nil { actions.append(.fix) }
    if !scene.state.marked.isEmpty { actions.append(.compare) }
    switch scene.state.preferences.focus {
    case .mirrors, .chain: actions += [.open, .fastest, .filter, .zoom]
    case .detail: actions += [.zoom, .window, .copy]
    case .failovers, .events: actions += [.open, .timeBack, .timeForward, .zoom]
    case .advice: actions += [.zoom]
    }
    actions += [
      .nextPanel, .pause, .probeNow, .advice, .undo, .sortRight, .window, .theme, .commandLine,
      .slower,
    ]
    var seen: Set<KeyAction> = []
    let isPast = scene.state.position == .past
    return actions.filter { seen.insert($0).inserted && !(isPast && $0.row.writes) }
  }

  /// An action with the columns it takes in `end`; nil where no key does it.
  private static func item(_ action: KeyAction, _ scene: Scene) -> Item? {
    guard let name = keyName(action, scene) else { return nil }
    let text =
      switch action {
      case .pause where scene.state.frozen != nil: Phrase("resume", "继续")
      case .open where scene.state.preferences.focus.holdsMoments: Phrase.thatMoment
      default: action.row.short
      }
    let columns = CharacterWidth.columns(of: name) + 1 + CharacterWidth.columns(of: scene.say(text))
    return Item(keys: name, text: text, action: action, x: 0, end: columns)
  }

  private static func keyName(_ action: KeyAction, _ scene: Scene) -> String? {
    let bindings = scene.state.settings.bindings
    let name = bindings.keys(for: action).first?.name
    // The pair of keys that belong together.
    switch action {
    case .down where name == Key.down.name:
      return scene.glyphs.isASCII ? "Up/Dn" : "↑↓"
    case .sortRight: return pair(.sortLeft, .sortRight, bindings)
    case .slower: return pair(.slower, .faster, bindings)
    default: return name
    }
  }

  private static func pair(
    _ first: KeyAction, _ second: KeyAction, _ bindings: KeyBindings
  ) -> String? {
    let names = [first, second].compactMap { bindings.keys(for: $0).first?.name }
    return names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// What a click into the footer does; nil outside of its keys.
  static func action(at event: MouseEvent, _ scene: Scene) -> KeyAction? {
    let rect = scene.layout.footer
    guard rect.contains(x: event.x, y: event.y), isShown(scene),
      scene.state.message(at: scene.now) == nil || hasRoomForBoth(scene)
    else { return nil }
    return items(scene, in: rect).first { event.x >= $0.x && event.x < $0.end }?.action
  }
}
