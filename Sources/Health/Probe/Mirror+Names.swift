import GoRules

extension [Mirror] {
  /// Mirrors of one name are told apart by their ports, or else by their URLs.
  package mutating func tellApart() {
    for name in [\ProxyURL.authority, \ProxyURL.withoutScheme] {
      let names = Dictionary(map { ($0.name, 1) }, uniquingKeysWith: +)
      for index in indices where self[index].service == .proxy && names[self[index].name] ?? 0 > 1 {
        self[index].name = self[index].url[keyPath: name]
      }
    }
  }
}
