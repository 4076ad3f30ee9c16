import CCurl
import COpenSSL
import Glibc
import GoRules
import Health
import Platform

/// What follows from the end of a transfer.
enum Conclusion {
  case redirect(RequestTarget)
  case outcome(RequestOutcome)
  /// libcurl's words do not say what happened: ask again and read its trace.
  case askAgainTraced
  /// The server closed the connection between two requests: nothing was learnt of it but that.
  case notReusable
}

extension Exchange {
  /// The outcome where our patience ended in the present stage.
  var outcomeOfSilence: RequestOutcome {
    if request.use == .idle && redirects == 0 && stage == .processing {
      return .failure(RequestFailure(.processing, .idleConnectionDropped(after: idleTime)))
    }
    switch stage {
    case .queued, .resolving: return failed(.resolve, .resolverTimedOut)
    case .connecting: return failed(.connect, .connectTimedOut)
    case .tunnelling: return failed(.connect, .other(ServerText("no answer")))
    case .tls: return .failure(RequestFailure(.tls, .tlsTimedOut))
    case .processing: return .hang(.processing)
    case .transferring: return .hang(.transfer)
    }
  }
}

extension MirrorChannel {
  /// What the end of a hop with `code` means.
  func conclusion(of exchange: Exchange, code: CURLcode) -> Conclusion {
    if exchange.neededNewConnection { return dropped(exchange) }
    guard code == CURLE_OK else { return failed(exchange, code: code) }
    // Something that is not HTTP, and no whole line of it.
    guard exchange.header.bytes > 0 else {
      return .outcome(exchange.failed(.processing, .closed))
    }
    let status = self.status
    if [301, 302, 303, 307, 308].contains(status) {
      return redirect(exchange)
    }
    return .outcome(checked(exchange, status: status))
  }

  /// The kept connection was of no use. go would ask again on a new one without a word; `idle` is there to tell it.
  private func dropped(_ exchange: Exchange) -> Conclusion {
    guard exchange.request.use == .idle else { return .notReusable }
    return .outcome(
      .failure(RequestFailure(.processing, .idleConnectionDropped(after: exchange.idleTime))))
  }

  private func failed(_ exchange: Exchange, code: CURLcode) -> Conclusion {
    let isUnanswered = exchange.stage == .processing && exchange.header.bytes == 0
    let cause = exchange.ownCause ?? cause(of: exchange, code: code)
    if isUnanswered, exchange.request.use != .cold, exchange.redirects == 0 {
      switch cause.code {
      case .reset, .closed, .http2Protocol, .http2GoAway: return dropped(exchange)
      default: break
      }
    }
    if isUnanswered, cause.code == .http2Protocol {
      guard exchange.isTraced else { return .askAgainTraced }
      if let goAway = exchange.trace.goAway {
        // Without an error and with the request left unanswered, go connects anew for ever: the walk
        // knows it by this cause. A request that was taken and not answered is just a closed connection.
        let cause: FailureCause =
          goAway == 0 && !exchange.trace.leftUnanswered ? .closed : .http2GoAway(goAway)
        return .outcome(exchange.failed(.processing, cause))
      }
      if exchange.trace.refusedStream {
        return .outcome(exchange.failed(.processing, .http2Stream(7)))
      }
    }
    return .outcome(exchange.failed(phase(of: cause, in: exchange), cause))
  }

  /// The phase to which a cause belongs, whenever libcurl came to see it.
  private func phase(of cause: FailureCause, in exchange: Exchange) -> Phase {
    let isHandshakeDone = exchange.stage == .tls && exchange.marks.isHandshakeDone
    switch cause.code {
    case .reset where isHandshakeDone, .closed where isHandshakeDone,
      .http2Protocol where isHandshakeDone:
      // libcurl has yet to begin its request.
      return .processing
    case .reset where exchange.stage == .connecting && exchange.forwardProxy == nil:
      // The connection stood: a reset of a SYN is a refusal.
      return exchange.target.isHTTPS ? .tls : .processing
    default:
      return exchange.stage.phase
    }
  }

  private func checked(_ exchange: Exchange, status: Int) -> RequestOutcome {
    var contentType: UnsafePointer<CChar>?
    _ = probe_get_string(easy, CURLINFO_CONTENT_TYPE, &contentType)
    let check = ContentCheck(
      exchange.request, status: status, contentType: contentType.map { String(cString: $0) },
      body: exchange.body, took: SystemClock.now().since(exchange.startedAt))
    exchange.warning = check.warning
    exchange.serverText = check.serverText
    exchange.zipDigest = check.zipDigest
    return check.outcome
  }

  /// The status of the last answer; 0 where none came.
  var status: Int {
    var status = 0
    _ = probe_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  private func redirect(_ exchange: Exchange) -> Conclusion {
    func failed(_ cause: FailureCause) -> Conclusion {
      .outcome(.failure(RequestFailure(.processing, cause)))
    }
    var location: UnsafePointer<CChar>?
    _ = probe_get_string(easy, CURLINFO_REDIRECT_URL, &location)
    guard let location else { return failed(.redirectWithoutLocation) }
    guard let target = RequestTarget(url: String(cString: location)) else {
      return failed(.malformedResponse(ServerText("redirect to no http URL")))
    }
    guard exchange.redirects < 9 else { return failed(.tooManyRedirects) }
    if base.scheme == .https && !target.isHTTPS { return failed(.insecureRedirect) }
    return .redirect(target)
  }

  private func cause(of exchange: Exchange, code: CURLcode) -> FailureCause {
    let words =
      errorText[0] == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
    let text = ServerText(words)
    // A connection that is gone has no peer to name.
    if exchange.marks.sawReset || words.contains("reset by peer")
      || words.hasPrefix("getpeername() failed")
    {
      return .reset
    }
    // Where every retry of libcurl's ended the same way; the trace tells which.
    if words.contains("Connection died") { return .http2Protocol(text) }
    if exchange.stage == .tunnelling, let refusal { return refusal }
    switch code {
    case CURLE_COULDNT_CONNECT:
      var number = 0
      _ = probe_get_long(easy, CURLINFO_OS_ERRNO, &number)
      return Self.cause(ofConnectError: Int32(truncatingIfNeeded: number)) ?? .other(text)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR:
      return tlsCause(of: exchange, text)
    case CURLE_GOT_NOTHING:
      // libnghttp2 ends a connection whose frames break its rules, and libcurl does not say so.
      return isHTTP2 && !exchange.marks.sawEnd
        ? .http2Protocol(ServerText("malformed frames")) : .closed
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      if words.contains("Broken pipe") { return .reset }
      if words.contains("Too large response headers") { return .headersTooLarge }
      // libcurl refuses header fields beyond its limit in a callback of nghttp2's.
      if words.contains("callback function failed") { return .headersTooLarge }
      if words.contains("nghttp2") { return .http2Protocol(text) }
      if words.contains("chunked-encoding") { return .malformedResponse(text) }
      if words.contains("unexpected eof") { return .closed }
      return isHTTP2 ? .http2Protocol(text) : .other(text)
    case CURLE_OUT_OF_MEMORY where !exchange.header.isComplete:
      // So libcurl says of a line of 100 kB.
      return .headersTooLarge
    case CURLE_PARTIAL_FILE:
      return exchange.header.bytes == 0 ? .closed : .truncated
    case CURLE_HTTP2_STREAM:
      return .http2Stream(HTTP2Trace.number(after: "(err ", in: words) ?? 0)
    case CURLE_HTTP2 where words.contains("callback function failed"):
      // libcurl refuses header fields beyond its limit in a callback of nghttp2's.
      return .headersTooLarge
    case CURLE_HTTP2:
      return .http2Protocol(text)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
      return .malformedResponse(text)
    case CURLE_URL_MALFORMAT:
      return .invalidURL(text)
    default:
      return .other(text)
    }
  }

  private var isHTTP2: Bool { tls?.alpn == "h2" }

  /// What a forward proxy said or did instead of connecting us, a SOCKS5 proxy's words as go has them; nil where
  /// libcurl's code tells.
  private var refusal: FailureCause? {
    var status = 0
    _ = probe_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &status)
    if status >= 300 { return .status(status) }
    var code = 0
    _ = probe_get_long(easy, CURLINFO_PROXY_ERROR, &code)
    func said(_ words: String) -> FailureCause { .other(ServerText(words)) }
    return switch CURLproxycode(UInt32(truncatingIfNeeded: code)) {
    case CURLPX_CLOSED: .closed
    case CURLPX_RECV_ADDRESS, CURLPX_RECV_AUTH, CURLPX_RECV_CONNECT, CURLPX_RECV_REQACK,
      CURLPX_SEND_AUTH, CURLPX_SEND_CONNECT, CURLPX_SEND_REQUEST:
      .reset
    case CURLPX_NO_AUTH: said("no acceptable authentication methods")
    case CURLPX_USER_REJECTED: said("username/password authentication failed")
    case CURLPX_REPLY_GENERAL_SERVER_FAILURE: said("general SOCKS server failure")
    case CURLPX_REPLY_NOT_ALLOWED: said("connection not allowed by ruleset")
    case CURLPX_REPLY_NETWORK_UNREACHABLE: said("network unreachable")
    case CURLPX_REPLY_HOST_UNREACHABLE: said("host unreachable")
    case CURLPX_REPLY_CONNECTION_REFUSED: said("connection refused")
    case CURLPX_REPLY_TTL_EXPIRED: said("TTL expired")
    case CURLPX_REPLY_COMMAND_NOT_SUPPORTED: said("command not supported")
    case CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED: said("address type not supported")
    default: nil
    }
  }

  private func tlsCause(of exchange: Exchange, _ text: ServerText) -> FailureCause {
    let marks = exchange.marks
    if marks.sawPlainHTTP { return .plainHTTP }
    switch marks.verifyError {
    case X509_V_OK: break
    case X509_V_ERR_CERT_HAS_EXPIRED: return .certificateExpired
    case X509_V_ERR_CERT_NOT_YET_VALID: return .certificateNotYetValid
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
      X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
      return .certificateNotTrusted
    case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
      guard marks.reliesOnCommonName else { return .certificateWrongHost }
      return .certificateInvalid(
        ServerText("relies on legacy Common Name field, use SANs instead"))
    case let code:
      let words = String(cString: X509_verify_cert_error_string(Int(code)))
      return .certificateInvalid(ServerText(words))
    }
    if let alert = marks.alert { return .tlsAlert(alert) }
    if text.text.contains("SSL_ERROR_SYSCALL") || text.text.contains("unexpected eof") {
      return .closed
    }
    // "OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number": the last part says what.
    let end = text.text.ranges(of: "::").last?.upperBound ?? text.text.startIndex
    return .tlsProtocol(ServerText(String(text.text[end...])))
  }

  /// The cause of a connect(2) that failed with `error`; nil where it has no name of its own.
  static func cause(ofConnectError error: Int32) -> FailureCause? {
    switch error {
    case ECONNREFUSED: .refused
    case ETIMEDOUT: .connectTimedOut
    case ENETUNREACH, ENETDOWN, EADDRNOTAVAIL: .networkUnreachable
    case EHOSTUNREACH, EHOSTDOWN: .hostUnreachable
    case ECONNRESET: .reset
    case EMFILE, ENFILE, EPERM, EACCES, ENOBUFS, ENOMEM: .noLocalResources
    default: nil
    }
  }
}
