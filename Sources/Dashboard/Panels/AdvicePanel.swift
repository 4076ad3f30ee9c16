import GoRules
import Health
import Text

/// The lint of the chain: each with its measured reason. Nothing is changed by itself.
enum AdvicePanel {
  static func draw(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    let advice = scene.snapshot.advice
    if advice.isEmpty {
      var pen = Pen(rect.inset(left: 1, right: 1), scene.glyphs)
      pen.write(scene.say(.noAdvice), .muted, on: &frame)
      return
    }
    var row = 0
    let first = scene.firstLine(of: .advice, count: advice.count, height: 1)
    for item in advice[first...] where row < rect.height {
      var pen = Pen(rect.inset(left: 1, right: 1), row: row, scene.glyphs)
      mark(item, scene, &pen, on: &frame)
      pen.write(item.code.rawValue, .title, .bold, on: &frame)
      if let entry = item.entry {
        pen.skip(2)
        pen.write(scene.snapshot.name(ofEntry: entry), .muted, on: &frame)
      }
      row += 1
      let lines = TextWrap.lines(scene.language.text(item), width: rect.width - 4)
      for line in lines.prefix(rect.height - row) {
        var pen = Pen(rect.inset(left: 3, right: 1), row: row, scene.glyphs)
        pen.write(line, .text, on: &frame)
        row += 1
      }
    }
  }

  private static func mark(
    _ advice: Advice, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    switch advice.severity {
    case .error: pen.write("\(scene.glyphs.failure) ", .down, on: &frame)
    case .warning: pen.write("\(scene.glyphs.state(.degraded)) ", .degraded, on: &frame)
    case .note: pen.write("\(scene.glyphs.dot) ", .muted, on: &frame)
    }
  }

  /// The line over the keys: the first advice, and how many there are.
  static func drawLine(_ scene: Scene, in rect: Rect, on frame: inout Frame) {
    guard let first = scene.snapshot.advice.first, !rect.isEmpty else { return }
    let key = scene.state.settings.bindings.keys(for: .advice).first?.name ?? ""
    let count = scene.snapshot.advice.count
    let more = count > 1 ? " +\(count - 1)" : ""
    let hint = key.isEmpty ? more : "\(more)  \(key)"
    var pen = Pen(
      rect.inset(left: 1, right: 1 + CharacterWidth.columns(of: hint) + 1), scene.glyphs)
    mark(first, scene, &pen, on: &frame)
    pen.write(scene.language.text(first), .text, on: &frame)
    var end = Pen(rect.inset(left: rect.width - CharacterWidth.columns(of: hint) - 1), scene.glyphs)
    end.write(more, .muted, on: &frame)
    if !key.isEmpty {
      end.skip(2)
      end.write(key, .key, on: &frame)
    }
  }
}
