// What go 1.27 makes of a connection that ends here: by EOF, by an error that repeats
// itself, and by one that EOF follows.

extension HTTP1ResponseReaderTests {
  static let ends: [EndRow] = [
    EndRow("", "EOF", "\(reset)"),
    EndRow("HTTP/1.1 2", "\(broken)malformed HTTP status code \"2\""),
    EndRow(
      "HTTP/1.1 200 OK",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow(
      "HTTP/1.1 200 OK\r",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow("\(ok)", "\(broken)unexpected EOF", "\(broken)\(reset)", "\(broken)unexpected EOF"),
    EndRow("\(ok)X: y", "\(broken)unexpected EOF", "\(broken)\(reset)", "\(broken)unexpected EOF"),
    EndRow("\(ok)X", "\(broken)malformed MIME header: missing colon: \"X\""),
    EndRow(
      "\(ok)X: y\r\n",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow(
      "\(ok)X: y\r\n z",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow(
      "\(ok)X: \u{1}\r\n ",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow("\(ok)X: \u{1}\r\n", "\(broken)malformed MIME header line: \"X: \\x01\""),
    EndRow("\(ok) X", "\(broken)malformed MIME header initial line: \" X\""),
    EndRow("HTTP/1.1 100 Continue\r\n\r\n", "\(broken)unexpected EOF", "\(broken)\(reset)"),
    EndRow(
      "\(ok)Content-Length: 5\r\n\r\nhel",
      "200 OK; 3 bytes; unexpected EOF",
      "200 OK; 3 bytes; \(reset)"),
    EndRow("\(ok)\r\nhel", "200 OK; 3 bytes; closes", "200 OK; 3 bytes; \(reset)"),
    EndRow("\(chunked)5", "200 OK; 0 bytes; unexpected EOF", "200 OK; 0 bytes; \(reset)"),
    EndRow("\(chunked)5\r\nhel", "200 OK; 3 bytes; unexpected EOF", "200 OK; 3 bytes; \(reset)"),
    EndRow("\(chunked)0\r\n", "200 OK; 0 bytes; http: unexpected EOF reading trailer"),
    EndRow(
      "\(chunked)0\r\nX: y",
      "200 OK; 0 bytes; http: suspiciously long trailer after chunked body"),
    EndRow("HTTP/1.1 200 \(run("x", 4083))", "\(broken)unexpected EOF", "\(broken)\(reset)"),
    EndRow(
      "HTTP/1.1 200 \(run("x", 4082))",
      "\(broken)unexpected EOF",
      "\(broken)\(reset)",
      "\(broken)unexpected EOF"),
    EndRow("\(ok)X: \(run("y", 4093))", "\(broken)unexpected EOF", "\(broken)\(reset)"),
    EndRow(
      "\(ok)X: \(run("y", 4092))\r",
      "\(broken)malformed MIME header line: \"X: \(run("y", 4092))\\r\""),
  ]
}
