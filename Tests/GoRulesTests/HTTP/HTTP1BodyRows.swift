// What go 1.27 makes of these bodies, each followed by the end of the connection.

extension HTTP1ResponseReaderTests {
  static let lengths: [Row] = [
    Row("\(ok)Content-Length: 5\r\n\r\nhello", "200 OK; 5 bytes; reusable"),
    Row("\(ok)Content-Length: 5\r\n\r\nhell", "200 OK; 4 bytes; unexpected EOF"),
    Row("\(ok)Content-Length: 5\r\n\r\nhello!", "200 OK; 5 bytes; extraBytes"),
    Row("\(ok)Content-Length: 0\r\n\r\nx", "200 OK; 0 bytes; extraBytes"),
    Row("\(ok)Content-Length: +5\r\n\r\n", "\(broken)bad Content-Length \"+5\""),
    Row("\(ok)Content-Length: -5\r\n\r\n", "\(broken)bad Content-Length \"-5\""),
    Row("\(ok)Content-Length: 5x\r\n\r\n", "\(broken)bad Content-Length \"5x\""),
    Row("\(ok)Content-Length: 5.0\r\n\r\n", "\(broken)bad Content-Length \"5.0\""),
    Row("\(ok)Content-Length: 5,5\r\n\r\n", "\(broken)bad Content-Length \"5,5\""),
    Row("\(ok)Content-Length: 0x5\r\n\r\n", "\(broken)bad Content-Length \"0x5\""),
    Row("\(ok)Content-Length: 1_0\r\n\r\n", "\(broken)bad Content-Length \"1_0\""),
    Row("\(ok)Content-Length:\r\n\r\n", "\(broken)invalid empty Content-Length \"\""),
    Row("\(ok)Content-Length: 05\r\n\r\nhello", "200 OK; 5 bytes; reusable"),
    Row("\(ok)Content-Length: 9223372036854775807\r\n\r\nx", "200 OK; 1 bytes; unexpected EOF"),
    Row(
      "\(ok)Content-Length: 9223372036854775808\r\n\r\n",
      "\(broken)bad Content-Length \"9223372036854775808\""),
    Row("\(ok)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "200 OK; 5 bytes; reusable"),
    Row(
      "\(ok)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "\(broken)http: message cannot contain multiple Content-Length headers; got [\"5\" \"6\"]"),
    Row("\(ok)Content-Length: 5\r\ncontent-length:  5 \r\n\r\nhello", "200 OK; 5 bytes; reusable"),
    Row("\(ok)\r\nuntil the end", "200 OK; 13 bytes; closes"),
    Row("HTTP/1.0 200 OK\r\n\r\nuntil the end", "200 OK; 13 bytes; closes"),
    Row("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; closes"),
    Row(
      "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok",
      "200 OK; 2 bytes; reusable"),
    Row("\(ok)Connection: x, CLOSE\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; closes"),
    Row("\(ok)Connection: closed\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; reusable"),
    Row(
      "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
      "204 No Content; 0 bytes; extraBytes"),
    Row("HTTP/1.1 304 Not Modified\r\n\r\n", "304 Not Modified; 0 bytes; reusable"),
    Row(
      "HTTP/1.1 304 Not Modified\r\nContent-Length: x\r\n\r\n",
      "\(broken)bad Content-Length \"x\""),
    Row(
      "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
      "204 No Content; 0 bytes; reusable"),
    Row("HTTP/1.1 205 Reset\r\nContent-Length: 1\r\n\r\nx", "205 Reset; 1 bytes; reusable"),
  ]

  static let codings: [Row] = [
    Row(
      "\(ok)Transfer-Encoding: identity\r\n\r\n",
      "\(broken)unsupported transfer encoding: \"identity\""),
    Row(
      "\(ok)Transfer-Encoding: gzip, chunked\r\n\r\n",
      "\(broken)unsupported transfer encoding: \"gzip, chunked\""),
    Row("\(ok)Transfer-Encoding:\r\n\r\n", "\(broken)unsupported transfer encoding: \"\""),
    Row(
      "\(ok)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
      "\(broken)too many transfer encodings: [\"chunked\" \"chunked\"]"),
    Row(
      "\(ok)Transfer-Encoding: chunked\r\n \r\n\r\n",
      "\(broken)unsupported transfer encoding: \"chunked \""),
    Row(
      "\(ok)Transfer-Encoding: CHUNKED\r\nContent-Length: 99\r\n\r\n2\r\nok\r\n0\r\n\r\n",
      "200 OK; 2 bytes; reusable"),
    Row(
      "\(ok)Transfer-Encoding: chunked\r\nContent-Length: x\r\n\r\n0\r\n\r\n",
      "\(broken)bad Content-Length \"x\""),
    Row(
      "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
      "200 OK; 12 bytes; closes"),
    Row(
      "HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
      "200 OK; 2 bytes; closes"),
    Row(
      "\(ok)Trailer: X, content-length\r\nTransfer-Encoding: chunked\r\n\r\n",
      "\(broken)bad trailer key \"Content-Length\""),
    Row(
      "\(ok)Trailer: Trailer\r\nTransfer-Encoding: chunked\r\n\r\n",
      "\(broken)bad trailer key \"Trailer\""),
    Row(
      "\(ok)Trailer: Transfer-encoding\r\nContent-Length: 0\r\n\r\n",
      "200 OK; 0 bytes; reusable"),
    Row(
      "\(ok)Trailer: X, ,Y\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "200 OK; 0 bytes; reusable"),
  ]
}
