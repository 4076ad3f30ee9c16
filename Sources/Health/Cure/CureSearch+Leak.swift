import GoRules

/// What a change would let others see.
extension CureSearch {
  /// The first public proxy that gets to see what a private one is asked, and did not before.
  func leak(_ candidate: CureCandidate) -> Cure.Leak? {
    let before = exposures(CureCandidate(chain).slots)
    let new = exposures(candidate.slots).first { !before.contains($0) }
    return new.map { Cure.Leak(from: entries[$0.from].name, to: entries[$0.to].name) }
  }

  private struct Exposure: Hashable {
    var from: Int
    var to: Int
  }

  /// For each private proxy the public ones that are asked the same: those before it, and those behind a `|`.
  private func exposures(_ slots: [CureCandidate.Slot]) -> [Exposure] {
    func isPrivate(_ place: Int) -> Bool {
      entries[slots[place].entry].url.map(self.isPrivate) ?? false
    }
    func isPublic(_ place: Int) -> Bool {
      entries[slots[place].entry].url.map { !self.isPrivate($0) && $0.isPublic } ?? false
    }
    return slots.indices.filter(isPrivate).flatMap { place in
      slots.indices.filter { other in
        isPublic(other) && (other < place || slots[place].separator == .pipe)
      }.map { Exposure(from: slots[place].entry, to: slots[$0].entry) }
    }
  }
}
