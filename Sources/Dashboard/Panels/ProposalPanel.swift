import Health
import Text

/// A change of GOPROXY before it is made: old and new value, the exact command, and what would keep it from taking
/// effect. Enter makes it; where it does not fit it can be scrolled.
struct ProposalPanel {
  private let popUp: PopUp
  private let rows: [LabelledText.Row]

  /// What a key offers; nil where it has nothing to offer.
  init?(_ change: Overlay.Change, _ scene: Scene) {
    switch change {
    case .fix:
      guard let fix = scene.state.fix else { return nil }
      self.init(.confirmFix, fix.proposal, curing: fix.cure, scene)
    case .undo:
      guard let undo = scene.state.undo else { return nil }
      self.init(.confirmUndo, undo, scene)
    case .profile:
      guard let profile = scene.state.profile else { return nil }
      self.init(.confirmProfile, profile, scene)
    }
  }

  /// `question` is its title.
  init(
    _ question: Phrase, _ proposal: ChainProposal, curing cure: Cure? = nil, _ scene: Scene
  ) {
    var text = LabelledText(scene)
    if let cure { text.add(scene.say(.why), scene.language.texts(cure)[0], .up) }
    text.add(proposal, scene)
    rows = text.rows
    popUp = PopUp(
      scene.say(question), note: scene.say(.enterApplies), width: LabelledText.popUpWidth,
      rows: rows.count, on: scene.size)
  }

  /// How far it can be scrolled.
  var lastScroll: Int { Scroll.last(of: rows.count, in: popUp.inside) }

  func draw(scroll: Int, _ scene: Scene, on frame: inout Frame) {
    popUp.draw(scene, on: &frame)
    let area = popUp.inside.inset(left: 1, right: 1)
    let scroll = Scroll(to: scroll, of: rows.count, in: area.inset(right: -1))
    LabelledText.draw(Array(rows[scroll.first...]), in: area, scene, on: &frame)
    scroll.mark(scene.glyphs, on: &frame)
  }
}

/// Texts one under the other, each after its label and as many rows long as it needs.
struct LabelledText {
  struct Row {
    /// Empty but for the first row of a text.
    var label: String
    var text: String
    var role: Role
  }

  private static let labelWidth = 9
  /// Of the boxes that it stands in, borders included.
  static let popUpWidth = 96

  /// Columns for labels and texts in such a box.
  private let width: Int
  private(set) var rows: [Row] = []

  /// For a box of this width, borders included.
  init(_ scene: Scene, width: Int = Self.popUpWidth) {
    self.width = PopUp("", width: width, rows: 1, on: scene.size).inside.width - 2
  }

  mutating func add(_ label: String, _ text: String, _ role: Role) {
    let lines = Self.broken(text, width: max(8, width - Self.labelWidth))
    for (index, line) in lines.enumerated() {
      rows.append(Row(label: index == 0 ? label : "", text: line, role: role))
    }
  }

  mutating func add(_ proposal: ChainProposal, _ scene: Scene) {
    let none = scene.say(.notSet)
    add(scene.say(.oldValue), proposal.shownOld ?? none, .text)
    add(scene.say(.newValue), proposal.shownNew ?? none, .active)
    add(scene.say(.command), proposal.command, .text)
    for warning in proposal.warnings {
      add(scene.say(.warning), scene.language.say(warning), .degraded)
    }
  }

  static func draw(_ rows: [Row], in rect: Rect, _ scene: Scene, on frame: inout Frame) {
    for (index, row) in rows.prefix(rect.height).enumerated() {
      var pen = Pen(rect, row: index, scene.glyphs)
      pen.column(row.label, width: labelWidth, .muted, on: &frame)
      // Cut short, a command must not look whole.
      let isCut = index == rect.height - 1 && index < rows.count - 1
      let text = row.text.hasSuffix(" ") ? row.text.dropLast() : row.text[...]
      pen.write(isCut ? "\(text) \(scene.glyphs.ellipsis)" : row.text, row.role, on: &frame)
    }
  }

  /// Text cut into pieces of at most `width` columns, so that a long chain is seen whole: after a space where that
  /// leaves no line half empty, else after a separator of the chain.
  static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for character in text {
      if CharacterWidth.columns(of: line) + CharacterWidth.columns(of: String(character)) > width {
        let half = line.index(line.startIndex, offsetBy: line.count / 2)
        let last =
          line[half...].lastIndex(of: " ") ?? line.lastIndex { $0 == "," || $0 == "|" || $0 == " " }
        let cut = last.map(line.index(after:)) ?? line.endIndex
        lines.append(String(line[..<cut]))
        line = String(line[cut...])
      }
      line.append(character)
    }
    return lines + [line]
  }
}
