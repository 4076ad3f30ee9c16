import GoRules
import Health

extension Cause {
  /// One cause of a failed request: when it comes into question, and what would show it. The first row that is shown
  /// names the cause, so what is more special stands before what is more general.
  struct Row: Sendable {
    let cause: Cause
    let side: Side
    let confidence: Confidence
    /// What has to be tried; nil where what is known shows it.
    var trial: Trial.Kind?
    /// It comes into question, or is shown where nothing has to be tried.
    let fits: @Sendable (Trouble, Facts) -> Bool
    /// The trial speaks for it.
    let isShown: @Sendable (RequestOutcome) -> Bool

    init(
      _ cause: Cause, _ side: Side, _ confidence: Confidence, trying trial: Trial.Kind? = nil,
      shownBy isShown: @escaping @Sendable (RequestOutcome) -> Bool = \.isAlive,
      where fits: @escaping @Sendable (Trouble, Facts) -> Bool
    ) {
      self.cause = cause
      self.side = side
      self.confidence = confidence
      self.trial = trial
      self.fits = fits
      self.isShown = isShown
    }
  }

  // MARK: The tree

  static let rows: [Row] = [
    // What failed by chance says nothing of names, sizes or protocols.
    Row(.passing, .mirror, .medium, trying: .again) { trouble, _ in
      // By itself a zip is not compared with what the checksum database has on record.
      trouble.failure?.phase != .resolve && trouble.mirror?.service == .proxy && !trouble.isLack
        && !trouble.has(.checksumMismatch)
    },
    // dns
    Row(.addressOfNowhere, .path, .medium) { trouble, facts in
      trouble.preventsConnection && facts.leadsNowhere(trouble.host)
    },
    Row(.deadNameServer, .path, .medium) { trouble, facts in
      trouble.failure?.phase == .resolve
        && facts.names.contains { $0.host == trouble.host && $0.isDeadServer }
        && facts.names.contains { $0.host == trouble.host && !$0.addresses.isEmpty }
    },
    Row(.hiddenName, .path, .medium) { trouble, facts in
      trouble.has(.nameNotFound)
        && facts.names.contains { $0.host == trouble.host && !$0.addresses.isEmpty }
    },
    // tls
    Row(.clock, .machine, .medium) { trouble, facts in
      trouble.has(.certificateExpired, .certificateNotYetValid) && facts.advises(.clock)
    },
    Row(.intercepted, .path, .medium) { trouble, facts in
      trouble.isUntrusted && facts.snapshot.advice.contains { $0.isInterception }
    },
    Row(.emptyTrustStore, .machine, .medium) { trouble, facts in
      trouble.isUntrusted && facts.advises(.untrustedIssuer)
    },
    Row(.incompleteChain, .mirror, .medium) { trouble, facts in
      trouble.isUntrusted && facts.hasTrusted(issuer: trouble.loneIssuer)
    },
    Row(.filteredName, .path, .medium, trying: .otherName, shownBy: \.hasSeenServer) { trouble, _ in
      trouble.isCutOffInTLS
    },
    // http
    Row(.http2, .mirror, .high, trying: .http1) { trouble, _ in
      trouble.result?.connection.tls?.alpn == "h2"
        && (trouble.isHang
          || trouble.has(.http2Stream, .http2GoAway, .http2Protocol, .closed, .reset, .truncated))
    },
    Row(.pathMTU, .path, .medium, trying: .smallSegments) { trouble, _ in
      trouble.isOnOwnConnection && (trouble.isHang || trouble.has(.tlsTimedOut))
    },
    Row(.userAgent, .mirror, .medium, trying: .otherAgent) { trouble, _ in
      trouble.isHang || trouble.has(.status, .closed, .reset, .notJSON, .notZip)
    },
    Row(.requestLost, .path, .high) { trouble, _ in
      trouble.isHang && trouble.silence?.kind == .unacknowledged
    },
    Row(.tooSlow, .path, .low) { trouble, _ in
      trouble.isHang && [.trickling, .slow].contains(trouble.silence?.kind)
    },
    // Of a request that was interrupted nothing is known of its connection.
    // Who has been silent for so long may still think: a proxy that has to fetch a module first does.
    Row(.silent, .mirror, .high) { trouble, _ in
      trouble.isHang && trouble.silence.map { $0.elapsed >= .seconds(8) } ?? false
    },
    Row(.silent, .mirror, .medium) { trouble, _ in trouble.isHang && trouble.silence != nil },
    Row(.credentials, .you, .high) { trouble, _ in
      trouble.has(.status) && [401, 407].contains(trouble.failure?.cause.number)
    },
    Row(.statusBeforeComma, .chain, .high) { trouble, _ in
      trouble.has(.status) && trouble.stop == .comma
    },
    Row(.htmlPage, .path, .medium) { trouble, facts in
      trouble.has(.notJSON, .notZip, .empty, .wrongVersion) && facts.showsPages(trouble.mirror)
    },
    Row(.disguisedFailure, .mirror, .high) { trouble, _ in
      if case .notFound(let found) = trouble.outcome { found.disguise != nil } else { false }
    },
    Row(.moduleNotFound, .you, .high) { trouble, _ in trouble.isLack },
  ]

  /// Failures of which a socket or a certificate shows what happened, and not whose side it is on: a firewall, a captive
  /// portal or an inspecting proxy does the same.
  static let ofUnknownSide: Set<FailureCause.Code> = [
    .nameNotFound, .resolverFailed, .resolverTimedOut, .connectTimedOut, .hostUnreachable, .reset,
    .closed, .truncated, .tlsTimedOut, .tlsAlert, .tlsProtocol, .plainHTTP, .certificateExpired,
    .certificateNotYetValid, .certificateNotTrusted, .certificateSelfSigned, .certificateWrongHost,
    .certificateInvalid, .intermediateMissing, .sumdbSignature, .sumdbProof, .checksumMismatch,
  ]
}

extension Trouble {
  /// The host that is looked up.
  var host: String { mirror?.url.host ?? "" }

  fileprivate var preventsConnection: Bool {
    failure?.phase == .resolve || failure?.phase == .connect || failure?.phase == .tls
  }

  fileprivate var isUntrusted: Bool { has(.certificateNotTrusted, .certificateSelfSigned) }

  /// The issuer of a certificate that was sent alone; nil where more were.
  fileprivate var loneIssuer: ServerText? {
    guard let chain = result?.connection.tls?.chain, chain.count == 1 else { return nil }
    return chain[0].issuer
  }

  /// Nothing came of the server: neither a certificate nor an alert.
  fileprivate var isCutOffInTLS: Bool {
    guard isOnOwnConnection, failure?.phase == .tls, has(.reset, .closed, .tlsTimedOut) else {
      return false
    }
    return result?.connection.tls?.chain.isEmpty ?? true
  }
}

extension RequestOutcome {
  /// The server said something in the handshake, if only that it does not know the name.
  fileprivate var hasSeenServer: Bool {
    switch self {
    case .ok, .notFound: return true
    case .hang(let phase): return phase == .processing || phase == .transfer
    case .failure(let failure):
      switch failure.phase {
      case .resolve, .connect: return false
      case .tls: return ![.reset, .closed, .tlsTimedOut].contains(failure.cause.code)
      case .processing, .transfer: return true
      }
    }
  }
}

extension Facts {
  fileprivate func advises(_ code: Advice.Code) -> Bool {
    snapshot.advice.contains { $0.code == code }
  }

  /// Another mirror's certificate is of that issuer, and go takes it.
  fileprivate func hasTrusted(issuer: ServerText?) -> Bool {
    guard let issuer else { return false }
    return snapshot.mirrors.contains { mirror in
      mirror.lastCold?.outcome == .ok
        && mirror.lastCold?.connection.tls?.chain.first?.issuer == issuer
    }
  }

  /// What answers for this name is this machine itself, or nobody.
  func leadsNowhere(_ host: String) -> Bool {
    let known = names.filter { $0.host == host }.flatMap(\.addresses)
    return !known.isEmpty && host != "localhost" && !known.contains(host)
      && known.allSatisfy { $0.hasPrefix("127.") || ["0.0.0.0", "::", "::1"].contains($0) }
  }

  /// Something else that the mirror served is a page for people.
  fileprivate func showsPages(_ mirror: Mirror?) -> Bool {
    snapshot.mirrors.contains { known in
      known.id == mirror?.id && known.latest.values.contains { $0.warning == .htmlPage }
    }
  }
}

extension Advice {
  fileprivate var isInterception: Bool { if case .intercepted = reason { true } else { false } }
}
