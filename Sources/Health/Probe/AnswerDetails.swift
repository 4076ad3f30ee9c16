import GoRules

/// What an answer told that the health of a mirror does not rest on: asked for where mirrors are compared.
package struct AnswerDetails: Sendable, Hashable {
  /// Fields of the last answer's head, cleaned and cut; nil where it has none of that name.
  package var age: ServerText?
  package var via: ServerText?
  package var cache: ServerText?
  package var retryAfter: ServerText?
  package var keepAlive: ServerText?
  /// TLS went on with an earlier session.
  package var isResumed = false
  /// nil where nothing was stapled, or not over TLS.
  package var staple: OCSPStaple?
  /// Of `@v/list` the greatest versions, greatest first; of `@latest` the one that it names; empty for other requests.
  package var versions: [ListedVersion] = []
  /// The list has more than these.
  package var hasMoreVersions = false

  /// Of so long a list of versions.
  package static let mostVersions = 256

  package init() {}

  /// After how long without a request the server closes, as `Keep-Alive: timeout=` has it, a day at most; nil where it does
  /// not say.
  package var announcedIdle: Duration? {
    let parts = keepAlive?.text.split { $0 == "," || $0 == " " } ?? []
    let value = parts.first { $0.lowercased().hasPrefix("timeout=") }?.dropFirst(8)
    guard let seconds = value.flatMap({ Int($0) }), (0...86_400).contains(seconds) else {
      return nil
    }
    return .seconds(seconds)
  }
}

/// What the authority says of the leaf certificate, as the server sends it with the handshake (RFC 6066, 8; RFC 6960).
///
/// Its signature is not checked: neither does go.
package struct OCSPStaple: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    case good, revoked, unknown
    /// No response that can be read, or one about another certificate.
    case unreadable
  }

  package var status: Status
  /// Wall time (since 1970) at which a newer one is due; nil where it does not say.
  package var nextUpdate: Duration?

  package init(_ status: Status, nextUpdate: Duration? = nil) {
    self.status = status
    self.nextUpdate = nextUpdate
  }
}
