import Health
import Text

/// The last line: keys, or the line that is being edited; and the message above it.
enum FleetFooter {
  private struct Item {
    var key: String
    var text: String
    var action: KeyAction
    var x: Int
    var end: Int
  }

  static func draw(_ scene: FleetScene, on frame: inout Frame) {
    let rect = scene.layout.footer
    guard !rect.isEmpty else { return }
    switch scene.state.overlay {
    case .filter(let editor, _):
      return Footer.edit(editor, "/", hint: "", scene.canvas, in: rect, on: &frame)
    case .help(let help) where help.isSearching:
      return Footer.edit(help.search, "/", hint: "", scene.canvas, in: rect, on: &frame)
    default: break
    }
    if hasKeys(scene) {
      for item in items(scene) {
        var pen = Pen(rect.inset(left: item.x - rect.x), scene.glyphs)
        pen.write(item.key, .key, on: &frame)
        pen.skip(1)
        pen.write(item.text, .muted, on: &frame)
      }
    }
    if let message = scene.state.message {
      let above = hasRoomForBoth(scene)
      Footer.write(
        message, scene.canvas,
        above: Rect(x: rect.x, y: rect.y - (above ? 1 : 0), width: rect.width, height: 1),
        on: &frame)
    }
  }

  private static func hasRoomForBoth(_ scene: FleetScene) -> Bool {
    scene.canvas.size.height >= 8
  }

  private static func hasKeys(_ scene: FleetScene) -> Bool {
    scene.canvas.size.height >= 5 && (scene.state.message == nil || hasRoomForBoth(scene))
  }

  /// The keys that fit, the most useful first; help and quit always have their place at the end.
  private static func items(_ scene: FleetScene) -> [Item] {
    let rect = scene.layout.footer
    let closing = [KeyAction.help, .quit].compactMap { item($0, scene) }
    let reserved = closing.reduce(0) { $0 + $1.end + 2 }
    var wanted: [KeyAction] = [
      .open, .filter, .sortRight, .nextPanel, .zoom, .pause, .probeNow, .theme, .slower,
    ]
    if scene.state.focus == .detail { wanted.removeFirst() }
    if scene.state.isZoomed { wanted.insert(.back, at: 0) }
    var items: [Item] = []
    var x = rect.x + 1
    func place(_ item: Item, before limit: Int) {
      guard x + item.end <= limit else { return }
      items.append(
        Item(key: item.key, text: item.text, action: item.action, x: x, end: x + item.end))
      x += item.end + 2
    }
    for action in wanted {
      if let item = item(action, scene) { place(item, before: rect.right - reserved) }
    }
    for item in closing { place(item, before: rect.right) }
    return items
  }

  /// An action with the columns it takes in `end`; nil where no key does it.
  private static func item(_ action: KeyAction, _ scene: FleetScene) -> Item? {
    let key = scene.canvas.key(action)
    guard !key.isEmpty else { return nil }
    let text: Phrase =
      switch action {
      case .pause where scene.state.frozen != nil: Phrase("resume", "继续")
      case .probeNow: Phrase("ask now", "立即查询")
      default: action.row.short
      }
    let columns = CharacterWidth.columns(of: key) + 1 + CharacterWidth.columns(of: scene.say(text))
    return Item(key: key, text: scene.say(text), action: action, x: 0, end: columns)
  }

  /// What a click into the footer does; nil outside of its keys.
  static func action(at event: MouseEvent, _ scene: FleetScene) -> KeyAction? {
    guard hasKeys(scene), scene.layout.footer.contains(x: event.x, y: event.y) else { return nil }
    return items(scene).first { event.x >= $0.x && event.x < $0.end }?.action
  }
}
