import GoRules
import Health

/// Which of the compared mirrors send the same zip of the same module version.
struct ZipGroups {
  enum Difference {
    /// The same files (by the sum of go.sum), packed in another way.
    case packing
    /// Other files.
    case files
    /// One of the two, nobody knows which.
    case unknown
  }

  private var results: [Mirror.ID: ProbeResult] = [:]
  private var differences: [Mirror.ID: Difference] = [:]

  init(_ columns: [CompareColumns.Column]) {
    for column in columns {
      // What it sends now, else what it sent last.
      let known = [column.told?.zip, column.row.latest[.zip]].compactMap(\.self)
      results[column.row.id] = known.first { $0.zipDigest != nil }
    }
    let found = columns.compactMap { results[$0.row.id] }
    for (_, group) in Dictionary(grouping: found, by: \.request.canary) {
      var counts: [[UInt8]: Int] = [:]
      for result in group { counts[result.zipDigest ?? [], default: 0] += 1 }
      let most = counts.values.max() ?? 0
      // Of several that are as common, that of the first mirror.
      guard counts.count > 1, let usual = group.first(where: { counts[$0.zipDigest ?? []] == most })
      else { continue }
      for result in group where result.zipDigest != usual.zipDigest {
        if let own = result.sum, let other = usual.sum {
          differences[result.mirror] = own == other ? .packing : .files
        } else {
          differences[result.mirror] = .unknown
        }
      }
    }
  }

  /// The newest zip that came whole; nil where none did.
  func result(of column: CompareColumns.Column) -> ProbeResult? { results[column.row.id] }

  /// How it differs from what most send; nil where it does not.
  func difference(of column: CompareColumns.Column) -> Difference? { differences[column.row.id] }
}
