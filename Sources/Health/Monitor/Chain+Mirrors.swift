import GoRules

extension Chain {
  /// The mirror that an entry asks; nil for `direct`, `off`, `noproxy` and what is not watched.
  package func mirror(ofEntry index: Int, among mirrors: [MirrorSnapshot]) -> MirrorSnapshot? {
    guard entries.indices.contains(index), let url = entries[index].url else { return nil }
    if let mirror = mirrors.first(where: { $0.mirror.url == url }) { return mirror }
    // The same proxy with another password.
    let id = Mirror.ID(url)
    return mirrors.first { $0.id == id }
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
    return mirror(ofEntry: index, among: mirrors)?.mirror.name
      ?? entries[index].url?.name ?? entries[index].redacted
  }
}

extension Snapshot {
  /// The mirror of a chain entry; nil for `direct`, `off`, `noproxy` and what is not watched.
  package func mirror(ofEntry entry: Int) -> MirrorSnapshot? {
    chain?.mirror(ofEntry: entry, among: mirrors)
  }

  package func name(ofEntry entry: Int) -> String {
    chain?.name(ofEntry: entry, among: mirrors) ?? ""
  }
}
