import GoRules
import Health

/// A chain that could stand in GOPROXY, and how it differs from the present one.
package struct ChainCandidate: Sendable, Hashable {
  /// How a chain differs from the present one.
  package enum Change: Sendable, Hashable {
    /// The chain as it is.
    case present
    /// `|` after these entries, instead of `,`.
    case pipes(after: [Int])
    /// Mirrors in another order, with this separator after each.
    case order([Mirror.ID], Chain.Separator)
    /// Not a proposal: the chains that were in force, each in its time.
    case recorded
  }
  package var chain: Chain
  package var change: Change

  package init(_ chain: Chain, _ change: Change) {
    self.chain = chain
    self.change = change
  }

  /// How many mirrors are put in every order: their number is the factorial.
  package static let maximumOrdered = 5

  /// The present chain, then with `|` for each `,` and for all, then with each order of the first five
  /// `watched` mirrors, once with `,` and once with `|`. No chain is there twice.
  ///
  /// In an order, entries that are not among the five keep their place: those before the first of the
  /// five stay before them (a private mirror), the others behind (`direct`). A private mirror is never moved, and
  /// never gets a `|`, which would tell the next one what is asked of it.
  package static func all(
    present: Chain, watched: [ProxyURL], isPrivate: (ProxyURL) -> Bool = { _ in false }
  ) -> [ChainCandidate] {
    var candidates = [ChainCandidate(present, .present)]
    let watched = watched.filter { !isPrivate($0) }
    let commas = present.entries.indices.filter { index in
      guard let url = present.entries[index].url else { return false }
      return present.entries[index].separator == .comma && !isPrivate(url)
    }
    for places in commas.map({ [$0] }) + [commas] where !places.isEmpty {
      var chain = present
      for place in places { chain.entries[place].separator = .pipe }
      candidates.append(ChainCandidate(chain, .pipes(after: places)))
    }
    for order in permutations(Array(distinct(watched).prefix(maximumOrdered))) where !order.isEmpty
    {
      for separator in [Chain.Separator.comma, .pipe] {
        let change = Change.order(order.map { Mirror.ID($0) }, separator)
        candidates.append(ChainCandidate(present.ordered(order, separator), change))
      }
    }
    var seen: Set<[Chain.Entry]> = []
    return candidates.filter { seen.insert($0.chain.entries).inserted }
  }

  private static func distinct(_ urls: [ProxyURL]) -> [ProxyURL] {
    var seen: Set<ProxyURL> = []
    return urls.filter { seen.insert($0).inserted }
  }

  private static func permutations(_ urls: [ProxyURL]) -> [[ProxyURL]] {
    guard !urls.isEmpty else { return [[]] }
    return urls.indices.flatMap { index in
      var rest = urls
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }
}

extension Chain {
  /// This chain with `urls` in that order where the first of them stands, or before `direct` and `off`.
  fileprivate func ordered(_ urls: [ProxyURL], _ separator: Separator) -> Chain {
    func isMoved(_ entry: Entry) -> Bool { entry.url.map(urls.contains) ?? false }
    let first =
      entries.firstIndex(where: isMoved)
      ?? entries.firstIndex { $0.target == .direct || $0.target == .off } ?? entries.endIndex
    var chain = self
    chain.entries = Array(entries[..<first])
    chain.entries += urls.map { Entry(.proxy($0), separator: separator) }
    chain.entries += entries[first...].filter { !isMoved($0) }
    // Only what is last has no separator; what was last and is no more gets that of the others.
    for index in chain.entries.indices.dropLast() where chain.entries[index].url != nil {
      chain.entries[index].separator = chain.entries[index].separator ?? separator
    }
    chain.entries[chain.entries.count - 1].separator = nil
    return chain
  }
}
