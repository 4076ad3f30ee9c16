import Text

/// A column of the mirrors table that can be chosen, named as its heading says, from left to right. The
/// number and the name are always there.
package enum TableColumn: String, Sendable, Hashable, CaseIterable {
  case state, dns, tcp, tls, first, body, phases, p50, p95, loss, history

  /// What a narrow table does without, in this order.
  static let leastImportantFirst: [TableColumn] = [
    .phases, .p95, .dns, .body, .tcp, .first, .tls, .loss, .history, .p50, .state,
  ]

  /// Reads `state,p50,loss`; the name that is no column where there is one.
  package static func read(_ names: [some StringProtocol]) -> Reading {
    var columns: [TableColumn] = []
    for name in names {
      guard let column = TableColumn(rawValue: String(name)) else {
        return .unknown(String(name))
      }
      if !columns.contains(column) { columns.append(column) }
    }
    return .columns(columns)
  }

  /// All names, for messages and completion.
  package static var names: String { allCases.map(\.rawValue).joined(separator: ",") }

  /// What `read` made of the names.
  package enum Reading: Sendable, Hashable {
    case columns([TableColumn])
    case unknown(String)
  }
}
