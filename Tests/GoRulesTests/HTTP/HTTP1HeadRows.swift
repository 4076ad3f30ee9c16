// What go 1.27 makes of these heads, each followed by the end of the connection.

extension HTTP1ResponseReaderTests {
  static let statusLines: [Row] = [
    Row("\r\n", "\(broken)malformed HTTP response \"\""),
    Row("200 OK\r\n\r\n", "\(broken)malformed HTTP status code \"OK\""),
    Row("HTTP/1.1\r\n\r\n", "\(broken)malformed HTTP response \"HTTP/1.1\""),
    Row("HTTP/1.1 \r\n\r\n", "\(broken)malformed HTTP status code \"\""),
    Row("HTTP/1.1 20\r\n\r\n", "\(broken)malformed HTTP status code \"20\""),
    Row("HTTP/1.1 2000 OK\r\n\r\n", "\(broken)malformed HTTP status code \"2000\""),
    Row("HTTP/1.1 2x0 OK\r\n\r\n", "\(broken)malformed HTTP status code \"2x0\""),
    Row("HTTP/1.1 -20 OK\r\n\r\n", "\(broken)malformed HTTP status code \"-20\""),
    Row("HTTP/1.1 -00 OK\r\nContent-Length: 0\r\n\r\n", "-00 OK; 0 bytes; closes"),
    Row("HTTP/1.1 +20 OK\r\n\r\n", "+20 OK; 0 bytes; closes"),
    Row("HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n", "000 Zero; 0 bytes; closes"),
    Row("HTTP/1.1   200   OK \r\nContent-Length: 0\r\n\r\n", "200   OK ; 0 bytes; reusable"),
    Row("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "200; 0 bytes; reusable"),
    Row("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", "200 ; 0 bytes; reusable"),
    Row("HTTP/1.1\t200 OK\r\n\r\n", "\(broken)malformed HTTP status code \"OK\""),
    Row("http/1.1 200 OK\r\n\r\n", "\(broken)malformed HTTP version \"http/1.1\""),
    Row("HTTP/1.10 200 OK\r\n\r\n", "\(broken)malformed HTTP version \"HTTP/1.10\""),
    Row("HTTP/1,1 200 OK\r\n\r\n", "\(broken)malformed HTTP version \"HTTP/1,1\""),
    Row("HTTP/x.1 200 OK\r\n\r\n", "\(broken)malformed HTTP version \"HTTP/x.1\""),
    Row("HTTP/0.9 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; closes"),
    Row("HTTP/1.5 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; reusable"),
    Row("HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 OK; 2 bytes; reusable"),
    Row(
      "HTTP/0.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "200 OK; 0 bytes; closes"),
    Row(" HTTP/1.1 200 OK\r\n\r\n", "\(broken)malformed HTTP status code \"HTTP/1.1\""),
    Row(
      "HTTP/1.1 200 \u{1}\u{7F}\u{FF}\r\nContent-Length: 0\r\n\r\n",
      "200 \u{1}\u{7F}\u{FFFD}; 0 bytes; reusable"),
    Row(
      "\u{15}\u{3}\u{1}\0\u{2}\u{2}",
      "\(broken)malformed HTTP response \"\\x15\\x03\\x01\\x00\\x02\\x02\""),
    Row("SSH-2.0-x\u{FF}\u{E9}\r\n", "\(broken)malformed HTTP response \"SSH-2.0-x\\xff\\xe9\""),
    Row("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "200 OK; 2 bytes; reusable"),
    Row("HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", "999 ?; 0 bytes; reusable"),
  ]

  static let headerLines: [Row] = [
    Row("\(ok) X: y\r\n\r\n", "\(broken)malformed MIME header initial line: \" X: y\""),
    Row("\(ok)\t\(run("a", 80))\r\n\r\n", "\(broken)message too large"),
    Row(
      "\(ok)\t\(run("a", 79))\r\n\r\n",
      "\(broken)malformed MIME header initial line: \"\\t\(run("a", 79))\""),
    Row("\(ok) \(run("a", 4096))", "\(broken)message too large"),
    Row("\(ok)no colon\r\n\r\n", "\(broken)malformed MIME header: missing colon: \"no colon\""),
    Row("\(ok): y\r\n\r\n", "\(broken)malformed MIME header line: \": y\""),
    Row("\(ok)X\r\n y: z\r\n\r\n", "\(broken)malformed MIME header: missing colon: \"X\""),
    Row("\(ok)X(: y\r\n\r\n", "\(broken)malformed MIME header line: \"X(: y\""),
    Row("\(ok)x\t: y\r\n\r\n", "\(broken)malformed MIME header line: \"x\\t: y\""),
    Row("\(ok)\u{C3}\u{A9}: y\r\n\r\n", "\(broken)malformed MIME header line: \"\u{E9}: y\""),
    Row("\(ok)X: a\0b\r\n\r\n", "\(broken)malformed MIME header line: \"X: a\\x00b\""),
    Row("\(ok)x-lower: a\rb\r\n\r\n", "\(broken)malformed MIME header line: \"X-Lower: a\\rb\""),
    Row(
      "\(ok)x lower: a\u{7F}\r\n\r\n",
      "\(broken)malformed MIME header line: \"x lower: a\\x7f\""),
    Row("\(ok)X: a\u{B}\r\n\r\n", "\(broken)malformed MIME header line: \"X: a\\v\""),
    Row("\(ok)X: \u{FF}\r\nContent-Length: 0\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row("\(ok)Content-Length : 5\r\nContent-Length: 0\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row("\(ok)X-A: a\r\n\tb \r\n  c\r\nContent-Length: 0\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row("\(ok)X-A: a\r\n \r\nContent-Length: 0\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row("\(ok)X-A: a\r\n b\u{1}\r\n\r\n", "\(broken)malformed MIME header line: \"X-A: a b\\x01\""),
    Row("\(ok)X-A:\r\n\r\n", "200 OK; 0 bytes; closes"),
    Row("\(ok)X-A: a\r\r\n\r\n", "\(broken)malformed MIME header line: \"X-A: a\\r\""),
    Row("\(ok)\r\r\n\r\n", "\(broken)malformed MIME header: missing colon: \"\\r\""),
    Row("\(ok)X: \(run("a", 100000))\r\nContent-Length: 0\r\n\r\n", "200 OK; 0 bytes; reusable"),
    Row(
      "\(ok)X: \(run("a", 50))\u{1}\r\n\r\n",
      "\(broken)malformed MIME header line: \"X: \(run("a", 50))\\x01\""),
  ]

  static let interimHeads: [Row] = [
    Row(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
      "200 OK; 2 bytes; reusable"),
    Row(
      "HTTP/1.1 103 E\r\nA: x\r\n\r\nHTTP/1.1 102 P\r\n\r\n\(ok)Content-Length: 2\r\n\r\n",
      "200 OK; 0 bytes; unexpected EOF"),
    Row("HTTP/1.1 100 Continue\r\n\r\n", "\(broken)unexpected EOF"),
    Row("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 2", "\(broken)malformed HTTP status code \"2\""),
    Row("HTTP/1.1 100 Continue\r\nContent-Length: x\r\n\r\n", "\(broken)bad Content-Length \"x\""),
    Row(
      "HTTP/1.1 199 ?\r\nContent-Length: 3\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
      "200 OK; 0 bytes; closes"),
    Row("HTTP/1.1 101 Switching\r\n\r\nraw", "101 Switching; 0 bytes; closes"),
    Row(
      "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: keep-alive, upgrade\r\n\r\nraw",
      "101 Switching; 3 bytes; closes"),
    Row(
      "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\nraw",
      "101 Switching; 0 bytes; closes"),
    Row(
      "HTTP/1.0 101 Switching\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\nraw",
      "101 Switching; 3 bytes; closes"),
  ]
}
