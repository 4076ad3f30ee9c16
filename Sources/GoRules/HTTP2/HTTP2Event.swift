/// What the bytes of the peer amount to for the request in flight.
package enum HTTP2Event: Sendable {
  /// An answer of 100 to 199 came; the one that counts follows.
  case informational(status: Int)
  /// The answer's fields are complete.
  case answer(HTTP2Answer)
  /// The next part of the body, never empty, as it came: gzip is not undone here.
  case body([UInt8])
  /// The answer is complete, and the connection free for another request unless it `isClosed`.
  case end
  /// The request failed before its answer came; go's prefix is `Get "URL": `.
  case requestFailed(HTTP2Failure)
  /// The body broke off; go's prefix is `read "URL": `, and it never retries.
  case bodyFailed(HTTP2Failure)
}

/// The head of an answer as go's transport gives it to net/http.
package struct HTTP2Answer: Sendable {
  /// Any number that strconv.Atoi takes, but not 100 to 199.
  package let status: Int
  /// The `:status` field as it came; go prints it with a space and http.StatusText after it.
  package let statusText: String
  /// The fields without those that go drops: pseudo fields, those about a connection, `trailer`,
  /// a Content-Length that is invalid; for a gzip body its coding and length as well.
  package let fields: HTTP2Fields
  /// The length of the body in bytes, nil where it is not known.
  package let contentLength: Int64?
  /// Whether go decompresses the body: it asked for gzip, and `content-encoding` is gzip.
  package let isGzip: Bool
}

/// How the bytes of the peer came to their end.
package enum HTTP2InputEnd: Sendable {
  /// EOF between two TLS records, with or without close_notify (io.EOF).
  case closed
  /// EOF within a TLS record (io.ErrUnexpectedEOF).
  case cut
  /// A read failed; go's text for it, `read tcp …: connection reset by peer` (net.OpError "read").
  case readFailed(String)
  /// Something else, such as a TLS alert or a failed write; go's text for it.
  case failed(String)
}
