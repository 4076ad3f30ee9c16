import GoRules

extension Chain {
  /// The chain with `url` as the first of its public proxies and all else as it was: the others keep their order; a
  /// gateway, private entries, `direct` and `off` their place. A private `url` becomes the first of all but a gateway.
  ///
  /// After the new head stands `|`, so that whatever befalls it the next one is asked; after a private one `,`, since
  /// the next would hear what was asked of it. The other separators keep their place. nil where nothing would change,
  /// or where the chain is just `off`.
  package func preferring(_ url: ProxyURL, isPrivate: (ProxyURL) -> Bool) -> Chain? {
    guard entries.first(where: { $0.target != .noproxy })?.target != .off else { return nil }
    let isOwn = isPrivate(url)
    let gateway = self.gateway.map { [$0.first, $0.again] } ?? []
    if gateway.contains(where: { entries[$0].url == url }) { return nil }
    let places = entries.indices.filter { index in
      if let found = entries[index].url {
        !gateway.contains(index) && (isOwn || !isPrivate(found))
      } else {
        false
      }
    }
    let separator: Separator = isOwn ? .comma : .pipe
    guard let first = places.first else { return addingBeforeEnd(url, separator) }
    var changed = entries
    guard let from = places.first(where: { entries[$0].url == url }) else {
      changed.insert(Entry(.proxy(url), separator: separator), at: first)
      return Chain(entries: changed)
    }
    guard from != first else { return nil }
    // The entries up to where it was move down by one of these places each.
    var moving: Entry.Target = .proxy(url)
    for place in places where place <= from {
      swap(&moving, &changed[place].target)
    }
    changed[first].separator = separator
    return Chain(entries: changed)
  }

  /// A chain without such proxies gets one before `direct` or `off`, or at its end.
  private func addingBeforeEnd(_ url: ProxyURL, _ separator: Separator) -> Chain? {
    var changed = entries
    if let end = entries.firstIndex(where: { $0.target == .direct || $0.target == .off }) {
      changed.insert(Entry(.proxy(url), separator: separator), at: end)
    } else {
      // Behind a gateway stands what keeps it one.
      if let last = changed.indices.last {
        changed[last].separator = last == gateway?.again ? .pipe : .comma
      }
      changed.append(Entry(.proxy(url)))
    }
    return Chain(entries: changed)
  }
}
