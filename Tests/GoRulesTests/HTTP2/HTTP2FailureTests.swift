import GoRules
import Testing

@Suite struct HTTP2FailureTests {
  private typealias W = HTTP2Wire

  private static func failure(_ bytes: [UInt8]...) -> HTTP2Failure? {
    var exchange = HTTP2Exchange()
    for bytes in bytes { exchange.receive(bytes) }
    return exchange.failure
  }

  /// What a person is told apart, where go has one text for many or the same for all.
  @Test func kindsAreToldApart() {
    let settings = W.settings
    #expect(Self.failure(W.goAway(0, 0)) == .noSettings(first: .goAway))
    #expect(Self.failure(Array("HTTP/1.1 200 OK".utf8)) == .http1Answer(isHTTP11: true))
    #expect(Self.failure(Array("HTTP/1.0 200 OK".utf8)) == .http1Answer(isHTTP11: false))
    #expect(
      Self.failure(Array("<html>junk".utf8))
        == .frameTooLarge(.init(rawValue: 0x6d), length: 0x3c6874))
    #expect(Self.failure(settings, W.reset(2)) == .reset(stream: 1, .internalError))
    #expect(Self.failure(settings, W.goAway(0, 0xb)) == .goAway(.enhanceYourCalm))
    #expect(Self.failure(settings, W.goAway(0, 0)) == .goAwayUnprocessed)
    #expect(Self.failure(settings, W.frame(0x1, flags: 4, stream: 1, [0x80])) == .headerCompression)
    #expect(Self.failure(settings, W.windowUpdate(0x7fff_ffff)) == .violation(.windowOverflow))
    #expect(
      Self.failure(settings, W.windowUpdate(0x7fff_ffff, stream: 1)) == .windowOverflow(stream: 1))
    #expect(
      Self.failure(settings, W.frame(0x5, flags: 4, stream: 1, W.word(2)))
        == .violation(.pushPromise))
    #expect(
      Self.failure(settings, W.headers([("x", "y")])) == .malformed(stream: 1, .missingStatus))
  }

  /// In the same packet as DATA the reset is still seen, and its code with it.
  @Test func aResetTogetherWithDataIsSeen() {
    let bytes =
      W.settings + W.headers([(":status", "200")]) + W.data("x", ends: false) + W.reset(0xd)
    #expect(Self.failure(bytes) == .reset(stream: 1, .init(rawValue: 0xd)))
  }

  /// canRetryError and RoundTripOpt.
  @Test func retriesAreGos() {
    #expect(HTTP2Failure.reset(stream: 1, .refusedStream).retry == .afterBackOff)
    #expect(HTTP2Failure.reset(stream: 1, .cancel).retry == .never)
    #expect(HTTP2Failure.goAwayUnprocessed.retry == .onNewConnection)
    #expect(HTTP2Failure.goAway(.internalError).retry == .never)
    #expect(HTTP2Failure.unusable.retry == .onNewConnection)
    #expect(HTTP2Failure.neverUsable.retry == .never)
    #expect(HTTP2Failure.closed.retry == .never)
    #expect(HTTP2Failure.refusedStreamDelays == [0, 1, 2, 4, 8, 16, 32])
  }

  /// An error of the connection's end keeps go's text; a read error turns into the GOAWAY before it.
  @Test func endsOfTheConnection() {
    let reset = "read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer"
    let ends: [(HTTP2InputEnd, plain: String, afterGoAway: String)] = [
      (
        .closed, "unexpected EOF",
        "http2: server sent GOAWAY and closed the connection; "
          + #"LastStreamID=1, ErrCode=NO_ERROR, debug="""#
      ),
      (
        .readFailed(reset), reset,
        "http2: server sent GOAWAY and closed the connection; "
          + #"LastStreamID=1, ErrCode=NO_ERROR, debug="""#
      ),
      (.cut, "unexpected EOF", "unexpected EOF"),
      (.failed("remote error: tls: x"), "remote error: tls: x", "remote error: tls: x"),
    ]
    for (end, plain, afterGoAway) in ends {
      var exchange = HTTP2Exchange()
      exchange.receive(W.settings)
      exchange.end(end)
      #expect(exchange.outcome == "Get: " + plain)
      exchange = HTTP2Exchange()
      exchange.receive(W.settings + W.goAway(1, 0))
      exchange.end(end)
      #expect(exchange.outcome == "Get: " + afterGoAway)
    }
  }

  /// As go's transport did where the frames came in TLS records of their own, but at once.
  @Test(arguments: [
    (W.reset(2), "200  Read: stream error: stream ID 1; INTERNAL_ERROR; received from peer"),
    (W.goAway(0, 2), "200 hi end"),
  ])
  func takesAnAnswerBehindAReset(frame: [UInt8], outcome: String) {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    exchange.receive(frame, hasMore: true)
    #expect(exchange.outcome == "silent")
    exchange.receive(W.headers([(":status", "200")]), hasMore: true)
    exchange.receive(W.data("hi"), hasMore: true)
    exchange.pause()
    #expect(exchange.outcome == outcome)
  }

  @Test func endsAtAPause() {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings + W.reset(2), hasMore: true)
    exchange.pause()
    #expect(
      exchange.outcome == "Get: stream error: stream ID 1; INTERNAL_ERROR; received from peer")
    #expect(exchange.connection.canTakeRequest)
  }
}
