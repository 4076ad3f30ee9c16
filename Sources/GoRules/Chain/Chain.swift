/// The parsed GOPROXY list (go: `modfetch/proxy.go`, `proxyList`).
package struct Chain: Sendable, Hashable {
  /// In order; never empty. Nothing follows `direct` or `off`.
  package var entries: [Entry]
  /// Which modules the `noproxy` entry takes (GONOPROXY); without such an entry of no effect.
  package var noproxy: ModulePatterns
  /// What the chain is asked for where the request kind is `sumdb` (GOSUMDB).
  package var checksumDatabase: ChecksumDatabase
  /// Which modules are checked against it.
  package var sums: SumScope
  /// Nothing stands between go and its first request; false where it has to download another go before, of which nobody
  /// knows whether it comes.
  package var isAskedFirst = true

  package init(
    entries: [Entry], noproxy: ModulePatterns = ModulePatterns(""),
    checksumDatabase: ChecksumDatabase = .standard, sums: SumScope = .all
  ) {
    self.entries = entries
    self.noproxy = noproxy
    self.checksumDatabase = checksumDatabase
    self.sums = sums
  }

  /// What stands after an entry and decides when go goes on to the next.
  package enum Separator: Character, Sendable, Hashable {
    /// `,`: only after 404 and 410.
    case comma = ","
    /// `|`: after any error.
    case pipe = "|"
  }

  /// One element of the chain.
  package struct Entry: Sendable, Hashable {
    /// Whom the entry has asked.
    package enum Target: Sendable, Hashable {
      case proxy(ProxyURL)
      /// Version control, without a proxy.
      case direct
      /// No lookup at all.
      case off
      /// What go itself puts first where GONOPROXY (or GOPRIVATE) is set: modules that match go direct.
      case noproxy
    }
    package var target: Target
    /// The one character right after it in the list; nil after the last.
    package var separator: Separator?

    package init(_ target: Target, separator: Separator? = nil) {
      self.target = target
      self.separator = separator
    }

    /// go asks the next entry after any error, not just after 404 and 410.
    package var fallsThroughOnAnyError: Bool { separator == .pipe }

    /// The URL of a proxy; nil for the other entries.
    package var url: ProxyURL? {
      if case .proxy(let url) = target { url } else { nil }
    }

    /// Modules are fetched from where they are developed: `direct`, and what go does of itself by GONOPROXY.
    package var isVersionControl: Bool { target == .direct || target == .noproxy }

    /// As it is written in a list, passwords redacted.
    package var redacted: String {
      switch target {
      case .proxy(let url): url.redacted
      case .direct: "direct"
      case .off: "off"
      case .noproxy: "noproxy"
      }
    }
  }

  /// The number of an entry as people count, from 1; nil for `noproxy`, which nobody wrote, and for no entry.
  package func number(ofEntry index: Int) -> Int? {
    guard entries.indices.contains(index), entries[index].target != .noproxy else { return nil }
    return entries[0].target == .noproxy ? index : index + 1
  }

  /// Without the proxies at these `host:port`. Throws where nobody is left.
  package func leavingOut(_ authorities: Set<String>) throws(ChainError) -> Chain {
    if authorities.isEmpty { return self }
    var chain = self
    chain.entries.removeAll { $0.url.map { authorities.contains($0.authority) } ?? false }
    guard chain.entries.contains(where: { $0.target != .noproxy }) else {
      throw ChainError("GOPROXY names nobody but this gateway")
    }
    return chain
  }

  /// The list as go would take it, passwords redacted; without the `noproxy` entry, which nobody can write.
  package var redacted: String { written(\.redacted) }

  /// The value of GOPROXY that parses to this chain, passwords included: for `go env -w` only.
  package var value: String { written { $0.url?.written ?? $0.redacted } }

  private func written(_ text: (Entry) -> String) -> String {
    entries.filter { $0.target != .noproxy }
      .map { text($0) + ($0.separator.map { String($0.rawValue) } ?? "") }.joined()
  }
}
