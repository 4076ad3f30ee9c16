import GoRules

/// IPv4 or IPv6.
package enum AddressFamily: String, Sendable, Hashable, CaseIterable, Codable {
  case ipv4, ipv6
}

/// What is known of the connection that carried a probe.
package struct ConnectionFacts: Sendable, Hashable {
  /// The peer's address, numeric, without port.
  package var address: String?
  package var family: AddressFamily?
  /// `1.0`, `1.1` or `2`.
  package var httpVersion: String?
  @Boxed package var tls: TLSFacts?
  /// TCP segments sent again during the probe (TCP_INFO).
  package var retransmissions: Int?
  /// The forward proxy used, redacted; nil for a direct connection.
  package var forwardProxy: String?
  /// The name server that was asked last, `address:port`, where the lookup failed; nil otherwise.
  package var nameServer: String?

  package init() {}
}

/// What the TLS handshake told.
package struct TLSFacts: Sendable, Hashable {
  /// OpenSSL's name: `TLSv1.3`.
  package var version: String
  package var cipher: String?
  /// Key exchange group, for example `X25519`.
  package var group: String?
  /// Protocol chosen by ALPN, for example `h2`; nil where none was.
  package var alpn: String?
  /// The server offered to resume the session, which go never does: its every connection pays a full handshake.
  package var resumable: Bool
  package var ocspStapled: Bool
  /// Leaf first, as sent.
  package var chain: [CertificateFacts]

  package init(
    version: String, cipher: String? = nil, group: String? = nil, alpn: String? = nil,
    resumable: Bool = false, ocspStapled: Bool = false, chain: [CertificateFacts] = []
  ) {
    self.version = version
    self.cipher = cipher
    self.group = group
    self.alpn = alpn
    self.resumable = resumable
    self.ocspStapled = ocspStapled
    self.chain = chain
  }
}

/// One certificate, as far as the screen shows it.
package struct CertificateFacts: Sendable, Hashable {
  package var subject: ServerText
  package var issuer: ServerText
  /// Wall time (since 1970) at which it ends.
  package var notAfter: Duration
  package var notBefore: Duration

  package init(subject: ServerText, issuer: ServerText, notBefore: Duration, notAfter: Duration) {
    self.subject = subject
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}
