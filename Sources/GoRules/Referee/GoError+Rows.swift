/// go's texts, and what each of them means.
extension GoError {
  /// Marks that all stand in a text, and what it then means; the first row that fits counts.
  struct Row: Sendable {
    let marks: [String]
    let meaning: @Sendable (Substring) -> Meaning?

    init(_ marks: String..., meaning: @escaping @Sendable (Substring) -> Meaning?) {
      self.marks = marks
      self.meaning = meaning
    }

    init(
      _ marks: String..., code: FailureCause.Code, _ phase: Phase,
      number: (@Sendable (Substring) -> Int?)? = nil
    ) {
      self.marks = marks
      meaning = { said in
        .request(
          .failure(RequestFailure(phase, FailureCause(code, number: number?(said)))))
      }
    }

    /// What follows the mark on its line is the failure's detail, or what stands there from the mark on.
    init(
      _ mark: String, detailOf code: FailureCause.Code, _ phase: Phase, withMark: Bool = false
    ) {
      marks = [mark]
      meaning = { said in
        let place = said.firstRange(of: mark)
        let detail = place.map { said[(withMark ? $0.lowerBound : $0.upperBound)...] } ?? ""
        let cause = FailureCause(code, detail: ServerText(detail.prefix { $0 != "\n" }))
        return .request(.failure(RequestFailure(phase, cause)))
      }
    }
  }

  static let rows: [Row] = [
    // Nobody was asked.
    Row("module lookup disabled by GOPROXY=off") { _ in .lookupsOff },
    Row("GOPROXY list is not the empty string") { _ in .goproxyRefused },
    Row("invalid proxy URL") { _ in .goproxyRefused },
    Row("missing go.sum entry") { _ in .goSum },
    Row("GOVCS disallows", detailOf: .versionControlForbidden, .processing, withMark: true),
    Row("refusing to pass credentials to insecure URL", code: .credentialsOverHTTP, .processing),
    Row("http: no Host in request URL", code: .invalidURL, .resolve),
    // resolve
    Row("proxyconnect tcp: ", detailOf: .forwardProxy, .connect),
    Row("lookup ", "no such host", code: .nameNotFound, .resolve),
    Row("lookup ", "Name or service not known", code: .nameNotFound, .resolve),
    Row("lookup ", "No address associated with hostname", code: .nameNotFound, .resolve),
    Row("lookup ", "server misbehaving", code: .resolverFailed, .resolve),
    Row("lookup ", "cannot unmarshal DNS message", code: .resolverFailed, .resolve),
    Row("lookup ", "Temporary failure in name resolution", code: .resolverFailed, .resolve),
    Row("lookup ", "i/o timeout", code: .resolverTimedOut, .resolve),
    Row("lookup ", "connection refused", code: .resolverUnreachable, .resolve),
    Row("lookup ", "no route to host", code: .resolverUnreachable, .resolve),
    // connect
    Row("lookup ", "network is unreachable", code: .resolverUnreachable, .resolve),
    Row("connect: connection refused", code: .refused, .connect),
    Row("actively refused it", code: .refused, .connect),
    Row("connect: network is unreachable", code: .networkUnreachable, .connect),
    Row("connect: cannot assign requested address", code: .networkUnreachable, .connect),
    Row("connect: no route to host", code: .hostUnreachable, .connect),
    Row("connect: connection timed out", code: .connectTimedOut, .connect),
    Row("connect: operation timed out", code: .connectTimedOut, .connect),
    Row("connectex: A connection attempt failed", code: .connectTimedOut, .connect),
    Row("dial tcp", "i/o timeout", code: .connectTimedOut, .connect),
    Row("too many open files", code: .noLocalResources, .connect),
    Row("connect: operation not permitted", code: .notPermitted, .connect),
    Row("connect: permission denied", code: .notPermitted, .connect),
    Row("connect: connection reset by peer", code: .reset, .connect),
    // tls
    Row("TLS handshake timeout", code: .tlsTimedOut, .tls),
    Row("remote error: tls: ") { said in
      let text = said.firstRange(of: "remote error: tls: ").map { said[$0.upperBound...] } ?? ""
      let number = (UInt8.min...UInt8.max).first { TLSAlert.text($0) == text }
      return .request(
        .failure(RequestFailure(.tls, FailureCause(.tlsAlert, number: number.map(Int.init)))))
    },
    Row(
      "certificate has expired or is not yet valid", "is before ", code: .certificateNotYetValid,
      .tls),
    Row("certificate has expired or is not yet valid", code: .certificateExpired, .tls),
    Row("certificate signed by unknown authority", code: .certificateNotTrusted, .tls),
    Row("x509: ", "certificate is not trusted", code: .certificateNotTrusted, .tls),
    Row("x509: certificate is valid for ", code: .certificateWrongHost, .tls),
    Row("x509: certificate is not valid for any names", code: .certificateWrongHost, .tls),
    Row("it doesn't contain any IP SANs", code: .certificateWrongHost, .tls),
    Row("x509: ", detailOf: .certificateInvalid, .tls),
    Row("server gave HTTP response to HTTPS client", code: .plainHTTP, .tls),
    Row("tls: ", detailOf: .tlsProtocol, .tls),
    // processing
    Row("stream error: stream ID ") { said in
      let names = said.split { $0 == ";" || $0 == " " }
      let number = (0..<14).first { names.contains(Substring(FailureCause.http2Name($0))) }
      return .request(
        .failure(
          RequestFailure(.processing, FailureCause(.http2Stream, number: number.map(Int.init)))))
    },
    Row("http2: server sent GOAWAY") { said in
      let name = said.firstRange(of: "ErrCode=").map { said[$0.upperBound...] } ?? ""
      let number = (0..<14).first { name.hasPrefix(FailureCause.http2Name($0)) }
      return .request(
        .failure(
          RequestFailure(.processing, FailureCause(.http2GoAway, number: number.map(Int.init)))))
    },
    Row("http2: ", detailOf: .http2Protocol, .processing),
    Row("connection error: ", detailOf: .http2Protocol, .processing),
    Row("stopped after 10 redirects", code: .tooManyRedirects, .processing),
    Row("redirected from secure URL ", "to insecure URL", code: .insecureRedirect, .processing),
    Row("server response headers exceeded", code: .headersTooLarge, .processing),
    Row("malformed HTTP ", detailOf: .malformedResponse, .processing),
    Row("transport connection broken: ", detailOf: .malformedResponse, .processing),
    Row("connection reset by peer", code: .reset, .processing),
    Row("forcibly closed by the remote host", code: .reset, .processing),
    Row("broken pipe", code: .reset, .processing),
    Row("Client.Timeout exceeded") { _ in .request(.hang(.processing)) },
    Row("context deadline exceeded") { _ in .request(.hang(.processing)) },
    Row("read: connection timed out") { _ in .request(.hang(.processing)) },
    Row("read: operation timed out") { _ in .request(.hang(.processing)) },
    // transfer, content
    Row("unexpected EOF", code: .truncated, .transfer),
    Row("unexpected end of JSON input", code: .empty, .transfer),
    Row("invalid character ", code: .notJSON, .transfer),
    Row("proxy returned info for version ") { said in
      let version = said.firstRange(of: "proxy returned info for version ")
        .map { said[$0.upperBound...].prefix { $0 != " " } }
      return .request(
        .failure(
          RequestFailure(
            .transfer, FailureCause(.wrongVersion, detail: version.map { ServerText($0) }))))
    },
    Row("zip: not a valid zip file", code: .notZip, .transfer),
    Row("downloaded zip file too large", code: .tooLarge, .transfer),
    // checksum database
    Row("checksum mismatch", code: .checksumMismatch, .transfer),
    Row("note has no verifiable signatures", code: .sumdbSignature, .transfer),
    Row("invalid signature for key", code: .sumdbSignature, .transfer),
    Row("malformed record data", code: .sumdbMalformed, .transfer),
    Row("downloaded inconsistent tile", code: .sumdbProof, .transfer),
    Row("go.sum database server misbehavior detected", code: .sumdbFork, .transfer),
    Row("checksum missing from sumdb response", code: .sumdbAbsent, .transfer),
    // version control
    Row("unknown revision ", detailOf: .unknownRevision, .processing),
    Row("\"git\": executable file not found", code: .gitMissing, .processing),
    Row("missing Git command", code: .gitMissing, .processing),
    Row("no secure protocol found", detailOf: .gitAnswer, .processing, withMark: true),
    Row("fatal: ", detailOf: .gitAnswer, .processing),
    Row("unrecognized import path ", detailOf: .goImport, .processing),
    Row("could not read Username", code: .gitAnswer, .processing),
    Row("terminal prompts disabled", code: .gitAnswer, .processing),
    Row("Permission denied (publickey)", code: .gitAnswer, .processing),
    Row("Host key verification failed", code: .gitAnswer, .processing),
    // Last, as the word stands in many texts.
    Row("EOF") { said in
      said.hasSuffix("EOF")
        ? .request(.failure(RequestFailure(.processing, FailureCause(.closed)))) : nil
    },
  ]
}
