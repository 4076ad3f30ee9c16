import Health
import Text

/// Lines of text over the panels, which can be scrolled.
///
/// ```
/// ╭─ What the real go does ─────────────── Esc closes ─╮
/// │ go agrees: it downloads lab.example/m@v1.0.0, 0.4 s│
/// ```
struct TextPanel {
  private typealias Line = (text: String, attributes: Attributes)

  private let popUp: PopUp
  private let lines: [Line]

  /// - Parameter groups: paragraphs; with headings, what follows the first of each stands below it.
  private init(_ title: Phrase, _ groups: [[String]], hasHeadings: Bool = false, _ scene: Scene) {
    let inside = PopUp("", width: LabelledText.popUpWidth, rows: 1, on: scene.size).inside
    let width = inside.width - 2
    lines = groups.flatMap { group in
      group.enumerated().flatMap { index, text in
        let isBelow = hasHeadings && index > 0
        return TextWrap.lines(text, width: isBelow ? width - 2 : width).map { line in
          Line(isBelow ? "  " + line : line, hasHeadings && index == 0 ? .bold : [])
        }
      }
    }
    popUp = PopUp(
      scene.say(title), note: scene.say(.escCloses), width: LabelledText.popUpWidth,
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
    return Self(.refereeTitle, [lines], scene)
  }

  /// The go commands of this user that run now: where they really are.
  static func goProcesses(_ scene: Scene) -> Self {
    let (groups, hasHeadings): ([[String]], Bool) =
      switch scene.state.goProcesses {
      case nil: ([[scene.say(.goProcessesAreSought)]], false)
      case .failed(let sentence): ([[scene.language.say(sentence)]], false)
      case .processes([]): ([[scene.say(.noGoProcesses)]], false)
      case .processes(let processes):
        (
          processes.map {
            [scene.language.heading($0)] + scene.language.lines($0, in: scene.snapshot)
          }, true
        )
      }
    return Self(.goProcessesTitle, groups, hasHeadings: hasHeadings, scene)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: lines.count, in: popUp.inside) }

  func draw(scroll: Int, _ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    let scroll = Scroll(to: scroll, of: lines.count, in: area.inset(right: -1))
    for (row, line) in lines[scroll.first...].prefix(area.height).enumerated() {
      var pen = Pen(area, row: row, scene.glyphs)
      pen.write(line.text, .text, line.attributes, on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
  }
}
