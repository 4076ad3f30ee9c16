import Fleet
import GoRules
import Health
import Text

/// All that the views of the fleet draw from: one value for one frame.
struct FleetScene {
  /// What is shown: the newest snapshot, or the frozen one.
  let snapshot: FleetSnapshot
  let newest: FleetSnapshot
  let state: FleetState
  let canvas: Canvas
  /// The mirrors of the table: filtered, in its order; with where each is down.
  let rows: [FleetMirror]
  let spreads: [Spread]
  /// All mirrors that are down somewhere, the worst first.
  let down: [(mirror: FleetMirror, spread: Spread)]
  /// The vantage points of the table, by their index.
  let columns: [Int]
  let selectedRow: Int?
  /// Of `columns`.
  let selectedColumn: Int?
  /// What the vantage points are called: without the port that all of them have.
  let names: [String]
  /// None of it says anything of now.
  let isOld: Bool
  let layout: FleetLayout

  init(_ newest: FleetSnapshot, state: FleetState, size: Size) {
    let snapshot = state.frozen ?? newest
    self.snapshot = snapshot
    self.newest = newest
    self.state = state
    canvas = Canvas(state.settings, size: size)
    let filter = FleetFilter(state.filter)
    let all = snapshot.mirrors.map { ($0, snapshot.spread(of: $0)) }
    down = all.filter { !$0.1.down.isEmpty }.sorted { $0.1.severity > $1.1.severity }
    let shown = all.filter { filter.shows($0.0, $0.1) }
    let sorted = Self.sorted(shown, by: state.order, reversed: state.isReversed)
    rows = sorted.map(\.0)
    spreads = sorted.map(\.1)
    columns = snapshot.vantagePoints.indices.filter {
      filter.shows(snapshot.vantagePoints[$0])
    }
    let (rows, columns) = (rows, columns)
    selectedRow =
      rows.isEmpty ? nil : rows.firstIndex { $0.name == state.mirror } ?? 0
    selectedColumn =
      columns.isEmpty
      ? nil : columns.firstIndex { snapshot.vantagePoints[$0].name == state.point } ?? 0
    names = Self.names(snapshot.vantagePoints.map(\.name))
    isOld =
      snapshot.answeredAt.map {
        FleetSnapshot.isOld(newest.now.since($0), refresh: state.refresh)
      } ?? true
    layout = FleetLayout(
      size: size, state: state, rows: rows.count, hasTrouble: snapshot.hasTrouble)
  }

  var glyphs: Glyphs { canvas.glyphs }
  var language: Language { canvas.language }
  var selected: FleetMirror? { selectedRow.map { rows[$0] } }

  func say(_ phrase: Phrase, _ arguments: String...) -> String { language.say(phrase, arguments) }

  /// What is shown of it is of now.
  func isCurrent(_ point: Int) -> Bool { !isOld && snapshot.vantagePoints[point].isCurrent }

  /// Where a mirror is down; empty where it is down nowhere, or nothing is known of now.
  func text(_ spread: Spread) -> String {
    isOld ? "" : language.text(spread) { names[$0] }
  }

  private static func names(_ names: [String]) -> [String] {
    guard let first = names.first, let colon = first.lastIndex(of: ":") else { return names }
    let port = first[colon...]
    guard names.allSatisfy({ $0.hasSuffix(port) && $0.count > port.count }) else { return names }
    return names.map { String($0.dropLast(port.count)) }
  }

  private static func sorted(
    _ rows: [(FleetMirror, Spread)], by order: FleetOrder, reversed: Bool
  ) -> [(FleetMirror, Spread)] {
    var rows = rows
    // They come by name: what does not tell two apart leaves them so.
    switch order {
    case .name: break
    case .state: rows.stableSort { $0.1.severity > $1.1.severity }
    case .p95: rows.stableSort { worst($0.0) > worst($1.0) }
    }
    if reversed { rows.reverse() }
    return rows
  }

  private static func worst(_ mirror: FleetMirror) -> Duration {
    mirror.cells.compactMap { $0?.p95 }.max() ?? .zero
  }
}

/// What the table is filtered by.
struct FleetFilter {
  private let needle: String
  private let isInverse: Bool
  private let isOfPoints: Bool

  init(_ text: String) {
    isInverse = text.hasPrefix("!")
    let rest = isInverse ? text.dropFirst() : text[...]
    isOfPoints = rest.hasPrefix("@")
    needle = (isOfPoints ? rest.dropFirst() : rest).lowercased()
  }

  func shows(_ mirror: FleetMirror, _ spread: Spread) -> Bool {
    guard !isOfPoints, !needle.isEmpty else { return true }
    let isMatch =
      mirror.name.lowercased().contains(needle)
      || mirror.cells.contains { $0?.state.rawValue == needle }
    return isMatch != isInverse
  }

  func shows(_ point: VantagePoint) -> Bool {
    guard isOfPoints, !needle.isEmpty else { return true }
    let isMatch =
      point.name.lowercased().contains(needle) || point.verdict?.rawValue == needle
    return isMatch != isInverse
  }
}

extension Array {
  /// Equal elements stay in their order.
  fileprivate mutating func stableSort(by isBefore: (Element, Element) -> Bool) {
    self = enumerated().sorted { left, right in
      if isBefore(left.element, right.element) { return true }
      return !isBefore(right.element, left.element) && left.offset < right.offset
    }.map(\.element)
  }
}
