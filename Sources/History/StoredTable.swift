import GoRules
import Health

/// A table whose rows can be taken over from a damaged file, with what each of its columns can hold.
struct StoredTable: Sendable {
  var name: String
  /// What its rows are in order of.
  var order = "rowid"
  var columns: [StoredColumn]

  /// Whether every reader of the table will take this row.
  func accepts(_ row: [StoredValue]) -> Bool {
    guard row.count == columns.count, zip(columns, row).allSatisfy({ $0.accepts($1) }) else {
      return false
    }
    guard isRollup else { return true }
    guard case .blob(let outcomes) = row[1], case .blob(let latencies) = row[2] else {
      return false
    }
    return StoredRollup(outcomes: outcomes, latencies: latencies) != nil
  }

  var isRollup: Bool { Resolution.all.contains { $0.table == name } }

  /// Kept forever: in the order in which the tables refer to each other.
  static let lasting = [
    StoredTable(name: "session", columns: [row, time, time, time, time]),
    StoredTable(name: "mirror", columns: [mirror, .text]),
    StoredTable(
      name: "request",
      columns: [
        row, words(RequestKind.self), .text, .text, words(ConnectionUse.self), .optionalText,
      ]),
    StoredTable(
      name: "outcome",
      columns: [
        row, .word(StoredOutcome.names), .optionalText, .optionalText,
        .optionalInteger(StoredRange.length), .optionalText,
      ]),
    StoredTable(
      name: "connection",
      columns: [row] + Array(repeating: .optionalText, count: 8) + [
        .optionalInteger(StoredRange.flag), .optionalInteger(StoredRange.flag), .optionalText,
      ]),
    StoredTable(
      name: "state_change",
      columns: [
        row, row, time, time, mirror, words(HealthState.self), words(HealthState.self),
        .optionalInteger(StoredRange.row),
      ]),
    StoredTable(
      name: "failover",
      columns: [
        row, row, time, time, words(RequestKind.self), .text, .text, .text, .optionalText,
        .optionalText, .text, .optionalText, .optionalText, .text,
      ]),
    StoredTable(name: "gap", columns: [row, row, time, time, time, time]),
    StoredTable(
      name: "setting_change", columns: [row, time, .optionalText, .optionalText, .text]),
    StoredTable(name: "chain", columns: [row, row, time, time, .text]),
  ]

  /// Single probes.
  static let sample = StoredTable(
    name: "sample", order: "time",
    columns: [time, mirror, row, row, row, .optionalInteger(StoredRange.count)]
      + Array(repeating: .optionalInteger(StoredRange.length), count: 8) + [
        .optionalInteger(StoredRange.count), .integer(StoredRange.count),
        .integer(StoredRange.count), .optionalText, .optionalText, .integer(StoredRange.flag),
      ])

  /// What may be dropped when it is old.
  static let measured = Resolution.all.map { rollups(of: $0) } + [sample]

  /// Which table a row lies in that was found on some page, and the row as its columns have it; nil for none of these.
  static func recognised(
    _ rowid: Int64?, _ values: [StoredValue]
  ) -> (table: StoredTable, row: [StoredValue])? {
    guard let rowid else {
      // The index of the mirrors by their URLs.
      if values.count == 2, case .text(let url) = values[0], case .integer = values[1],
        url.contains(UInt8(ascii: ":"))
      {
        return recognised(in: lasting.filter { $0.name == "mirror" }, [values[1], values[0]])
      }
      return recognised(in: [sample], values)
    }
    // The row's number stands for the column that is its other name.
    guard values.first == .null else { return nil }
    let row = [StoredValue.integer(rowid)] + values.dropFirst()
    return recognised(in: lasting + Resolution.all.map { rollups(of: $0) }, row)
  }

  private static func recognised(
    in tables: [StoredTable], _ row: [StoredValue]
  ) -> (table: StoredTable, row: [StoredValue])? {
    tables.first { $0.accepts(row) && $0.isLikely(row) }.map { ($0, row) }
  }

  /// A minute and an hour differ in nothing but how far their numbers have come since 1970: nothing was recorded before
  /// 2000.
  private func isLikely(_ row: [StoredValue]) -> Bool {
    guard let resolution = Resolution.all.first(where: { $0.table == name }),
      case .integer(let slot) = row[0]
    else { return true }
    return resolution.key(of: slot).time >= 946_684_800_000_000
  }

  /// `minute` or `hour`.
  static func rollups(of resolution: Resolution) -> StoredTable {
    StoredTable(name: resolution.table, columns: [.integer(resolution.slots), .blob, .blob])
  }

  private static let row = StoredColumn.integer(StoredRange.row)
  private static let mirror = StoredColumn.integer(StoredRange.mirror)
  private static let time = StoredColumn.integer(StoredRange.time)

  private static func words<Word: CaseIterable & RawRepresentable<String>>(
    _: Word.Type
  ) -> StoredColumn {
    .word(Word.allCases.map(\.rawValue))
  }
}
