/// The parsed GOPROXY list (go: `modfetch/proxy.go`, `proxyList`).
package struct Chain: Sendable, Hashable {
  /// In order; never empty. Nothing follows `direct` or `off`.
  package var entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  /// What stands after an entry and decides when go goes on to the next.
  package enum Separator: Character, Sendable, Hashable {
    /// `,`: only after 404 and 410.
    case comma = ","
    /// `|`: after any error.
    case pipe = "|"
  }

  /// One element of the chain.
  package struct Entry: Sendable, Hashable {
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
  }
}
