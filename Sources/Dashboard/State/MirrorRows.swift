import GoRules
import Health
import Text

extension DashboardState {
  /// The mirrors of the table: filtered, in its order; where the watch list has groups, sorted within each.
  func rows(of snapshot: Snapshot) -> [MirrorSnapshot] {
    let inverse = filter.hasPrefix("!")
    let needle = (inverse ? String(filter.dropFirst()) : filter).lowercased()
    var rows = snapshot.mirrors
    if !needle.isEmpty {
      rows.removeAll { Self.matches($0, needle) == inverse }
    }
    if order.column != .chain {
      let (column, window) = (order.column, preferences.window)
      rows = rows.enumerated().sorted {
        Self.isBefore($0.element, $1.element, by: column, over: window) ?? ($0.offset < $1.offset)
      }.map(\.element)
    }
    if order.reversed { rows.reverse() }
    return snapshot.hasGroups ? rows.grouped(as: snapshot.mirrors) : rows
  }

  /// The row that letters act on: the selected one, else the first; nil in an empty table.
  func selectedRow(of rows: [MirrorSnapshot]) -> Int? {
    if rows.isEmpty { return nil }
    return selection.flatMap { id in rows.firstIndex { $0.id == id } } ?? 0
  }

  /// A mirror is found by its name, its URL, its group and the word of its state.
  private static func matches(_ row: MirrorSnapshot, _ needle: String) -> Bool {
    row.mirror.name.lowercased().contains(needle)
      || row.id.rawValue.lowercased().contains(needle)
      || row.state.rawValue == needle
      || Language.allCases.contains { $0.say(row.state.row.word) == needle }
      || row.mirror.group?.lowercased().contains(needle) == true
  }

  /// Whether `left` stands above `right`; nil where the column does not tell them apart. What is not
  /// measured comes last, the worst state first.
  private static func isBefore(
    _ left: MirrorSnapshot, _ right: MirrorSnapshot, by column: MirrorColumn,
    over window: Window
  ) -> Bool? {
    switch column {
    case .chain: return nil
    case .name: return differs(left.mirror.name, right.mirror.name)
    case .state: return differs(right.state.severity, left.state.severity)
    case .fail:
      let (first, second) = (
        left.statistics[window]?.failureRate, right.statistics[window]?.failureRate
      )
      return first == second ? nil : (first ?? -1) > (second ?? -1)
    default: break
    }
    let first = left.value(of: column, over: window) ?? .seconds(1_000_000)
    let second = right.value(of: column, over: window) ?? .seconds(1_000_000)
    return differs(first, second)
  }

  private static func differs<Value: Comparable>(_ left: Value, _ right: Value) -> Bool? {
    left == right ? nil : left < right
  }
}

extension MirrorSnapshot {
  /// The time in a column; nil where it is no time or not measured.
  func value(of column: MirrorColumn, over window: Window) -> Duration? {
    switch column {
    case .now: total
    case .usual: statistics[window]?.total.p50
    case .p95: statistics[window]?.total.p95
    default: column.phase.flatMap { lastCold?.timings[$0] }
    }
  }

  /// The total of the newest probe; nil where it failed, or where the one after it has no answer yet.
  var total: Duration? {
    guard let lastCold, lastCold.outcome.isAlive, state != .waiting else { return nil }
    return lastCold.timings.total
  }

  /// How many times its usual, and by how much, a phase must be over it to be told: less is no news.
  private static let farFactor = 5
  private static let farExcess = Duration.milliseconds(50)

  /// The phases of the newest probe that take many times the median of `window`, and the one that makes it slow.
  func farPhases(over window: Window) -> [Phase] {
    guard total != nil, let timings = lastCold?.timings else { return [] }
    return Phase.allCases.filter { phase in
      if state == .slow, case .slow(let slow)? = reason, slow.phase == phase { return true }
      guard let time = timings[phase], let usual = statistics[window]?.phases[phase]?.p50 else {
        return false
      }
      return time >= usual * Self.farFactor && time - usual >= Self.farExcess
    }
  }

  /// The newest failed request of any kind, where the state is not `up`: what went wrong.
  var trouble: ProbeResult? {
    if let lastCold, !lastCold.outcome.isAlive { return lastCold }
    return state == .up || state == .unknown ? nil : failures.first
  }
}
