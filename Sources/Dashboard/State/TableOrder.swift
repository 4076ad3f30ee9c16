/// By what the mirrors table is sorted.
package struct TableOrder: Sendable, Hashable {
  var column: MirrorColumn
  var reversed: Bool

  package init(_ column: MirrorColumn, reversed: Bool = false) {
    self.column = column
    self.reversed = reversed
  }

  /// After a click on the heading of `clicked`: by it, then reversed, then the order of the chain again.
  func clicked(_ clicked: MirrorColumn) -> TableOrder {
    if column != clicked { return TableOrder(clicked) }
    return reversed ? TableOrder(.chain) : TableOrder(clicked, reversed: true)
  }

  /// The worst state and the most failures come first; of all else the least does.
  var hasGreatestOnTop: Bool { [.state, .fail].contains(column) != reversed }
}

extension DashboardState {
  /// The order in force.
  package var order: TableOrder {
    clickedOrder ?? TableOrder(preferences.sort, reversed: preferences.reversed)
  }

  /// Sorts by `order`, and remembers it.
  mutating func keep(_ order: TableOrder) -> [DashboardAction] {
    clickedOrder = nil
    preferences.sort = order.column
    preferences.reversed = order.reversed
    return [.preferencesChanged]
  }
}
