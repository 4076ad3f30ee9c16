import GoRules
import Health
import Text

/// Where the columns of the chain's table stand, and what is in them.
struct ChainGrid {
  private let table: ChainTable
  private let scene: Scene
  private let rect: Rect
  private let numberWidth: Int
  private let nameWidth: Int
  /// Of a kind of request, the gap after it included.
  private let cellWidth: Int
  /// For what is said of a line as a whole; 0 where there is no room for it.
  private let noteWidth: Int

  init(_ table: ChainTable, _ scene: Scene, in rect: Rect) {
    self.table = table
    self.scene = scene
    self.rect = rect
    let names = table.lines.map { Self.name($0, scene) }
    // The title of the panel stands above the names.
    let least = rect.width >= 60 ? 10 : 4
    let longest = max(least, names.map { CharacterWidth.columns(of: $0) }.max() ?? 0)
    let count = max(1, table.kinds.count)
    numberWidth = (scene.snapshot.chain?.entries.count ?? 0) > 9 ? 3 : 2
    noteWidth = Self.hasNotes(in: rect) ? 14 : 0
    // A margin on either side, and the separator with a gap around it.
    let inner = rect.width - 2 - numberWidth - 3 - noteWidth
    let most = min(Self.mostColumns, max(Self.leastColumns, (inner - 8) / count))
    cellWidth = min(most, max(Self.leastColumns, (inner - min(longest, 24)) / count))
    nameWidth = max(4, min(longest, inner - cellWidth * count))
  }

  /// Of a cell with its gap.
  private static let leastColumns = 5
  private static let mostColumns = 18

  /// There is room for a word on each line as a whole.
  static func hasNotes(in rect: Rect) -> Bool { rect.width >= 96 }

  private static func name(_ line: ChainTable.Line, _ scene: Scene) -> String {
    switch line {
    case .module: ""
    case .entry(let entry, _): scene.snapshot.name(ofEntry: entry)
    case .database:
      scene.snapshot.walks.lazy.compactMap(\.database).first?.name
        ?? scene.snapshot.chain?.checksumDatabase.name ?? ""
    }
  }

  private var firstCell: Int { rect.x + 1 + numberWidth + nameWidth + 3 }
  private var noteStart: Int { firstCell + table.kinds.count * cellWidth }

  /// The kinds, each with the age of its proof.
  func drawHeading(at y: Int, on frame: inout Frame) {
    if !scene.layout.hasBorders {
      var pen = Pen(Rect(x: rect.x + 1, y: y, width: rect.width - 1, height: 1), scene.glyphs)
      pen.write("ms", .muted, on: &frame)
    }
    for (index, kind) in table.kinds.enumerated() {
      // The space before it stands over the gap of the column before.
      let start = firstCell + index * cellWidth - 1
      // Behind the last one nothing follows.
      let isLast = index == table.kinds.count - 1
      let width = isLast ? rect.right - start : min(cellWidth, rect.right - start)
      let room = Rect(x: start, y: y, width: width, height: 1)
      var pen = Pen(room, scene.glyphs)
      pen.write(" ", on: &frame)
      pen.write(kind.rawValue, .title, on: &frame)
      let proof = scene.snapshot.proofAge(of: kind)
      let age = proof?.texts.lazy.map { " \($0)" }
        .first { CharacterWidth.columns(of: $0) < pen.room }
      pen.write(age ?? "", proof?.isStale == true ? .unknown : .muted, on: &frame)
      pen.write(" ", on: &frame)
    }
  }

  func draw(_ line: ChainTable.Line, in area: Rect, row: Int, on frame: inout Frame) {
    var pen = Pen(area.inset(left: 1, right: 1), row: row, scene.glyphs)
    if case .module(let canary) = line {
      return pen.write("\(canary.module)@\(canary.version)", .title, on: &frame)
    }
    label(line, &pen, on: &frame)
    for (index, kind) in table.kinds.enumerated() {
      pen.move(to: firstCell + index * cellWidth)
      guard let walk = table.walk(kind, line.canary) else { continue }
      let cell = ChainCell(line, walk, scene)
      // A gap stays, so that no two cells read as one.
      let width = min(cellWidth - 1, pen.room)
      let text = cell.texts.first { CharacterWidth.columns(of: $0) <= width }
      pen.column(
        text ?? cell.texts.last ?? "", width: width, cell.role, cell.attributes, on: &frame)
    }
    guard noteWidth > 0 else { return }
    let (text, role) = note(line)
    var end = Pen(area.inset(left: noteStart - area.x, right: 1), row: row, scene.glyphs)
    end.write(text, role, on: &frame)
  }

  /// Number, name, and the separator by which go moves on.
  private func label(_ line: ChainTable.Line, _ pen: inout Pen, on frame: inout Frame) {
    let name = Self.name(line, scene).abbreviated(to: nameWidth, scene.glyphs.ellipsis)
    guard case .entry(let entry, _) = line, let chain = scene.snapshot.chain else {
      pen.column("", width: numberWidth, on: &frame)
      return pen.column(name, width: nameWidth, .text, on: &frame)
    }
    let walks = table.walks(for: line)
    let isStop = walks.contains { $0.verdict.isBad && $0.stop == entry }
    let isActive = walks.contains { $0.active == entry && !$0.isOpen }
    let isAsked = walks.contains { walk in walk.steps.contains { $0.entry == entry } }
    let role: Role =
      isStop && !scene.snapshot.isLocal
      ? .down : isActive ? .active : isAsked ? .text : .muted
    let number = chain.number(ofEntry: entry).map(String.init) ?? ""
    pen.column(number, width: numberWidth, .muted, on: &frame)
    pen.column(name, width: nameWidth, role, on: &frame)
    pen.skip(1)
    guard let separator = chain.entries[entry].separator else { return }
    let stops =
      !scene.snapshot.isLocal && walks.contains { $0.stop == entry && $0.stopReason == .comma }
    pen.write(
      String(separator.rawValue), stops ? .down : .muted, stops ? [.bold, .reverse] : [.bold],
      on: &frame)
  }

  /// That go does not come to an entry, or would with `|`; and what a line without number is.
  private func note(_ line: ChainTable.Line) -> (String, Role) {
    let walks = table.walks(for: line)
    guard case .entry(let entry, _) = line else {
      let isAsked = walks.contains { $0.database != nil }
      return isAsked ? (scene.say(.askedItself), .muted) : (scene.say(.ifPipe), .active)
    }
    if walks.contains(where: { ChainCell.isRescue(entry, $0, scene) }) {
      return (scene.say(.ifPipe), .active)
    }
    if scene.snapshot.isServedThroughGateway(entry) { return (scene.say(.viaGateway), .active) }
    let isKnown = walks.contains { $0.verdict != .unknown }
    let isAsked = walks.contains { walk in walk.steps.contains { $0.entry == entry } }
    return (isKnown && !isAsked ? scene.say(.notTried) : "", .muted)
  }
}
