import GoRules

/// What a gateway may do with a request: go's list, as far as it can stand in for it.
package struct GatewayRules: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var place: Place
    /// Where its answers are had from to be passed through; nil where they are not.
    package var source: Source?
    /// `|` follows.
    package var goesOnAfterErrors = false
    /// Modules of GONOPROXY and GOPRIVATE may be asked of it.
    package var isPrivate = false
    /// What it is called.
    package var name: String
  }

  package struct Source: Sendable, Hashable {
    package var mirror: Mirror.ID
    package var url: ProxyURL
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
  package var policy: GatewayPolicy
  /// Modules whose names no public entry may hear.
  package var privateModules: [ModulePatterns]

  package init(
    entries: [Entry], _ policy: GatewayPolicy = GatewayPolicy(),
    privateModules: [ModulePatterns] = []
  ) {
    self.entries = entries
    self.policy = policy
    self.privateModules = privateModules
  }

  /// Without entries where go would refuse the list.
  package init(
    _ settings: MonitorSettings, _ go: GoEnvironment, _ policy: GatewayPolicy = GatewayPolicy()
  ) {
    let written = settings.chain?.entries.filter { $0.target != .noproxy } ?? []
    entries = written.map { entry in
      Entry(
        place: Self.place(of: entry, go), source: policy.passThrough.source(of: entry, go),
        goesOnAfterErrors: entry.fallsThroughOnAnyError,
        isPrivate: entry.url.map(settings.isPrivate) ?? false,
        name: settings.mirrors.first { $0.url == entry.url }?.name ?? entry.url?.name
          ?? entry.redacted)
    }
    self.policy = policy
    privateModules = [ModulePatterns(go.gonoproxy), ModulePatterns(go["GOPRIVATE"])]
  }

  fileprivate static func place(of entry: Chain.Entry, _ go: GoEnvironment) -> Place {
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

  /// Where `entry` is asked, and whether its answer passes through; nil where the list goes on without the gateway.
  /// `mayPass`: there is room for one more answer. `isRetry`: go did not get the file where it was sent, and behind the
  /// gateway there is only the list: who breaks off now is seen by the gateway alone.
  func way(to entry: Entry, mayPass: Bool, isRetry: Bool) -> (source: Source, passes: Bool)? {
    if mayPass, let source = entry.source { return (source, true) }
    guard case .mirror(let mirror, let url) = entry.place else { return nil }
    return (Source(mirror: mirror, url: url), mayPass && isRetry)
  }

  /// Of a private module only private entries hear.
  func mayHear(_ entry: Entry, of module: ModuleVersion?) -> Bool {
    guard let module, !entry.isPrivate else { return true }
    return !privateModules.contains { $0.matches(module.module) }
  }

  /// The next entry is asked after `outcome`; `ok`: go came back from it, and so its answer broke off.
  func goesOn(_ entry: Entry, after outcome: RequestOutcome) -> Bool {
    if entry.goesOnAfterErrors { return true }
    if case .notFound = outcome { return true }
    let failure = outcome == .ok ? .reset : EvadedFailure(outcome)
    return failure.map(policy.evaded.contains) ?? false
  }
}

/// What the user wishes of a gateway.
package struct GatewayPolicy: Sendable, Hashable {
  package var evaded = EvadedFailure.standard
  package var passThrough = PassThrough.none

  package init(
    evaded: Set<EvadedFailure> = EvadedFailure.standard, passThrough: PassThrough = .none
  ) {
    self.evaded = evaded
    self.passThrough = passThrough
  }
}

/// Whose answers a gateway passes through, instead of sending go there.
package enum PassThrough: Sendable, Hashable, CaseIterable {
  case none
  /// Those of entries that go cannot be sent to.
  case needed
  case all

  fileprivate func source(of entry: Chain.Entry, _ go: GoEnvironment) -> GatewayRules.Source? {
    guard self != .none, case .proxy(let url) = entry.target else { return nil }
    switch GatewayRules.place(of: entry, go) {
    case .mirror where self == .all, .left(.credentials), .left(.query):
      return GatewayRules.Source(mirror: Mirror.ID(url), url: url)
    case .mirror, .left: return nil
    }
  }
}
