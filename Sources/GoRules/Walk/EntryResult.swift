/// What an outcome means to go's loop over the list.
enum EntryResult: Sendable, Hashable {
  case served
  case notFound
  case error
  /// Found only after the loop, or go ends within it: no entry after it is asked, whatever the separator.
  case fatal
  /// go has no deadline.
  case silence

  /// nil where nothing follows from the outcome.
  init?(_ outcome: RequestOutcome, _ kind: RequestKind) {
    switch outcome {
    case .ok: self = .served
    case .notFound(let found):
      if found.disguise == .notCached { return nil }
      self = .notFound
    case .hang: self = .silence
    case .failure(let failure):
      switch failure.cause.code {
      // go reads the content of a .zip when the loop is over.
      case .notZip, .badZip, .goEnds: self = .fatal
      case .notMeasured: return nil
      case .empty where kind == .zip: self = .fatal
      // The entry has been chosen for the database by then.
      case _ where failure.cause.endsVerification: self = .fatal
      // go checks a .zip when the loop is over.
      case .checksumMismatch where kind == .zip: self = .fatal
      // The server ends each connection before the request: go opens the next, forever.
      case .http2GoAway where failure.cause.number == 0: self = .silence
      default: self = .error
      }
    }
  }
}

extension FailureCause {
  /// Of the checksum database, once it is known who serves it: nobody else is asked.
  package var endsVerification: Bool {
    switch code {
    case .sumdbFailed, .sumdbMalformed, .sumdbSignature, .sumdbProof, .sumdbFork, .sumdbAbsent: true
    default: false
    }
  }
}

extension RequestOutcome {
  /// A status from 400 to 499.
  var isClientError: Bool {
    switch self {
    case .notFound: true
    case .failure(let failure):
      failure.cause.code == .status && (400..<500).contains(failure.cause.number ?? 0)
    case .ok, .hang: false
    }
  }

  /// go waits forever: no time that we measured is what it pays.
  var isEndless: Bool {
    switch self {
    case .hang: true
    case .failure(let failure): failure.cause == .http2GoAway(0)
    case .ok, .notFound: false
    }
  }

  /// How long go itself waits before it gives up, where it has a deadline; nil for other ends.
  var deadlineOfGo: Duration? {
    guard case .failure(let failure) = self else { return nil }
    return switch failure.cause.code {
    // net.Dialer.Timeout of http.DefaultTransport.
    case .connectTimedOut: .seconds(30)
    // TLSHandshakeTimeout of http.DefaultTransport.
    case .tlsTimedOut: .seconds(10)
    // Two attempts of 5 s (net/dnsconfig_unix.go).
    case .resolverTimedOut: .seconds(10)
    // REFUSED_STREAM: seven retries, after 0, 1, 2, 4, 8, 16 and 32 s.
    case .http2Stream where failure.cause.number == 7: .seconds(63)
    default: nil
    }
  }
}
