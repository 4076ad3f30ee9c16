import GoRules

/// A failure of an entry after which a gateway goes on to the next one though `,` stands between them; the raw value is
/// the word of the configuration.
package enum EvadedFailure: String, Sendable, Hashable, CaseIterable {
  case serverError = "5xx"
  /// No answer in time, go's time or ours.
  case timeout
  /// No connection: refused, or no way there.
  case refused
  /// The connection ended before the answer did, or what came is no HTTP.
  case reset
  case tls
  /// Too many requests: the next entry gets them instead.
  case rateLimit = "429"
  /// The name has no address. A name that only a private network knows looks the same from outside of it.
  case dns

  /// Those that say nothing of what was asked for. Others may be meant: a 403 is.
  package static let standard: Set<EvadedFailure> = [
    .serverError, .timeout, .refused, .reset, .tls,
  ]

  /// nil for what serves, for a 404 or 410, and for failures that are never passed over.
  package init?(_ outcome: RequestOutcome) {
    switch outcome {
    case .ok, .notFound: return nil
    case .hang: self = .timeout
    case .failure(let failure):
      switch failure.cause.code {
      case .status where failure.cause.number == 429: self = .rateLimit
      case .status where (500..<600).contains(failure.cause.number ?? 0): self = .serverError
      case .connectTimedOut, .tlsTimedOut, .resolverTimedOut, .idleConnectionSilent:
        self = .timeout
      case .refused, .hostUnreachable, .networkUnreachable: self = .refused
      case .reset, .closed, .idleConnectionDropped, .truncated, .http2Stream, .http2GoAway,
        .http2Protocol, .malformedResponse:
        self = .reset
      case .nameNotFound, .resolverFailed, .resolverUnreachable: self = .dns
      case _ where failure.phase == .tls: self = .tls
      default: return nil
      }
    }
  }

  /// The entry as a whole is out of reach.
  var isOfConnection: Bool { [.refused, .tls, .dns].contains(self) }
}
