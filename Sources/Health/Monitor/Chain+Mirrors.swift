import GoRules

extension Chain {
  /// The mirror that an entry asks; nil for `off` and what is not watched.
  package func mirror(ofEntry index: Int, among mirrors: [MirrorSnapshot]) -> MirrorSnapshot? {
    place(ofEntry: index, among: mirrors).map { mirrors[$0] }
  }

  /// Its index in `mirrors`.
  private func place(ofEntry index: Int, among mirrors: [MirrorSnapshot]) -> Int? {
    guard entries.indices.contains(index) else { return nil }
    func isIt(_ place: Int, _ url: ProxyURL) -> Bool {
      mirrors[place].mirror.service == .proxy && mirrors[place].mirror.url == url
    }
    if let url = entries[index].url {
      // The mirrors of a long chain mostly stand as the entries do, one off where go puts `noproxy` before them.
      for place in [index, index - 1] where mirrors.indices.contains(place) && isIt(place, url) {
        return place
      }
      if let place = mirrors.indices.first(where: { isIt($0, url) }) { return place }
    }
    // The same proxy with another password, or none.
    guard let id = entries[index].mirror else { return nil }
    return mirrors.indices.first { mirrors[$0].id == id }
  }

  /// What was seen of the entry whose silence ends `walk`; nil where it ends otherwise, or where that is not known.
  package func silence(endingIn walk: Walk, among mirrors: [MirrorSnapshot]) -> Silence? {
    guard walk.stopReason == .silence, let entry = walk.stop,
      let mirror = mirror(ofEntry: entry, among: mirrors)
    else { return nil }
    return mirror.latest[walk.kind]?.silence ?? mirror.lastCold?.silence
  }

  /// What an entry is called wherever it is named; empty for no entry.
  package func name(ofEntry index: Int, among mirrors: [MirrorSnapshot] = []) -> String {
    guard entries.indices.contains(index) else { return "" }
    return place(ofEntry: index, among: mirrors).map { mirrors[$0].mirror.name }
      ?? entries[index].url?.name ?? entries[index].redacted
  }
}

extension Chain.Entry {
  /// Whom the entry asks; nil for `off`.
  package var mirror: Mirror.ID? {
    switch target {
    case .proxy(let url): Mirror.ID(url)
    case .direct, .noproxy: .direct
    case .off: nil
    }
  }
}

extension Snapshot {
  /// The mirror of a chain entry; nil for `off` and what is not watched.
  package func mirror(ofEntry entry: Int) -> MirrorSnapshot? {
    chain?.mirror(ofEntry: entry, among: mirrors)
  }

  package func name(ofEntry entry: Int) -> String {
    chain?.name(ofEntry: entry, among: mirrors) ?? ""
  }
}
