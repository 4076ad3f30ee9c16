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

  private struct Kept {
    var memory: SumMemory
    var uses = 0
  }

  /// After so many uses all tiles are asked for again, as by a go that begins anew: every ten minutes or so.
  private static let mostUses = 20
  /// Places whose tiles are kept, up to 200 KB each.
  private static let mostTiles = 64
  /// Places that are kept at all; beyond, each proof begins anew.
  private static let mostPlaces = 4_096

  private let kept = Locked<[Place: Kept]>([:])

  func memory(of place: Place) -> SumMemory {
    kept.withLock { kept in
      guard var known = kept[place] else { return SumMemory() }
      known.uses += 1
      if known.uses % Self.mostUses == 0 { known.memory.forgetTiles() }
      kept[place] = known
      return known.memory
    }
  }

  func keep(_ memory: SumMemory, of place: Place) {
    kept.withLock { kept in
      if kept[place] == nil, kept.count >= Self.mostPlaces { return }
      var memory = memory
      if kept[place] == nil, kept.count >= Self.mostTiles { memory.forgetTiles() }
      kept[place, default: Kept(memory: memory)].memory = memory
    }
  }
}
