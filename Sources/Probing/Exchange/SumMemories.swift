import GoRules
import Health
import Platform

/// What was proven of checksum databases, by whom it was asked and about what.
final class SumMemories: Sendable {
  struct Place: Hashable {
    var mirror: Mirror.ID
    var canary: ModuleVersion
    var database: ChecksumDatabase
  }

  /// Places whose tiles are kept, up to 200 KB each.
  private static let mostTiles = 64
  /// Places that are kept at all; beyond, each proof begins anew.
  private static let mostPlaces = 4_096

  private let kept = Locked<[Place: SumMemory]>([:])

  /// `anew`: all tiles are to be asked for again, as by a go that begins anew.
  func memory(of place: Place, anew: Bool) -> SumMemory {
    kept.withLock { kept in
      if anew { kept[place]?.forgetTiles() }
      return kept[place] ?? SumMemory()
    }
  }

  func keep(_ memory: SumMemory, of place: Place) {
    kept.withLock { kept in
      if kept[place] == nil, kept.count >= Self.mostPlaces { return }
      var memory = memory
      if kept[place] == nil, kept.count >= Self.mostTiles { memory.forgetTiles() }
      kept[place] = memory
    }
  }
}
