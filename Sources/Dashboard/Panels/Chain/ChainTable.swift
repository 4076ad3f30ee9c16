import GoRules
import Health

/// What the chain panel shows: entries down, kinds of request across; below them what go makes of those that end badly.
struct ChainTable {
  /// One line of it.
  enum Line: Hashable {
    /// The module, where several are asked for.
    case module(ModuleVersion)
    /// A place in the chain.
    case entry(Int, ModuleVersion)
    /// The checksum database, which is asked itself: no entry of the chain leads there.
    case database(ModuleVersion)

    var canary: ModuleVersion {
      switch self {
      case .module(let canary), .entry(_, let canary), .database(let canary): canary
      }
    }
  }

  /// Those that are asked for, in the order of `RequestKind.allCases`.
  let kinds: [RequestKind]
  let lines: [Line]
  /// Those that decide: where go is served, where it stops or waits, and who would help.
  let keys: Set<Line>
  /// The walks that fail, each explained in a line below the matrix.
  let notes: [WalkGroup]
  private let walks: [ModuleVersion: [RequestKind: Walk]]

  /// More are not told below.
  private static let mostNotes = 3

  /// - Parameter groups: of `snapshot.walkGroups()`.
  init(_ snapshot: Snapshot, _ groups: [WalkGroup]) {
    var walks: [ModuleVersion: [RequestKind: Walk]] = [:]
    for walk in snapshot.walks { walks[walk.canary, default: [:]][walk.kind] = walk }
    var canaries: [ModuleVersion] = []
    // What is broken first.
    for group in groups where !canaries.contains(group.walk.canary) {
      canaries.append(group.walk.canary)
    }
    let asked = Set(snapshot.walks.map(\.kind))
    kinds = RequestKind.allCases.filter(asked.contains)
    var lines: [Line] = []
    var keys: Set<Line> = []
    for canary in canaries {
      let known = Array((walks[canary] ?? [:]).values)
      if canaries.count > 1 { lines.append(.module(canary)) }
      lines += (snapshot.chain?.entries.indices ?? 0..<0).map { .entry($0, canary) }
      let asksDatabase = known.contains {
        $0.database != nil || $0.isRescuedByDatabase(in: snapshot)
      }
      if asksDatabase { lines.append(.database(canary)) }
      for walk in known {
        let isDatabase = walk.database != nil || walk.isRescuedByDatabase(in: snapshot)
        let deciding = [
          walk.database == nil ? walk.active : nil, walk.stop, walk.waiting,
          isDatabase ? nil : walk.withPipe?.entry,
        ]
        keys.formUnion(deciding.compactMap(\.self).map { Line.entry($0, canary) })
        if isDatabase { keys.insert(.database(canary)) }
      }
      if canaries.count > 1 { keys.insert(.module(canary)) }
    }
    self.walks = walks
    self.lines = lines
    self.keys = keys
    // Without a network no mirror is blamed. Of the first all but go's own words stands in the header.
    let bad = snapshot.isLocal ? [] : groups.filter(\.walk.verdict.isBad)
    let told = bad.enumerated().filter { index, group in
      index > 0 || group.walk.error != nil || group.walk.stopReason == .silence
    }
    notes = told.prefix(Self.mostNotes).map(\.element)
  }

  func walk(_ kind: RequestKind, _ canary: ModuleVersion) -> Walk? { walks[canary]?[kind] }

  /// All that is walked for the module of a line.
  func walks(for line: Line) -> [Walk] { kinds.compactMap { walk($0, line.canary) } }

  /// Rows needed, without borders.
  var height: Int { max(1, lines.count + notes.count) }

  /// How many of `height` rows are for lines: what go says has one of them where that hides nothing that decides.
  func lineRows(in height: Int) -> Int {
    if self.height <= height { return lines.count }
    let hasNote = !notes.isEmpty && min(keys.count, lines.count) < height && height > 1
    return max(1, min(lines.count, height - (hasNote ? 1 : 0)))
  }

  /// The lines that `room` rows have room for: all, or else first those that decide, and then the others from the top;
  /// with `first`, those from there on.
  func shown(_ room: Int, from first: Int?) -> [Line] {
    guard lines.count > room else { return lines }
    if let first {
      let start = max(0, min(first, lines.count - room))
      return Array(lines[start...].prefix(room))
    }
    var chosen = Set(lines.filter(keys.contains).prefix(room))
    for line in lines where chosen.count < room { chosen.insert(line) }
    return lines.filter(chosen.contains)
  }
}

extension Walk {
  /// With the other separator go would ask the checksum database itself.
  func isRescuedByDatabase(in snapshot: Snapshot) -> Bool {
    guard kind == .sumdb, let entry = withPipe?.entry else { return false }
    return snapshot.chain?.entries[entry].url == nil
  }
}
