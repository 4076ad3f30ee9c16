import Health
import Text

/// Under which heading a mirror stands in the table.
enum MirrorGroup: Sendable, Hashable {
  /// An entry of the chain, whatever group the watch list puts it in: its number tells when go asks it.
  case chain
  /// A group of the watch list.
  case named(String)
  /// In the watch list without a group.
  case watched

  init(_ mirror: Mirror) {
    self =
      mirror.isInChain ? .chain : mirror.group.map { .named($0) } ?? .watched
  }

  func name(in language: Language) -> String {
    switch self {
    case .chain: language.say(.groupChain)
    case .named(let name): name
    case .watched: language.say(.groupWatched)
    }
  }
}

extension Snapshot {
  /// The watch list has groups: the table has headings.
  var hasGroups: Bool { mirrors.contains { $0.mirror.entry == nil && $0.mirror.group != nil } }
}

extension [MirrorSnapshot] {
  /// The same, each group together, groups in the order in which `all` names them first.
  func grouped(as all: [MirrorSnapshot]) -> [MirrorSnapshot] {
    var order: [MirrorGroup: Int] = [:]
    for row in all where order[MirrorGroup(row.mirror)] == nil {
      order[MirrorGroup(row.mirror)] = order.count
    }
    var groups = Array<[MirrorSnapshot]>(repeating: [], count: order.count)
    for row in self { groups[order[MirrorGroup(row.mirror)] ?? 0].append(row) }
    return groups.flatMap { $0 }
  }
}

/// A line of the mirrors table below its column titles.
enum TableLine: Equatable {
  case heading(MirrorGroup)
  /// The index of a mirror in `Scene.rows`.
  case row(Int)

  /// All lines, in their order; headings only where there are groups.
  static func all(_ rows: [MirrorSnapshot], hasGroups: Bool) -> [TableLine] {
    guard hasGroups else { return rows.indices.map { .row($0) } }
    var lines: [TableLine] = []
    var last: MirrorGroup?
    for (index, row) in rows.enumerated() {
      let group = MirrorGroup(row.mirror)
      if group != last { lines.append(.heading(group)) }
      last = group
      lines.append(.row(index))
    }
    return lines
  }
}
