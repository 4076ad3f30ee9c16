/// What go does with a request that failed before its answer came (RoundTripOpt, canRetryError).
///
/// A failure within the body is never retried.
package enum HTTP2Retry: Equatable, Sendable {
  case never
  /// At once and on another connection, as often as it happens: if every connection ends like
  /// this, go never stops.
  case onNewConnection
  /// On the same connection where it still takes requests, else on a new one and counting anew,
  /// after the delays of `HTTP2Failure.refusedStreamDelays`.
  case afterBackOff
}

extension HTTP2Failure {
  /// What go waits before each new attempt after REFUSED_STREAM, in seconds; then it fails.
  ///
  /// go adds up to 10 % but drops fractions of a second: the last two are 16 or 17, 32 to 35.
  package static let refusedStreamDelays = [0, 1, 2, 4, 8, 16, 32]

  /// What go does about this failure before the answer has come.
  package var retry: HTTP2Retry {
    switch self {
    case .goAwayUnprocessed, .unusable: .onNewConnection
    case .reset(_, .refusedStream): .afterBackOff
    default: .never
    }
  }

  /// Whether it is a limit of ours that was reached, where go would have gone on.
  package var isOurLimit: Bool {
    switch self {
    case .flood, .answersNotTaken: true
    default: false
    }
  }

  /// go's text for it, without `Get "URL": ` (`read "URL": ` once the answer's fields have come).
  ///
  /// For a limit of ours, where go has none, a text of our own.
  package var goText: String {
    switch self {
    case .closed, .frameCutShort, .contentCutShort: "unexpected EOF"
    case .closedAfterGoAway(let last, let code, let debug):
      "http2: server sent GOAWAY and closed the connection; LastStreamID=\(last), "
        + "ErrCode=\(code.name), debug=\(goQuoted(bytes: debug))"
    case .transport(let text): text
    case .neverUsable: "http2: client conn could not be established"
    case .unusable: "http2: client conn not usable"
    case .http1Answer(isHTTP11: true):
      "http2: failed reading the frame payload: http2: frame too large, "
        + "note that the frame header looked like an HTTP/1.1 header"
    case .http1Answer(isHTTP11: false), .frameTooLarge: "http2: frame too large"
    case .noSettings: "connection error: PROTOCOL_ERROR"
    case .violation(let violation): "connection error: \(violation.code.name)"
    case .headerCompression: "connection error: COMPRESSION_ERROR"
    case .reset(let stream, let code): Self.text(stream, code, "received from peer")
    case .goAway(let code):
      "http2: Transport received GOAWAY from server ErrCode:\(code.name)"
    case .goAwayUnprocessed:
      "http2: Transport received Server's graceful shutdown GOAWAY"
    case .malformed(let stream, let fault): Self.text(stream, .protocolError, fault.goText)
    case .dataBeforeHeaders(let stream), .badPadding(let stream), .zeroWindowUpdate(let stream):
      Self.text(stream, .protocolError, nil)
    case .windowOverflow(let stream): Self.text(stream, .flowControlError, nil)
    case .contentTooLong:
      "net/http: server replied with more than declared Content-Length; truncated"
    case .requestTooLarge: "http2: request header list larger than peer's advertised limit"
    case .flood(let frames): "over \(frames) HTTP/2 frames and no answer among them"
    case .answersNotTaken: "the server sends HTTP/2 frames but takes no answers to them"
    }
  }

  /// StreamError.Error.
  private static func text(_ stream: UInt32, _ code: HTTP2ErrorCode, _ cause: String?) -> String {
    "stream error: stream ID \(stream); \(code.name)" + (cause.map { "; " + $0 } ?? "")
  }
}

extension HTTP2Violation {
  /// The code that go gives the ConnectionError.
  package var code: HTTP2ErrorCode {
    switch self {
    case .frameSize: .frameSizeError
    case .windowOverflow, .dataBeyondWindow: .flowControlError
    case .badSetting(id: HTTP2Setting.initialWindowSize, _): .flowControlError
    default: .protocolError
    }
  }
}

extension HTTP2FieldFault {
  /// go's text for it, the last part of the stream error's.
  package var goText: String {
    switch self {
    case .name(let name): "invalid header field name \(goQuoted(bytes: name))"
    case .value(let name): "invalid header field value for \(goQuoted(bytes: name))"
    case .pseudoAfterRegular: "pseudo header field after regular"
    case .unknownPseudo(let name): "invalid pseudo-header \(goQuoted(bytes: name))"
    case .duplicatePseudo(let name): "duplicate pseudo-header \(goQuoted(bytes: name))"
    case .mixedPseudos: "mix of request and response pseudo headers"
    case .listTooLarge: "http2: response header list larger than advertised limit"
    case .missingStatus: "malformed response from server: missing status pseudo header"
    case .nonNumericStatus:
      "malformed response from server: malformed non-numeric status pseudo header"
    case .informationalEndsStream: "1xx informational response with END_STREAM flag"
    case .informationalTooLarge: "header list too large"
    }
  }
}
