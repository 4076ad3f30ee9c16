import Text

/// A list to choose from, and below it all that is said of the row under the cursor.
///
/// ```
/// ╭─ Public mirrors ──────────────────────── Space mark  Enter add  Esc close ─╮
/// │   proxy.golang.org          Google, the Go team  go's default; not reach…  │
/// │ x goproxy.cn                Qiniu Cloud          behind a CDN; bursts of…  │
/// ```
struct ChoicePanel {
  private let choice: Overlay.Choice
  private let rows: [Overlay.Choice.Row]
  private let popUp: PopUp
  /// Of what is said of a row in full; empty where it is short.
  private let details: [[String]]

  private static let mostDetails = 3

  init(_ choice: Overlay.Choice, _ scene: Scene) {
    self.choice = choice
    let rows = choice.subject.rows(scene)
    self.rows = rows
    let isCatalogue = choice.subject == .publicMirrors
    let width = isCatalogue ? 118 : 84
    let room = PopUp("", width: width, rows: 1, on: scene.size).inside.width - 3
    let texts = rows.map { row in
      TextWrap.lines(Self.detail(row, scene), width: max(8, room))
    }
    let columns = [\Overlay.Choice.Row.name, \.owner, \.note].map { Self.widest($0, of: rows) }
    let isCut = columns.reduce(4, +) > room
    details = scene.size.height >= 12 && (isCut || isCatalogue) ? texts : []
    let most = min(Self.mostDetails, details.map(\.count).max() ?? 0)
    popUp = PopUp(
      scene.say(isCatalogue ? .publicMirrors : .faults),
      note: scene.say(isCatalogue ? .spaceMarksEnterAdds : .enterPlays), width: width,
      rows: rows.count + (most > 0 ? most + 1 : 0), on: scene.size)
  }

  private static func detail(_ row: Overlay.Choice.Row, _ scene: Scene) -> String {
    [row.refusal.map { scene.say($0) } ?? "", row.note].filter { !$0.isEmpty }
      .joined(separator: scene.language == .chinese ? "；" : "; ")
  }

  func draw(_ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let most = min(Self.mostDetails, details.map(\.count).max() ?? 0)
    let below = popUp.inside.height > most + 3 && most > 0 ? most + 1 : 0
    let inside = popUp.inside
    let list = Rect(x: inside.x, y: inside.y, width: inside.width, height: inside.height - below)
    let scroll = Scroll(to: choice.index - list.height / 2, of: rows.count, in: list)
    for (line, row) in rows.dropFirst(scroll.first).prefix(list.height).enumerated() {
      draw(row, number: scroll.first + line, in: list.row(line), scene, on: &frame)
    }
    scroll.mark(scene.glyphs, on: &frame)
    guard below > 0, details.indices.contains(choice.index) else { return }
    for (line, text) in details[choice.index].prefix(most).enumerated() {
      var pen = Pen(
        inside.inset(left: 2), row: list.height + 1 + line, scene.glyphs)
      pen.write(text, .text, on: &frame)
    }
  }

  private func draw(
    _ row: Overlay.Choice.Row, number: Int, in rect: Rect, _ scene: Scene, on frame: inout Frame
  ) {
    let isCurrent = number == choice.index
    var pen = Pen(rect, scene.glyphs)
    if isCurrent { pen.attributes = .selected }
    pen.write(choice.marked.contains(number) ? " x " : "   ", .key, on: &frame)
    let names = Self.widest(\.name, of: rows)
    let owners = Self.widest(\.owner, of: rows)
    pen.column(
      row.name, width: min(names, max(10, pen.room)) + 2,
      row.refusal == nil ? isCurrent ? .active : .text : .muted, on: &frame)
    if owners > 0, pen.room > 4 {
      pen.column(row.owner, width: min(owners, pen.room - 2) + 2, .muted, on: &frame)
    }
    if pen.room > 14 { pen.write(row.note, row.refusal == nil ? .text : .muted, on: &frame) }
    if isCurrent { frame.add(.selected, to: rect) }
  }

  /// In columns.
  private static func widest(
    _ text: KeyPath<Overlay.Choice.Row, String>, of rows: [Overlay.Choice.Row]
  ) -> Int {
    rows.map { CharacterWidth.columns(of: $0[keyPath: text]) }.max() ?? 0
  }
}
