import GoRules

extension Mirror {
  /// The checksum database itself as `chain` uses it; nil where no canary is checked against one.
  package init?(databaseOf chain: Chain, canaries: [ModuleVersion]) {
    guard let canary = canaries.first(where: chain.checksSums),
      let url = ProxyURL(of: chain.checksumDatabase)
    else { return nil }
    self.init(name: chain.checksumDatabase.name, url: url, canary: canary)
    id = ID(databaseAt: url)
    service = .checksumDatabase
  }
}

extension ProxyURL {
  /// Where a checksum database is, by its own name where GOSUMDB gives no URL that could be a proxy's; nil where it is
  /// none.
  fileprivate init?(of database: ChecksumDatabase) {
    switch database {
    case .off, .invalid: return nil
    case .named(let key):
      guard let url = try? ProxyURL(parsing: "https://" + key.name) else { return nil }
      self = url
    case .at(let url, let key):
      let known =
        (try? ProxyURL(parsing: url.written)) ?? (try? ProxyURL(parsing: "https://" + key.name))
      guard let known else { return nil }
      self = known
    }
  }
}
