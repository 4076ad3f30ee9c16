import GoRules

/// What a team wants of GOPROXY and of how it fares (`check --policy`); a rule that is nil is not set.
package struct ChainPolicy: Sendable, Hashable {
  /// A rule; the raw value is its key in the file.
  package enum Rule: String, Sendable, Hashable, CaseIterable {
    /// Whom go may ask: hosts, and `direct` for version control wherever it is.
    case hosts
    /// What stands between two proxies.
    case separator
    /// What stands before `direct`.
    case separatorBeforeDirect = "separator_before_direct"
    /// Whether public modules have to be checked against the checksum database.
    case sumdb
    /// Whether `off` may stand in the chain.
    case off
    /// What may come of it all, as in `check --json`.
    case verdict
    /// What a walk may take in all.
    case maximumTime = "max_time"
  }

  package var hosts: [HostPattern]?
  package var separator: Chain.Separator?
  package var separatorBeforeDirect: Chain.Separator?
  package var needsSums: Bool?
  package var allowsOff: Bool?
  package var verdicts: [Walk.Verdict]?
  package var maximumTime: Duration?

  package init() {}

  /// One way in which a rule is not kept.
  package enum Violation: Sendable, Hashable {
    /// An entry that asks another host; nil: the checksum database.
    case host(String, entry: Int?)
    /// Version control, of hosts that nobody named.
    case anyHost(entry: Int)
    /// A pattern of GONOPROXY: such modules are fetched from their own host.
    case pattern(String)
    case separator(Chain.Separator, after: Int)
    /// Public modules are not checked.
    case unverified(Advice)
    /// go's own text.
    case unusableDatabase(String)
    case off(entry: Int)
    case verdict(Walk.Verdict)
    /// nil: go waits for ever.
    case time(Duration?, RequestKind, ModuleVersion)
  }

  /// A rule that is set, and what breaks it; nothing where it is kept.
  package struct Ruling: Sendable, Hashable {
    package var rule: Rule
    package var violations: [Violation]
  }

  /// All rules that are set, in the order of `Rule`. What was not measured breaks none but that of the verdict.
  package func rulings(on snapshot: Snapshot, gonoproxy: String) -> [Ruling] {
    guard let chain = snapshot.chain else { return [] }
    return Rule.allCases.compactMap { rule in
      violations(of: rule, chain, snapshot, gonoproxy).map { Ruling(rule: rule, violations: $0) }
    }
  }

  private func violations(
    of rule: Rule, _ chain: Chain, _ snapshot: Snapshot, _ gonoproxy: String
  ) -> [Violation]? {
    switch rule {
    case .hosts: hosts.map { foreign($0, chain, snapshot, gonoproxy) }
    case .separator: separator.map { others(than: $0, in: chain, beforeDirect: false) }
    case .separatorBeforeDirect:
      separatorBeforeDirect.map { others(than: $0, in: chain, beforeDirect: true) }
    case .sumdb: needsSums.map { $0 ? unverified(chain, snapshot) : [] }
    case .off:
      allowsOff.map { isAllowed in
        chain.entries.indices.filter { !isAllowed && chain.entries[$0].target == .off }
          .map { .off(entry: $0) }
      }
    case .verdict:
      verdicts.map { $0.contains(snapshot.walks.verdict) ? [] : [.verdict(snapshot.walks.verdict)] }
    case .maximumTime:
      maximumTime.map { most in
        snapshot.walks.compactMap { walk in
          if walk.standing == .hangs { return .time(nil, walk.kind, walk.canary) }
          return walk.cost.flatMap { $0 > most ? .time($0, walk.kind, walk.canary) : nil }
        }
      }
    }
  }

  private func foreign(
    _ hosts: [HostPattern], _ chain: Chain, _ snapshot: Snapshot, _ gonoproxy: String
  ) -> [Violation] {
    let allowsDirect = hosts.contains(where: \.isDirect)
    func allows(_ host: String, _ port: Int? = nil) -> Bool {
      hosts.contains { $0.allows(host, port: port) }
    }
    var found: [Violation] = []
    for (index, entry) in chain.entries.enumerated() {
      switch entry.target {
      // A folder asks nobody.
      case .proxy(let url) where url.scheme == .file || allows(url.host, url.portInUse): break
      case .proxy(let url): found.append(.host(url.host, entry: index))
      case .direct where !allowsDirect: found.append(.anyHost(entry: index))
      case .noproxy where !allowsDirect:
        // `none` matches no module, and is written for that.
        for pattern in gonoproxy.split(separator: ",") where pattern != "none" {
          let host = String(pattern.prefix { $0 != "/" })
          if !allows(host) { found.append(.pattern(String(pattern))) }
        }
      case .direct, .noproxy, .off: break
      }
    }
    if let (host, port) = databaseHost(chain, snapshot), !allows(host, port) {
      found.append(.host(host, entry: nil))
    }
    return found
  }

  /// Where the checksum database is asked itself; nil where proxies answer for it.
  private func databaseHost(_ chain: Chain, _ snapshot: Snapshot) -> (String, port: Int?)? {
    switch chain.checksumDatabase {
    case .at(let url, _): HostPort.split(url.host)
    case .named(let key) where snapshot.walks.contains { $0.database != nil }:
      (String(key.name.prefix { $0 != "/" }), nil)
    case .named, .off, .invalid: nil
    }
  }

  private func others(
    than wanted: Chain.Separator, in chain: Chain, beforeDirect: Bool
  ) -> [Violation] {
    chain.entries.indices.dropLast().compactMap { index in
      let (entry, next) = (chain.entries[index], chain.entries[index + 1])
      // Nobody writes what stands behind `noproxy`.
      guard entry.target != .noproxy, (next.target == .direct) == beforeDirect,
        beforeDirect || next.target != .off, let found = entry.separator, found != wanted
      else { return nil }
      return .separator(found, after: index)
    }
  }

  private func unverified(_ chain: Chain, _ snapshot: Snapshot) -> [Violation] {
    if case .invalid(let text) = chain.checksumDatabase { return [.unusableDatabase(text)] }
    return snapshot.advice.filter { $0.code == .unverifiedModules }.map { .unverified($0) }
  }
}
