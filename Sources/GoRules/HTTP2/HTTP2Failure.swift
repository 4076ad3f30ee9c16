/// Why an HTTP/2 request failed: one case for each kind of fault a person can tell apart.
///
/// `goText` has go's words for it, `retry` what go does about it.
package enum HTTP2Failure: Error, Equatable, Sendable {
  // The connection ended.

  /// It was closed before the answer was complete.
  case closed
  /// It was closed after a GOAWAY; `code` is the first one that was not NO_ERROR.
  case closedAfterGoAway(lastStream: UInt32, code: HTTP2ErrorCode, debug: [UInt8])
  /// Reading or writing failed; the text is go's, such as
  /// `read tcp 127.0.0.1:4000->127.0.0.1:443: read: connection reset by peer`.
  case transport(String)
  /// It ended before a request was made on it.
  case neverUsable
  /// It takes no more requests: the peer sent GOAWAY or allows no streams. go opens another one.
  case unusable

  // What the peer sent was not HTTP/2.

  /// The peer answers in HTTP/1; go says so only for `HTTP/1.1`.
  case http1Answer(isHTTP11: Bool)
  /// A frame is longer than the 1 MiB that go announces.
  case frameTooLarge(HTTP2FrameKind, length: Int)
  /// A frame ends within a field that its flags promise. go calls it an unexpected EOF although the
  /// connection is open.
  case frameCutShort(HTTP2FrameKind)
  /// The first frame is not SETTINGS.
  case noSettings(first: HTTP2FrameKind)
  /// Another breach of the protocol; go ends the connection.
  case violation(HTTP2Violation)
  /// A header block cannot be decompressed; go ends the connection.
  case headerCompression

  // The peer gave up the request.

  /// The peer reset the stream.
  case reset(stream: UInt32, HTTP2ErrorCode)
  /// The first request on the connection is beyond the last stream of a GOAWAY with an error.
  case goAway(HTTP2ErrorCode)
  /// The request is beyond the last stream of a GOAWAY that go takes for a polite one: it asks
  /// again on a new connection, at once and without end.
  case goAwayUnprocessed

  // The answer is malformed; go resets the stream and keeps the connection.

  /// A header block breaks a rule.
  case malformed(stream: UInt32, HTTP2FieldFault)
  /// DATA before any HEADERS.
  case dataBeforeHeaders(stream: UInt32)
  /// HEADERS with more padding than payload.
  case badPadding(stream: UInt32)
  /// A WINDOW_UPDATE of zero.
  case zeroWindowUpdate(stream: UInt32)
  /// WINDOW_UPDATEs that exceed 2^31 - 1.
  case windowOverflow(stream: UInt32)
  /// More bytes than Content-Length says.
  case contentTooLong
  /// The stream ended before Content-Length was reached.
  case contentCutShort

  // Of our own request.

  /// The request's fields are larger than the peer's SETTINGS_MAX_HEADER_LIST_SIZE.
  case requestTooLarge

  // Limits of ours: go goes on reading, so that the verdict is "not measured".

  /// So many frames came without any of the answer, or as many times 256 bytes of fields.
  case flood(frames: Int)
  /// The peer makes us answer (PING, SETTINGS) but takes no answers.
  case answersNotTaken(bytes: Int)
}

/// What is wrong with an answer's fields (go: the cause in a StreamError).
package enum HTTP2FieldFault: Equatable, Sendable {
  case name([UInt8])
  /// The value is not given, as in go, for it may be a secret.
  case value(name: [UInt8])
  case pseudoAfterRegular
  case unknownPseudo([UInt8])
  case duplicatePseudo([UInt8])
  case mixedPseudos
  /// Over 10 MiB as RFC 9113, section 6.5.2 counts.
  case listTooLarge
  case missingStatus
  case nonNumericStatus
  case informationalEndsStream
  /// The 1xx answers together are over 10 MiB.
  case informationalTooLarge
}

/// A breach of the protocol for which go ends the whole connection (ConnectionError).
package enum HTTP2Violation: Equatable, Sendable {
  /// A payload of a length that the frame's type does not allow.
  case frameSize(HTTP2FrameKind)
  /// A frame that must not be on the stream it names: stream 0, or any other than 0.
  case wrongStream(HTTP2FrameKind, stream: UInt32)
  case paddingTooLong(HTTP2FrameKind)
  /// A frame in the middle of a header block, or CONTINUATION of another stream.
  case headerBlockInterrupted(by: HTTP2FrameKind)
  case continuationWithoutHeaders
  case badSetting(id: UInt16, value: UInt32)
  /// An acknowledgement of settings that we did not send.
  case settingsAckUnasked
  case zeroWindowUpdate
  case windowOverflow
  case pushPromise
  /// DATA on a stream that no request has opened.
  case unsolicitedData(stream: UInt32)
  /// More DATA than the window allows.
  case dataBeyondWindow
  /// HEADERS after the answer's that do not end the stream.
  case trailersWithoutEnd
  case pseudoFieldInTrailers
  /// More of a header block after its limit was exceeded.
  case headerBlockTooLarge
  /// More of a header block after an invalid field.
  case continuationAfterInvalidField
}
