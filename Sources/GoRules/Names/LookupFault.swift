/// Why a name has no address (net.DNSError).
package struct LookupFault: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case notFound
    case timedOut
    /// No name server could be reached.
    case unreachable
    case misbehaving
  }

  package var kind: Kind
  /// go's text: `no such host`.
  package var text: String
  /// `address:port`; nil where none was asked.
  package var server: String?

  package init(_ kind: Kind, _ text: String, server: String? = nil) {
    self.kind = kind
    self.text = text
    self.server = server
  }

  package static let noSuchHost = Self(.notFound, "no such host")

  /// `lookup HOST on SERVER: no such host`.
  package func description(of host: String) -> String {
    "lookup \(host)\(server.map { " on " + $0 } ?? ""): \(text)"
  }
}
