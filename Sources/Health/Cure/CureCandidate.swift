import GoRules

/// A chain that could be written, as places in a list of entries.
struct CureCandidate: Hashable {
  struct Slot: Hashable {
    /// The place in `CureSearch.entries`.
    var entry: Int
    var separator: Chain.Separator?
  }

  enum Change: Hashable {
    case move(Int, before: Int)
    case moveBehind(Int, after: Int)
    /// nil: at the end.
    case add(Int, before: Int?)
  }

  var slots: [Slot]
  /// nil: separators alone differ.
  var change: Change?
  /// The entries whose `,` has become `|`.
  var pipes: [Int] = []

  /// The chain as it is.
  init(_ chain: Chain) {
    slots = chain.entries.enumerated().map {
      Slot(entry: $0.offset, separator: $0.element.separator)
    }
  }

  /// With the slot at `from` before the one that is now at `to`.
  func moving(_ from: Int, before to: Int, separator: Chain.Separator) -> CureCandidate {
    var changed = self
    changed.change = .move(slots[from].entry, before: slots[to].entry)
    changed.slots.insert(changed.slots.remove(at: from), at: from < to ? to - 1 : to)
    changed.close(separator)
    return changed
  }

  /// With the slot at `from` behind the one that is now at `to`, which is further on.
  func moving(_ from: Int, behind to: Int, separator: Chain.Separator) -> CureCandidate {
    var changed = self
    changed.change = .moveBehind(slots[from].entry, after: slots[to].entry)
    changed.slots.insert(changed.slots.remove(at: from), at: to)
    changed.close(separator)
    return changed
  }

  /// With another entry before the slot at `place`, which may be the end.
  func adding(_ entry: Int, at place: Int, separator: Chain.Separator) -> CureCandidate {
    var changed = self
    changed.change = .add(entry, before: place < slots.count ? slots[place].entry : nil)
    changed.slots.insert(Slot(entry: entry, separator: separator), at: place)
    changed.close(.comma)
    return changed
  }

  /// A separator stands after all but the last: it stays with its entry, and one that had none gets `separator`.
  private mutating func close(_ separator: Chain.Separator) {
    for place in slots.indices {
      if place == slots.count - 1 {
        slots[place].separator = nil
      } else if slots[place].separator == nil {
        slots[place].separator = separator
      }
    }
  }
}
