/// What is wrong with a mirror. It can be changed while the mirror runs.
///
/// Faults of the connection hold for connections made from then on, faults of the answer for requests
/// that arrive from then on, on whatever connection.
package enum Fault: Sendable, Hashable {
  /// Serves as a mirror should.
  case none
  /// Nobody listens on the port, and what was connected is reset.
  case refused
  /// Takes connections and never says a word; requests on older connections get no answer either.
  case acceptAndSilence
  /// Answers the ClientHello with this alert (RFC 8446, 6.2) and closes.
  case tlsAlert(UInt8)
  /// Sends its ServerHello, then stalls in the middle of the handshake.
  case tlsStall
  /// Shows a certificate that a client must refuse, or one with odd contents.
  case certificate(CertificateFault)
  /// Speaks plain HTTP on the port that the URL calls https.
  case plainHTTP
  /// Chooses `http/1.1` by ALPN whatever is offered.
  case http1Only
  /// Does not know ALPN, and so speaks HTTP/1.1.
  case noALPN
  /// Knows only this key exchange group (`X448`), or TLS 1.2 with this cipher suite (`ECDHE-ECDSA-AES128-CCM`), by
  /// OpenSSL's names.
  case onlyGroup(String), onlyCipherSuite(String)
  /// Chooses `h2` by ALPN, then sends no SETTINGS nor anything else.
  case http2WithoutSettings
  /// Offers a session to resume so many times after the handshake (TLS 1.3); 0 for never.
  case tickets(Int)
  /// Resets the connection when TLS stands.
  case resetAfterHandshake
  /// A connection that was without a request for `after` is of no use any more.
  case idleDrop(after: Duration, IdleEnd)
  /// Answers 429 to what comes beyond so many requests within a second.
  case rateLimit(Int)
  /// The connection is sound and the answer is not; with `only`, the answer to requests for that file.
  case answer(AnswerFault, only: LabFile? = nil)

  /// Any status, for every file.
  package static func status(_ status: Int, _ text: String = "fault") -> Fault {
    .answer(.status(status, text: text))
  }
}

/// How an idle connection ends.
package enum IdleEnd: Sendable, Hashable, CaseIterable {
  case closed
  /// What then comes on it is answered by a reset.
  case reset
  /// What then comes on it is taken and never answered.
  case silent
  /// What then comes on it is lost on the way, as behind a firewall that forgot it.
  case forgotten
}

package enum CertificateFault: Sendable, Hashable, CaseIterable {
  /// Its last day was yesterday.
  case expired
  /// Its first day is tomorrow.
  case notYetValid
  /// Signed by an authority that nobody trusts.
  case untrusted
  /// Sent without the intermediate that leads to the trusted root.
  case incompleteChain
  /// Made out to another host.
  case wrongHost
  /// Made out to the host by its common name alone, without the extension for names.
  case commonNameOnly
  /// Valid, but its subject is full of escape sequences and line ends.
  case controlCharacters
  /// Valid, and its authority says so in an OCSP response that comes with it.
  case stapled
}

package enum AnswerFault: Sendable, Hashable {
  /// This status with this text as `text/plain` (no body where the status allows none).
  case status(Int, text: String = "fault")
  /// The sound answer, with these fields in its head.
  case fields([String: String])
  /// 401 unless the request has these `user:password` as Basic authentication.
  case wantsCredentials(String)
  /// 404 to who asks with `Disable-Module-Fetch`; others get the file.
  case notCached
  /// The request is read and never answered.
  case silence
  /// Nothing for this long, then a good answer: the first byte is late.
  case slowHeaders(Duration)
  /// The first byte comes at once, the last one this much later.
  case slowBody(Duration)
  /// Half the body, then silence.
  case stalledBody
  /// Half the body, then the connection is closed.
  case truncatedBody
  /// The connection is closed without an answer.
  case closed
  /// The connection is reset (TCP RST) when the request has arrived.
  case reset
  /// RST_STREAM with this code (RFC 9113, 7), before the answer or in the middle of the body;
  /// on HTTP/1.1, which has no streams, a reset of the connection.
  case streamReset(code: UInt32, inBody: Bool)
  /// GOAWAY that names the stream as unprocessed, then the end of the connection, on the first so many connections of
  /// the mirror; on HTTP/1.1 only the latter.
  case goAway(onFirst: Int = .max)
  /// GOAWAY that names the stream as the last, then the sound answer, as a server does that is about to restart.
  case goAwayAndAnswer
  /// A redirect to the same path below another base URL.
  case redirect(Int, to: String)
  /// A redirect to itself.
  case redirectLoop
  /// 302 without saying where to.
  case redirectWithoutLocation
  /// 200 with text that is no JSON.
  case badJSON
  /// 200 with the `.info` of version `v9.9.9`.
  case wrongVersion
  /// 200 with the `.mod` of another module.
  case otherModule
  /// 200 with a body of no bytes.
  case emptyBody
  /// 200 with the HTML page of a captive portal.
  case htmlPage
  /// 200 with bytes that are neither zip nor text.
  case garbageBody
  /// 11 MiB of response headers, more than go takes.
  case hugeHeaders
  /// One header field of 200 kB.
  case longHeader
  /// 200 with a body that never ends.
  case endlessBody
  /// Over HTTP/2 a head and then DATA frames of no bytes, over HTTP/1.1 interim answers, both without end and as fast
  /// as they are taken.
  case endlessFrames
  /// 200 with 600 kB of gzip that decode to 100 MB of zeros (and a wrong checksum).
  case gzipBomb
  /// 502 whose reason, headers and text are full of escape sequences.
  case controlCharacters
  /// Something that is not HTTP at all.
  case notHTTP
}

package enum LabFile: String, Sendable, Hashable, CaseIterable {
  case list, latest, info, mod, zip, sumdb
  // Of a checksum database, carried or itself; `sumdb` is `supported`.
  case lookup, tile
}

/// How much later than at once a mirror does its parts; the connect is the kernel's and has no delay.
package struct Delays: Sendable, Hashable {
  /// Between the ClientHello and its answer.
  package var tls: Duration
  /// Between the request and the head of the answer.
  package var firstByte: Duration
  /// Between the first and the last byte of the body.
  package var body: Duration
  /// Between the last byte of the body and the end of the answer, which HTTP/2 tells apart.
  package var end: Duration

  package init(
    tls: Duration = .zero, firstByte: Duration = .zero, body: Duration = .zero,
    end: Duration = .zero
  ) {
    self.tls = tls
    self.firstByte = firstByte
    self.body = body
    self.end = end
  }

  package static let none = Delays()
}
