import Text

/// What the real go does with the canaries, beside what the probes say.
///
/// ```
/// ╭─ What the real go does ─────────────── Esc closes ─╮
/// │ go agrees: it downloads lab.example/m@v1.0.0, 0.4 s│
/// ```
struct RefereePanel {
  private let popUp: PopUp
  private let lines: [String]

  init(_ scene: Scene) {
    let said: [String] =
      switch scene.state.hearing {
      case nil, .running: [scene.say(.refereeRuns)]
      case .ended(let report): scene.language.lines(report)
      case .failed(let sentence): [scene.language.say(sentence)]
      }
    let inside = PopUp("", width: LabelledText.popUpWidth, rows: 1, on: scene.size).inside
    lines = said.flatMap { text in
      text.split(whereSeparator: { $0 == "\n" || $0 == "\t" }).flatMap {
        TextWrap.lines(String($0), width: inside.width - 2)
      }
    }
    popUp = PopUp(
      scene.say(.refereeTitle), note: scene.say(.escCloses), width: LabelledText.popUpWidth,
      rows: lines.count, on: scene.size)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: lines.count, in: popUp.inside) }

  func draw(scroll: Int, _ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    let scroll = Scroll(to: scroll, of: lines.count, in: area.inset(right: -1))
    for (row, line) in lines[scroll.first...].prefix(area.height).enumerated() {
      var pen = Pen(area, row: row, scene.glyphs)
      pen.write(line, .text, on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
  }
}
