import GoRules
import Health
import Text

/// The rows of the comparison.
extension PickPanel {
  /// A column beside rank and name.
  enum Column: CaseIterable {
    case rounds, failures, p50, p95, warm, rate, spread, bytes, confidence

    /// What a narrow table does without, in this order.
    static let leastImportantFirst: [Column] = [
      .warm, .bytes, .confidence, .spread, .rate, .p95, .failures, .rounds, .p50,
    ]

    var heading: Phrase {
      switch self {
      case .rounds: .rounds
      case .failures: .failed
      case .p50: Phrase("p50", "p50")
      case .p95: MirrorColumn.p95.row.heading
      case .warm: .warm
      case .rate: .rate
      case .spread: .spread
      case .bytes: .readBytes
      case .confidence: .confidence
      }
    }

    var width: Int {
      switch self {
      case .rounds, .failures, .p50, .p95, .warm, .spread: 7
      case .bytes: 9
      case .rate: 12
      case .confidence: 11
      }
    }
  }

  /// The columns that have room beside a name.
  static func columns(_ width: Int) -> [Column] {
    var columns = Column.allCases
    for column in Column.leastImportantFirst
    where columns.reduce(4 + 10, { $0 + $1.width }) > width {
      columns.removeAll { $0 == column }
    }
    return columns
  }

  private static func nameWidth(_ columns: [Column], in rect: Rect) -> Int {
    min(34, rect.width - 4 - columns.reduce(0) { $0 + $1.width })
  }

  static func heading(
    _ columns: [Column], _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    pen.column(" #", width: 4, .muted, on: &frame)
    pen.column(
      scene.say(MirrorColumn.name.row.heading), width: nameWidth(columns, in: rect), .muted,
      on: &frame)
    for column in columns {
      pen.column(scene.say(column.heading), width: column.width, right: true, .muted, on: &frame)
    }
  }

  static func draw(
    _ row: PickTable.Row, rank: Int, isBest: Bool, isSelected: Bool, of rounds: Int,
    _ columns: [Column], _ scene: Scene, in rect: Rect, on frame: inout Frame
  ) {
    var pen = Pen(rect, scene.glyphs)
    if isSelected { pen.attributes = .selected }
    pen.column(String(rank), width: 2, right: true, .text, on: &frame)
    pen.write(isBest ? " \(scene.glyphs.active)" : "  ", .active, on: &frame)
    let name = row.isPrivate ? scene.say(.privateMirror, row.name) : row.name
    pen.column(name, width: nameWidth(columns, in: rect), isBest ? .active : .text, on: &frame)
    if let trouble = trouble(row, scene) {
      pen.skip(1)
      pen.write(trouble.text, trouble.role, on: &frame)
    } else {
      for column in columns {
        if column == .rounds, row.stage == .rounds, row.rounds < rounds {
          progress(row.rounds, of: rounds, scene, &pen, on: &frame)
        } else {
          let (text, role) = cell(column, row, scene)
          pen.column(text, width: column.width, right: true, role, on: &frame)
        }
      }
    }
    if isSelected { frame.add(.selected, to: rect) }
  }

  /// Why a row has no current figures, shown in their place; nil where it has some.
  private static func trouble(
    _ row: PickTable.Row, _ scene: Scene
  ) -> (text: String, role: Role)? {
    if let wait = row.wait {
      let text = scene.say(.rankSilent, Format.latencyWithUnit(wait))
      return ("\(scene.glyphs.state(.waiting)) \(text)", .degraded)
    }
    if case .left(let after) = row.stage, case .hang(let phase)? = row.lastFailure {
      return (scene.say(.rankLeft, scene.say(phase.word), Format.latencyWithUnit(after)), .down)
    }
    guard row.coldP50 == nil, let failure = row.lastFailure else { return nil }
    return (scene.language.text(failure), .down)
  }

  private static func progress(
    _ done: Int, of rounds: Int, _ scene: Scene, _ pen: inout Pen, on frame: inout Frame
  ) {
    let width = Column.rounds.width - 1
    let filled = rounds > 0 ? min(width, width * done / rounds) : 0
    pen.skip(1)
    pen.fill(scene.glyphs.solid, filled, .graph, on: &frame)
    pen.fill(scene.glyphs.dot, width - filled, .muted, on: &frame)
  }

  private static func cell(
    _ column: Column, _ row: PickTable.Row, _ scene: Scene
  ) -> (String, Role) {
    switch column {
    case .rounds: (String(row.rounds), .muted)
    case .failures: (String(row.failures), row.failures > 0 ? .down : .muted)
    case .p50: (row.coldP50.map(Format.latency) ?? "-", .text)
    case .p95: (row.coldP95.map(Format.latency) ?? "-", .text)
    case .warm: (row.warmP50.map(Format.latency) ?? "-", .text)
    case .rate where row.stage == .transfer: (String(scene.glyphs.ellipsis), .muted)
    case .rate: ((row.throughput?.rate).map(Format.throughput) ?? "-", .text)
    case .spread: ((row.throughput?.spread).map(Format.spread) ?? "-", .muted)
    case .bytes: ((row.throughput?.bytes).map(Format.bytes) ?? "-", .muted)
    case .confidence:
      switch row.confidence {
      case .high?: (scene.say(.confidenceHigh), .up)
      case .fair?: (scene.say(.confidenceFair), .text)
      case .low?: (scene.say(.confidenceLow), .degraded)
      case nil: ("-", .muted)
      }
    }
  }
}
