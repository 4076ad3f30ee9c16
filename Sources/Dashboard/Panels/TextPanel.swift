import Health
import Text

/// Lines of text over the panels, which can be scrolled.
///
/// ```
/// ╭─ What the real go does ─────────────── Esc closes ─╮
/// │ go agrees: it downloads lab.example/m@v1.0.0, 0.4 s│
/// ```
struct TextPanel {
  struct Paragraph {
    /// What stands before its first line, in two columns; nil: nothing, and no columns for it.
    var mark: Unicode.Scalar?
    var text: String
    var role = Role.text
    /// nil: as the mark's.
    var textRole: Role?
    var attributes: Attributes = []
    /// Columns before its lines.
    var indent = 0
    /// To be pasted: it is broken wherever a line ends, and nothing of it is left out.
    var isCommand = false
  }

  private struct Line {
    var mark: Unicode.Scalar?
    var text: String
    var indent: Int
    var paragraph: Paragraph
  }

  private let popUp: PopUp
  private let lines: [Line]

  init(_ title: String, note: String? = nil, _ paragraphs: [Paragraph], _ scene: Scene) {
    let inside = PopUp("", width: LabelledText.popUpWidth, rows: 1, on: scene.size).inside
    lines = paragraphs.flatMap { paragraph in
      let indent = paragraph.indent + (paragraph.mark == nil ? 0 : 2)
      let width = max(8, inside.width - 2 - indent)
      let lines =
        paragraph.isCommand
        ? LabelledText.broken(paragraph.text, width: width)
        : TextWrap.lines(paragraph.text, width: width)
      return (lines.isEmpty ? [""] : lines).enumerated().map { index, line in
        Line(
          mark: index == 0 ? paragraph.mark : nil, text: line, indent: indent,
          paragraph: paragraph)
      }
    }
    popUp = PopUp(
      title, note: note ?? scene.say(.escCloses), width: LabelledText.popUpWidth,
      rows: lines.count, on: scene.size)
  }

  /// What the real go does with the canaries, beside what the probes say.
  static func referee(_ scene: Scene) -> Self {
    let said: [String] =
      switch scene.state.hearing {
      case nil, .running: [scene.say(.refereeRuns)]
      case .ended(let report): scene.language.lines(report)
      case .failed(let sentence): [scene.language.say(sentence)]
      }
    let lines = said.flatMap { $0.split { $0 == "\n" || $0 == "\t" }.map(String.init) }
    return Self(scene.say(.refereeTitle), lines.map { Paragraph(text: $0) }, scene)
  }

  /// The go commands of this user that run now: where they really are.
  static func goProcesses(_ scene: Scene) -> Self {
    let paragraphs: [Paragraph] =
      switch scene.state.goProcesses {
      case nil: [Paragraph(text: scene.say(.goProcessesAreSought))]
      case .failed(let sentence): [Paragraph(text: scene.language.say(sentence))]
      case .processes([]): [Paragraph(text: scene.say(.noGoProcesses))]
      case .processes(let processes):
        processes.flatMap { process in
          [Paragraph(text: scene.language.heading(process), attributes: .bold)]
            + scene.language.lines(process, in: scene.snapshot)
            .map { Paragraph(text: $0, indent: 2) }
        }
      }
    return Self(scene.say(.goProcessesTitle), paragraphs, scene)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: lines.count, in: popUp.inside) }

  func draw(scroll: Int, _ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    let scroll = Scroll(to: scroll, of: lines.count, in: area.inset(right: -1))
    for (row, line) in lines[scroll.first...].prefix(area.height).enumerated() {
      var pen = Pen(area, row: row, scene.glyphs)
      let (role, attributes) = (line.paragraph.role, line.paragraph.attributes)
      if let mark = line.mark {
        pen.skip(line.indent - 2)
        pen.write(mark, role, attributes, on: &frame)
        pen.skip(1)
      } else {
        pen.skip(line.indent)
      }
      pen.write(line.text, line.paragraph.textRole ?? role, attributes, on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
  }
}
