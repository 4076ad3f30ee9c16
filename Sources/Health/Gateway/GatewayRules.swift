import GoRules

/// What a gateway may do with a request: go's list, as far as it can stand in for it.
package struct GatewayRules: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var place: Place
    /// `|` follows.
    package var goesOnAfterErrors = false
    /// Modules of GONOPROXY and GOPRIVATE may be asked of it.
    package var isPrivate = false
    /// What it is called.
    package var name: String
  }

  package enum Place: Sendable, Hashable {
    /// go can be sent there.
    case mirror(Mirror.ID, ProxyURL)
    /// Here the list goes on without the gateway.
    case left(Left)
  }

  /// Why go cannot be sent to an entry.
  package enum Left: String, Sendable, Hashable, CaseIterable {
    /// It takes credentials, which go sends to no target of a redirect.
    case credentials
    /// Its URL has a query, which may be a secret.
    case query
    case file
    case direct
    case off
  }

  /// go's list without `noproxy`, and without the gateway itself.
  package var entries: [Entry]
  package var evaded: Set<EvadedFailure>
  /// Modules whose names no public entry may hear.
  package var privateModules: [ModulePatterns]

  package init(
    entries: [Entry], evaded: Set<EvadedFailure> = EvadedFailure.standard,
    privateModules: [ModulePatterns] = []
  ) {
    self.entries = entries
    self.evaded = evaded
    self.privateModules = privateModules
  }

  /// Without entries where go would refuse the list.
  package init(
    _ settings: MonitorSettings, _ go: GoEnvironment,
    evaded: Set<EvadedFailure> = EvadedFailure.standard
  ) {
    let written = settings.chain?.entries.filter { $0.target != .noproxy } ?? []
    entries = written.map { entry in
      Entry(
        place: Self.place(of: entry, go), goesOnAfterErrors: entry.fallsThroughOnAnyError,
        isPrivate: entry.url.map(settings.isPrivate) ?? false,
        name: settings.mirrors.first { $0.url == entry.url }?.name ?? entry.url?.name
          ?? entry.redacted)
    }
    self.evaded = evaded
    privateModules = [ModulePatterns(go.gonoproxy), ModulePatterns(go["GOPRIVATE"])]
  }

  private static func place(of entry: Chain.Entry, _ go: GoEnvironment) -> Place {
    switch entry.target {
    case .direct, .noproxy: .left(.direct)
    case .off: .left(.off)
    case .proxy(let url) where url.scheme == .file: .left(.file)
    case .proxy(let url) where url.query != nil: .left(.query)
    case .proxy(let url) where takesCredentials(url, go): .left(.credentials)
    case .proxy(let url): .mirror(Mirror.ID(url), url)
    }
  }

  /// go would send some there. What a command of GOAUTH has for whom only the command knows: where a proxy is private,
  /// it may.
  private static func takesCredentials(_ url: ProxyURL, _ go: GoEnvironment) -> Bool {
    if url.user != nil { return true }
    let value = go["GOAUTH"]
    guard url.scheme == .https, value != "off" else { return false }
    for method in GoAuth(value.isEmpty ? GoAuth.standard : value).methods {
      switch method {
      case .off: continue
      case .netrc:
        var cache = CredentialCache()
        if let file = go.netrc { cache.store(file) }
        if !cache.fields(for: url.redacted.utf8).isEmpty { return true }
      case .git, .command, .fatal: if url.isPrivate { return true }
      }
    }
    return false
  }

  /// Of a private module only private entries hear.
  func mayHear(_ entry: Entry, of module: ModuleVersion?) -> Bool {
    guard let module, !entry.isPrivate else { return true }
    return !privateModules.contains { $0.matches(module.module) }
  }

  /// The next entry is asked after `outcome`, which does not serve.
  func goesOn(_ entry: Entry, after outcome: RequestOutcome) -> Bool {
    if outcome.isAlive || entry.goesOnAfterErrors { return true }
    return EvadedFailure(outcome).map(evaded.contains) ?? false
  }
}
