import GoRules

extension Chain {
  /// The chain with `url` as the first of its public proxies and all else as it was: the others
  /// keep their order, private entries, `direct` and `off` their place, separators theirs.
  ///
  /// A proxy that is not in the chain is added, with the separator of the place that it takes, or
  /// `,` where it takes none. nil where nothing would change, or where the chain is just `off`.
  package func preferring(_ url: ProxyURL, isPrivate: (ProxyURL) -> Bool) -> Chain? {
    guard entries.first(where: { $0.target != .noproxy })?.target != .off else { return nil }
    let places = entries.indices.filter { index in
      if case .proxy(let found) = entries[index].target { !isPrivate(found) } else { false }
    }
    guard let first = places.first else { return addingBeforeEnd(url) }
    var changed = entries
    guard let from = places.first(where: { entries[$0].target == .proxy(url) }) else {
      changed.insert(Entry(.proxy(url), separator: entries[first].separator ?? .comma), at: first)
      return Chain(entries: changed)
    }
    guard from != first else { return nil }
    // The public entries up to where it was move down by one public place each.
    var moving: Entry.Target = .proxy(url)
    for place in places where place <= from {
      swap(&moving, &changed[place].target)
    }
    return Chain(entries: changed)
  }

  /// A chain without public proxies gets one before `direct` or `off`, or at its end.
  private func addingBeforeEnd(_ url: ProxyURL) -> Chain? {
    guard !entries.contains(where: { $0.target == .proxy(url) }) else { return nil }
    var changed = entries
    if let end = entries.firstIndex(where: { $0.target == .direct || $0.target == .off }) {
      changed.insert(Entry(.proxy(url), separator: .comma), at: end)
    } else {
      if let last = changed.indices.last { changed[last].separator = .comma }
      changed.append(Entry(.proxy(url)))
    }
    return Chain(entries: changed)
  }
}
