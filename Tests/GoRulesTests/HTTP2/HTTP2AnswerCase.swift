import Testing

/// What a server sends after the first GET, and what go 1.27 makes of it.
struct HTTP2AnswerCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// The frames come one by one, or all in one piece if `inOnePiece`.
  let frames: [[UInt8]]
  /// Whether the server then closes the connection.
  var closes = false
  var inOnePiece = false
  /// `200 hello end`, `Get: TEXT`, `200 hel Read: TEXT`, `silent` or `200 hel silent`; `retry` where
  /// go asks again on a new connection.
  let go: String

  var testDescription: String { name }
}

extension HTTP2AnswerCase {
  typealias W = HTTP2Wire
  static let settings = W.settings
  static let ok = W.headers([(":status", "200")])
  static let hello = W.data("hello")
  static let broken = "Get: connection error: PROTOCOL_ERROR"
  static let wrongSize = "Get: connection error: FRAME_SIZE_ERROR"
  static let flow = "Get: connection error: FLOW_CONTROL_ERROR"
  static let stream = "Get: stream error: stream ID 1; "

  static func sent(_ name: String, _ frames: [UInt8]..., go: String) -> Self {
    Self(name: name, frames: [settings] + frames, go: go)
  }

  static func closed(_ name: String, _ frames: [UInt8]..., go: String) -> Self {
    Self(name: name, frames: [settings] + frames, closes: true, go: go)
  }

  static func fields(
    _ name: String, _ fields: [(String, String)], _ rest: [UInt8]..., go: String
  ) -> Self {
    Self(name: name, frames: [settings, W.headers(fields)] + rest, go: go)
  }

  static let all =
    answers + bodies + endings + goAways + firstFrames + sizes + streams + flowControl
    + headerBlocks
    + fieldRules + statuses + togethers

  static let answers: [Self] = [
    sent("a plain answer", ok, hello, go: "200 hello end"),
    sent("no body", W.headers([(":status", "200")], flags: 5), go: "200  end"),
    sent("settings never acknowledged", W.data("", ends: false, stream: 0), go: broken),
    sent(
      "trailers", ok, W.data("hello", ends: false), W.headers([("x", "y")], flags: 5),
      go: "200 hello end"),
    sent("early hints", W.headers([(":status", "103")]), ok, hello, go: "200 hello end"),
    sent(
      "switching protocols counts as early", W.headers([(":status", "101")]), ok, hello,
      go: "200 hello end"),
    sent(
      "early hints that end the stream", W.headers([(":status", "103")], flags: 5),
      go: stream + "PROTOCOL_ERROR; 1xx informational response with END_STREAM flag"),
    sent("unknown frame", W.frame(0x42, stream: 7, [1, 2, 3]), ok, hello, go: "200 hello end"),
    sent("ping", W.frame(0x6, [1, 2, 3, 4, 5, 6, 7, 8]), ok, hello, go: "200 hello end"),
    sent("silence after the headers", ok, go: "200  silent"),
    sent("silence in the body", ok, W.data("hel", ends: false), go: "200 hel silent"),
    sent("silence", go: "silent"),
  ]

  static let bodies: [Self] = [
    fields(
      "more than Content-Length", [(":status", "200"), ("content-length", "4")], hello,
      go: "200 hell Read: net/http: server replied with more than declared Content-Length; "
        + "truncated"),
    fields(
      "less than Content-Length", [(":status", "200"), ("content-length", "6")], hello,
      go: "200 hello Read: unexpected EOF"),
    fields(
      "the length but no end", [(":status", "200"), ("content-length", "5")],
      W.data("hello", ends: false), go: "200 hello silent"),
    fields(
      "conflicting lengths are none",
      [(":status", "200"), ("content-length", "4"), ("content-length", "5")], hello,
      go: "200 hello end"),
    fields(
      "a length with a sign is none", [(":status", "200"), ("content-length", "+4")], hello,
      go: "200 hello end"),
    fields(
      "a length too large for 63 bits is none",
      [(":status", "200"), ("content-length", "9223372036854775808")], hello, go: "200 hello end"),
    sent(
      "headers alone promise a body",
      W.headers([(":status", "200"), ("content-length", "5")], flags: 5),
      go: "200  Read: unexpected EOF"),
    sent("padded", ok, W.frame(0x0, flags: 9, stream: 1, [2, 0x68, 0x69, 0, 0]), go: "200 hi end"),
    sent("padding alone", ok, W.frame(0x0, flags: 9, stream: 1, [2, 0, 0]), go: "200  end"),
    sent(
      "padding too long", ok, W.frame(0x0, flags: 9, stream: 1, [3, 0, 0]),
      go: "200  Read: connection error: PROTOCOL_ERROR"),
    sent(
      "padding without its length", ok, W.frame(0x0, flags: 9, stream: 1),
      go: "200  Read: unexpected EOF"),
  ]

  static let endings: [Self] = [
    closed("closed", go: "Get: unexpected EOF"),
    closed("closed in a header", [0, 0], go: "Get: unexpected EOF"),
    closed(
      "closed in the body", ok, W.data("hel", ends: false),
      go: "200 hel Read: unexpected EOF"),
    closed(
      "closed in a DATA frame", ok, W.frame(0x0, stream: 1, [0x68], length: 9),
      go: "200  Read: unexpected EOF"),
    sent("reset", W.reset(2), go: stream + "INTERNAL_ERROR; received from peer"),
    sent(
      "reset with a strange code", W.reset(0x1f),
      go: stream + "unknown error code 0x1f; received from peer"),
    sent(
      "reset in the body", ok, W.data("hel", ends: false), W.reset(0xb),
      go: "200 hel Read: stream error: stream ID 1; ENHANCE_YOUR_CALM; received from peer"),
    sent("reset after the end", ok, hello, W.reset(8), go: "200 hello end"),
    sent("reset of another stream", W.reset(2, stream: 3), ok, hello, go: "200 hello end"),
    sent("reset of stream 0", W.reset(2, stream: 0), go: broken),
    sent("reset too short", W.frame(0x3, stream: 1, [0, 0, 0]), go: wrongSize),
  ]

  static let goAways: [Self] = [
    sent("polite, unprocessed", W.goAway(0, 0), go: "retry"),
    sent("polite, processed", W.goAway(1, 0), ok, hello, go: "200 hello end"),
    sent(
      "an error, unprocessed", W.goAway(0, 0xb, "slow down"),
      go: "Get: http2: Transport received GOAWAY from server ErrCode:ENHANCE_YOUR_CALM"),
    closed(
      "an error, then closed", W.goAway(1, 2, "a\"\u{200b}é\n"),
      go: "Get: http2: server sent GOAWAY and closed the connection; LastStreamID=1, "
        + #"ErrCode=INTERNAL_ERROR, debug="a\"\u200bé\n""#),
    closed(
      "the first error and text stay", W.goAway(5, 2, "one"), W.goAway(3, 1, "two"),
      go: "Get: http2: server sent GOAWAY and closed the connection; LastStreamID=3, "
        + #"ErrCode=INTERNAL_ERROR, debug="one""#),
    closed(
      "closed within a frame says nothing of it", W.goAway(1, 2), [0, 0],
      go: "Get: unexpected EOF"),
    closed(
      "closed after a frame's header does", W.goAway(1, 2), [0, 0, 5, 0, 0, 0, 0, 0, 1],
      go: "Get: http2: server sent GOAWAY and closed the connection; LastStreamID=1, "
        + #"ErrCode=INTERNAL_ERROR, debug="""#),
    sent(
      "unprocessed in the body", ok, W.goAway(0, 0),
      go: "200  Read: http2: Transport received Server's graceful shutdown GOAWAY"),
    sent("too short", W.frame(0x7, [0, 0, 0, 0, 0, 0, 0]), go: wrongSize),
    sent("of a stream", W.frame(0x7, stream: 1, [0, 0, 0, 0, 0, 0, 0, 0]), go: broken),
  ]

  static let firstFrames: [Self] = [
    Self(
      name: "PING before SETTINGS", frames: [W.frame(0x6, [0, 0, 0, 0, 0, 0, 0, 0])], go: broken),
    Self(name: "HEADERS before SETTINGS", frames: [ok], go: broken),
    Self(
      name: "faulty fields before SETTINGS are a matter of the stream",
      frames: [W.headers([("X", "y")])],
      go: stream + #"PROTOCOL_ERROR; invalid header field name "X""#),
    Self(
      name: "an acknowledgement is SETTINGS enough", frames: [W.frame(0x4, flags: 1), ok, hello],
      go: "200 hello end"),
    Self(
      name: "HTTP/1.1", frames: [Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)],
      go: "Get: http2: failed reading the frame payload: http2: frame too large, "
        + "note that the frame header looked like an HTTP/1.1 header"),
    Self(
      name: "HTTP/1.0", frames: [Array("HTTP/1.0 200 OK\r\n\r\n".utf8)],
      go: "Get: http2: frame too large"),
    Self(
      name: "garbage", frames: [Array("<!DOCTYPE html>".utf8)], go: "Get: http2: frame too large"),
    sent("a second acknowledgement", W.frame(0x4, flags: 1), W.frame(0x4, flags: 1), go: broken),
    sent(
      "an acknowledgement with settings", W.frame(0x4, flags: 1, W.setting(1, 0)),
      go: wrongSize),
  ]

  static let sizes: [Self] = [
    sent(
      "a frame of 1 MiB", W.frame(0x42, [UInt8](repeating: 0, count: 1 << 20)), ok, hello,
      go: "200 hello end"),
    sent(
      "a frame of 1 MiB and a byte", W.frame(0x42, [], length: 1 << 20 + 1),
      go: "Get: http2: frame too large"),
    sent("SETTINGS of 7 bytes", W.frame(0x4, [0, 1, 0, 0, 0, 0, 0]), go: wrongSize),
    sent("PING of 7 bytes", W.frame(0x6, [0, 0, 0, 0, 0, 0, 0]), go: wrongSize),
    sent("PRIORITY of 4 bytes", W.frame(0x2, stream: 1, [0, 0, 0, 0]), go: wrongSize),
    sent("PRIORITY_UPDATE of 3 bytes", W.frame(0x10, [0, 0, 0]), go: wrongSize),
    sent("WINDOW_UPDATE of 5 bytes", W.frame(0x8, [0, 0, 0, 1, 0]), go: wrongSize),
    sent("PUSH_PROMISE of 3 bytes", W.frame(0x5, stream: 1, [0, 0, 0]), go: "Get: unexpected EOF"),
  ]

  static let streams: [Self] = [
    sent("SETTINGS of a stream", W.frame(0x4, stream: 1), go: broken),
    sent("PING of a stream", W.frame(0x6, stream: 1, [0, 0, 0, 0, 0, 0, 0, 0]), go: broken),
    sent("PRIORITY of stream 0", W.frame(0x2, [0, 0, 0, 0, 0]), go: broken),
    sent(
      "PRIORITY of another stream", W.frame(0x2, stream: 9, [0, 0, 0, 0, 0]), ok, hello,
      go: "200 hello end"),
    sent("PRIORITY_UPDATE of a stream", W.frame(0x10, stream: 1, W.word(1)), go: broken),
    sent("PRIORITY_UPDATE for stream 0", W.frame(0x10, W.word(1 << 31)), go: broken),
    sent("HEADERS of stream 0", W.headers([(":status", "200")], stream: 0), go: broken),
    sent(
      "HEADERS of another stream", W.headers([(":status", "200")], stream: 8), ok, hello,
      go: "200 hello end"),
    sent("PUSH_PROMISE", W.frame(0x5, flags: 4, stream: 1, W.word(2)), go: broken),
    sent(
      "DATA of a stream never opened", ok, W.data("x", stream: 3),
      go: "200  Read: connection error: PROTOCOL_ERROR"),
    sent("DATA before HEADERS", hello, go: stream + "PROTOCOL_ERROR"),
    sent(
      "the reserved bit of a stream's number", W.headers([(":status", "200")]),
      W.data("hello", stream: 1 << 31 | 1), go: "200 hello end"),
  ]
}
