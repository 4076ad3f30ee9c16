import GoRules
import Health
import Text

/// A column of the mirrors table, from left to right. The raw value is its name in the configuration, on the
/// command line and in the preferences.
package enum MirrorColumn: String, Sendable, Hashable, CaseIterable {
  /// The order of the chain, then the watch list.
  case chain
  case name, state
  /// The total of the newest probe, and the median of the shown window.
  case now, usual
  case dns, tcp, tls, ttfb, body
  case phases
  case p95, fail
  case history

  /// The column of this name; `p50` is another name of `usual`.
  package init?(name: some StringProtocol) {
    guard let column = MirrorColumn(rawValue: name == "p50" ? "usual" : String(name)) else {
      return nil
    }
    self = column
  }

  /// Those by which the table can be sorted.
  package static let sortable = allCases.filter(\.row.sorts)
  /// Those that can be chosen: the number and the name are always there.
  package static let choosable = allCases.filter { ![.chain, .name].contains($0) }

  /// The names of `columns`, for messages and completion.
  package static func names(_ columns: [MirrorColumn]) -> String {
    columns.map(\.rawValue).joined(separator: ", ")
  }

  /// Reads `state,usual,fail`; the name that cannot be chosen where there is one.
  package static func read(_ names: [some StringProtocol]) -> Reading {
    var columns: [MirrorColumn] = []
    for name in names {
      guard let column = MirrorColumn(name: name), choosable.contains(column) else {
        return .unknown(String(name))
      }
      if !columns.contains(column) { columns.append(column) }
    }
    return .columns(columns)
  }

  /// What `read` made of the names.
  package enum Reading: Sendable, Hashable {
    case columns([MirrorColumn])
    case unknown(String)
  }

  /// The phase whose time it shows; nil for any other column.
  var phase: Phase? {
    switch self {
    case .dns: .resolve
    case .tcp: .connect
    case .tls: .tls
    case .ttfb: .processing
    case .body: .transfer
    case .chain, .name, .state, .now, .usual, .phases, .p95, .fail, .history: nil
    }
  }
}

/// How a column of the mirrors table is set.
struct ColumnRow: Sendable {
  /// In `history`, `{}` is the time that it shows.
  let heading: Phrase
  /// Columns at each width of the table, the gap before it included; nil where it is not shown unless chosen. Of
  /// `history` the least: it takes what is left.
  let widths: [TableWidth: Int]
  /// Of several that have no room, the least important goes first.
  let importance: Int
  var sorts = true
  var isNumber = true

  /// Columns where it is shown: at least those of its heading.
  func width(at width: TableWidth, in language: Language) -> Int {
    let own = TableWidth.allCases.drop { $0 != width }.lazy.compactMap { widths[$0] }.first
    return isNumber
      ? max(own ?? 0, CharacterWidth.columns(of: language.say(heading)) + 1) : own ?? 0
  }
}

/// The widths of the mirrors table at which its columns change.
enum TableWidth: CaseIterable {
  case tiny, narrow, medium, wide, widest

  init(_ columns: Int) {
    self =
      switch columns {
      case 150...: .widest
      case 112...: .wide
      case 74...: .medium
      case 46...: .narrow
      default: .tiny
      }
  }

  /// What the newest rounds and the reason beside them are to have before a less important column is shown.
  var historyRoom: Int {
    switch self {
    case .tiny: 16
    case .narrow: 14
    case .medium: 7
    case .wide: 27
    case .widest: 36
    }
  }
}

extension MirrorColumn {
  var row: ColumnRow {
    switch self {
    case .chain:
      ColumnRow(
        heading: Phrase("#", "#"),
        widths: [.tiny: 2, .narrow: 3, .medium: 3, .wide: 3, .widest: 3], importance: 10,
        isNumber: false)
    case .name:
      ColumnRow(
        heading: Phrase("mirror", "镜像"),
        widths: [.tiny: 11, .narrow: 17, .medium: 18, .wide: 20, .widest: 30], importance: 10,
        isNumber: false)
    case .state:
      ColumnRow(
        heading: Phrase("state", "状态"),
        widths: [.tiny: 2, .narrow: 11, .medium: 16, .wide: 17, .widest: 17], importance: 9,
        isNumber: false)
    case .now:
      ColumnRow(
        heading: .now, widths: [.tiny: 5, .narrow: 6, .medium: 6, .wide: 6, .widest: 7],
        importance: 8)
    case .usual:
      ColumnRow(
        heading: Phrase("usual", "平时"), widths: [.narrow: 6, .medium: 6, .wide: 6, .widest: 7],
        importance: 7)
    case .dns: phaseRow(.resolve, importance: 4)
    case .tcp: phaseRow(.connect, importance: 5)
    case .tls: phaseRow(.tls, importance: 6)
    case .ttfb: phaseRow(.processing, importance: 6)
    case .body: phaseRow(.transfer, importance: 2)
    case .phases:
      ColumnRow(
        heading: Phrase("phases", "阶段"), widths: [.wide: 11, .widest: 17], importance: 0,
        sorts: false, isNumber: false)
    case .p95:
      ColumnRow(
        heading: Phrase("p95", "p95"), widths: [.medium: 6, .wide: 6, .widest: 6], importance: 1)
    case .fail:
      ColumnRow(
        heading: Phrase("fail", "失败"), widths: [.narrow: 5, .medium: 5, .wide: 6, .widest: 6],
        importance: 3)
    case .history:
      ColumnRow(
        heading: Phrase("last {}", "近 {}"),
        widths: [.tiny: 4, .narrow: 4, .medium: 4, .wide: 4, .widest: 4], importance: 7,
        sorts: false, isNumber: false)
    }
  }

  private func phaseRow(_ phase: Phase, importance: Int) -> ColumnRow {
    ColumnRow(
      heading: phase.word, widths: [.medium: 5, .wide: 6, .widest: 7], importance: importance)
  }
}
