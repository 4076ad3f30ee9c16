import ProxyHealth

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
      pen.write("\(scene.glyphs.state(.degraded)) ", .degraded, on: &frame)
      pen.write(item.code.rawValue, .title, .bold, on: &frame)
      if let entry = item.entry {
        pen.skip(2)
        pen.write(scene.snapshot.name(ofEntry: entry), .muted, on: &frame)
      }
      row += 1
      for line in TextWrap.lines(item.message, width: rect.width - 4) where row < rect.height {
        var pen = Pen(rect.inset(left: 3, right: 1), row: row, scene.glyphs)
        pen.write(line, .text, on: &frame)
        row += 1
      }
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
    pen.write("\(scene.glyphs.state(.degraded)) ", .degraded, on: &frame)
    pen.write(first.message, .text, on: &frame)
    var end = Pen(rect.inset(left: rect.width - CharacterWidth.columns(of: hint) - 1), scene.glyphs)
    end.write(more, .muted, on: &frame)
    if !key.isEmpty {
      end.skip(2)
      end.write(key, .key, on: &frame)
    }
  }
}

/// Breaks text into lines at spaces; a word longer than a line is cut by the pen.
enum TextWrap {
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      let wordColumns = CharacterWidth.columns(of: String(word))
      if columns > 0, columns + 1 + wordColumns > width {
        lines.append(line)
        line = ""
        columns = 0
      }
      if columns > 0 {
        line += " "
        columns += 1
      }
      line += word
      columns += wordColumns
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
