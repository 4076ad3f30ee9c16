extension HTTP2AnswerCase {
  static let flowControl: [Self] = [
    sent("the connection's window overflows", W.windowUpdate(0x7fff_ffff), go: flow),
    sent(
      "the connection's window is full", W.windowUpdate(0x7fff_0000), ok, hello,
      go: "200 hello end"),
    sent(
      "the stream's window overflows", W.windowUpdate(0x7fff_ffff, stream: 1),
      go: stream + "FLOW_CONTROL_ERROR"),
    sent("zero for the connection", W.windowUpdate(0), go: broken),
    sent("zero for the stream", W.windowUpdate(0, stream: 1), go: stream + "PROTOCOL_ERROR"),
    sent("zero for another stream", W.windowUpdate(0, stream: 3), ok, hello, go: "200 hello end"),
    sent("initial window of 2^31", W.frame(0x4, W.setting(4, 1 << 31)), go: flow),
    sent(
      "initial window wrong though another setting is too",
      W.frame(0x4, W.setting(2, 2) + W.setting(4, 1 << 31)), go: flow),
    sent(
      "initial window that a stream's increment exceeds", W.windowUpdate(9, stream: 1),
      W.frame(0x4, W.setting(4, 0x7fff_ffff)), W.windowUpdate(1, stream: 1), go: flow),
    sent("push of 2", W.frame(0x4, W.setting(2, 2)), go: broken),
    sent("frames of 16383", W.frame(0x4, W.setting(5, 16_383)), go: broken),
    sent("frames of 2^24", W.frame(0x4, W.setting(5, 1 << 24)), go: broken),
    sent("extended CONNECT of 2", W.frame(0x4, W.setting(8, 2)), go: broken),
    sent(
      "no streams allowed, too late", W.frame(0x4, W.setting(3, 0)), ok, hello,
      go: "200 hello end"),
  ]

  static let headerBlocks: [Self] = [
    sent(
      "in CONTINUATION", W.frame(0x1, stream: 1, [0x88]), W.frame(0x9, stream: 1),
      W.frame(0x9, flags: 4, stream: 1, W.block([("x", "y")])), hello, go: "200 hello end"),
    sent(
      "a field across frames", W.frame(0x1, stream: 1, [0x88, 0, 1]),
      W.frame(0x9, stream: 1, [0x78, 2, 0x79]), W.frame(0x9, flags: 4, stream: 1, [0x79]), hello,
      go: "200 hello end"),
    sent("CONTINUATION alone", W.frame(0x9, flags: 4, stream: 1), go: broken),
    sent(
      "CONTINUATION of another stream", W.frame(0x1, stream: 1), W.frame(0x9, stream: 3),
      go: broken),
    sent("another frame in between", W.frame(0x1, stream: 1), settings, go: broken),
    sent(
      "cut short", W.frame(0x1, flags: 4, stream: 1, [0x88, 0, 5, 0x78]),
      go: "Get: connection error: COMPRESSION_ERROR"),
    sent(
      "index 0", W.frame(0x1, flags: 4, stream: 1, [0x80]),
      go: "Get: connection error: COMPRESSION_ERROR"),
    sent(
      "an index that is not there", W.frame(0x1, flags: 4, stream: 1, [0xbe]),
      go: "Get: connection error: COMPRESSION_ERROR"),
    sent(
      "with priority and padding",
      W.frame(0x1, flags: 0x2c, stream: 1, [1, 0, 0, 0, 0, 7, 0x88, 0]), hello,
      go: "200 hello end"),
    sent(
      "priority cut short", W.frame(0x1, flags: 0x24, stream: 1, [0, 0, 0, 0]),
      go: "Get: unexpected EOF"),
    sent(
      "padding too long", W.frame(0x1, flags: 0xc, stream: 1, [9, 0x88]),
      go: stream + "PROTOCOL_ERROR"),
    sent(
      "an invalid field and more frames", W.frame(0x1, stream: 1, W.block([("X", "y")])),
      W.frame(0x9, flags: 4, stream: 1), go: broken),
    sent(
      "trailers that do not end the stream", ok, W.headers([("x", "y")]),
      go: "200  Read: connection error: PROTOCOL_ERROR"),
    sent(
      "a status in trailers", ok, W.headers([(":status", "200")], flags: 5),
      go: "200  Read: connection error: PROTOCOL_ERROR"),
    sent(
      "an invalid trailer", ok, W.headers([("X", "y")], flags: 5),
      go: "200  Read: stream error: stream ID 1; PROTOCOL_ERROR; "
        + #"invalid header field name "X""#),
  ]

  static let fieldRules: [Self] = [
    fields(
      "fields about the connection",
      [
        (":status", "200"), ("connection", "close"),
        ("transfer-encoding", "chunked"), ("keep-alive", "x"),
      ], hello, go: "200 hello end"),
    fields(
      "a tab and Latin-1 in a value", [(":status", "200"), ("x", "a\té")], hello,
      go: "200 hello end"),
    fields(
      "a line end in a value", [(":status", "200"), ("x", "a\r\n")],
      go: stream + #"PROTOCOL_ERROR; invalid header field value for "x""#),
    fields(
      "no name", [(":status", "200"), ("", "a")],
      go: stream + #"PROTOCOL_ERROR; invalid header field name """#),
    fields(
      "a name that needs quoting", [(":status", "200"), ("\u{7}é\u{85}\\", "a")],
      go: stream + #"PROTOCOL_ERROR; invalid header field name "\aé\u0085\\""#),
    sent(
      "a name that is not UTF-8",
      W.frame(0x1, flags: 4, stream: 1, W.block([0xc3, 0x28, 0xff], [])),
      go: stream + #"PROTOCOL_ERROR; invalid header field name "\xc3(\xff""#),
    fields(
      "a pseudo field after others", [("x", "a"), (":status", "200")],
      go: stream + "PROTOCOL_ERROR; pseudo header field after regular"),
    fields(
      "a pseudo field of a request", [(":status", "200"), (":path", "/")],
      go: stream + "PROTOCOL_ERROR; mix of request and response pseudo headers"),
    fields(
      "an unknown pseudo field", [(":status", "200"), (":x", "/")],
      go: stream + #"PROTOCOL_ERROR; invalid pseudo-header ":x""#),
    fields(
      "two statuses", [(":status", "200"), (":status", "200")],
      go: stream + #"PROTOCOL_ERROR; duplicate pseudo-header ":status""#),
  ]

  static let statuses: [Self] = [
    fields(
      "no status", [("x", "y")],
      go: stream + "PROTOCOL_ERROR; malformed response from server: "
        + "missing status pseudo header"),
    fields(
      "a status of letters", [(":status", "2xx")],
      go: stream + "PROTOCOL_ERROR; malformed response from server: "
        + "malformed non-numeric status pseudo header"),
    fields(
      "a status beyond 64 bits", [(":status", "9223372036854775808")],
      go: stream + "PROTOCOL_ERROR; malformed response from server: "
        + "malformed non-numeric status pseudo header"),
    fields(
      "the least status", [(":status", "-9223372036854775808")], hello,
      go: "-9223372036854775808 hello end"),
    fields("a status with a sign", [(":status", "+0404")], hello, go: "404 hello end"),
  ]

  /// go's read loop takes what has come before the request's goroutine learns of the reset.
  static let togethers: [Self] = [
    Self(
      name: "a reset in one piece with the answer before it",
      frames: [settings, ok, W.data("hel", ends: false), W.reset(2)], inOnePiece: true,
      go: "200 hel Read: stream error: stream ID 1; INTERNAL_ERROR; received from peer"),
    Self(
      name: "a reset in one piece with the answer after it",
      frames: [settings, W.reset(2), ok, hello], inOnePiece: true,
      go: "200  Read: stream error: stream ID 1; INTERNAL_ERROR; received from peer"),
    Self(
      name: "GOAWAY in one piece with the answer after it",
      frames: [settings, W.goAway(0, 0), ok, hello], inOnePiece: true, go: "200 hello end"),
  ]
}
