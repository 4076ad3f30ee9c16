/// Pieces of HTTP/1 that mean something, well and badly written.
enum HTTP1Dictionary {
  static func statusLine(_ generator: inout Generator) -> [UInt8] {
    let lines = [
      "HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.1  200 OK", "HTTP/1.0 200 OK", "HTTP/0.9 200 OK",
      "HTTP/2.0 200 OK", "HTTP/2 200", "HTTP/1.2 200 OK", "HTTP/1.10 200 OK", "http/1.1 200 OK",
      "HTTP/1.1 +200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 099 x", "HTTP/1.1 -20 x",
      "HTTP/1.1 000 ", "HTTP/1.1 0x1 a", "HTTP/1.1 2e2 OK", "HTTP/1.1 \u{663}00 OK", "HTTP/1.1 404 \u{e9}",
      "HTTP/1.1\t200\tOK", "HTTP/1.1 200\tOK", " HTTP/1.1 200 OK", "ICY 200 OK", "HTTP/1.1", "",
      "HTTP 200 OK", "<html><body>sign in</body></html>", "HTTP/1.1 200 OK ", "HTTP/1.1 200 O\u{0}K",
      "HTTP/01.1 200 OK", "HTTP/1.1\u{0} 200 OK", "HTTP/1,1 200 OK", "HTTP/11 200 OK", "HTTP/3.0 200 OK",
      "HTTP/1.1 200  OK", "HTTP/1.1 200OK", "HTTP/1.1/200 OK", "HTTPS/1.1 200 OK", "HTTP/1.1: 200 OK",
      "RTSP/1.0 200 OK", "SSH-2.0-OpenSSH_9.2", "220 mail ESMTP", "HTTP/1.1 404", "HTTP/1.1 410 ",
      "HTTP/1.1 503 \t Busy  ", "HTTP/1.1 404 404 Not Found", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}",
    ]
    if generator.chance(40) {
      let status =
        generator.chance(50)
        ? generator.number(100...999)
        : generator.pick([100, 101, 102, 103, 199, 201, 202, 203, 204, 205, 206, 304, 400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503])
      return Array("HTTP/1.\(generator.number(0...1)) \(status) Some Words".utf8)
    }
    return Array(generator.pick(lines).utf8)
  }

  static func informational(_ generator: inout Generator) -> [UInt8] {
    let one = generator.pick([
      "HTTP/1.1 100 Continue\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n", "HTTP/1.1 102 Processing\r\n",
      "HTTP/1.1 199 \r\nX: y\r\n", "HTTP/1.0 100 Continue\r\n", "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n",
      "HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n", "HTTP/1.1 100\r\n", "HTTP/1.1 100 Continue\r\nA\r\n",
    ])
    let count = generator.pick([1, 1, 1, 2, 5, 6, 7, 40])
    // The line's own end is the second of the blank line.
    return Array((Array(repeating: one, count: count).joined(separator: "\r\n")).utf8)
  }

  static func length(_ generator: inout Generator, _ count: Int) -> [UInt8] {
    let values = [
      "\(count + 1)", "\(count - 1)", "\(count + 100)", "0", "+\(count)", "-\(count)", "-1", " \(count) ",
      "0\(count)", "000000000000000000000000\(count)", "0x\(String(count, radix: 16))", "\(count), \(count)",
      "\(count),\(count)", "\(count);", "", " ", "abc", "1e3", "99999999999999999999", "9223372036854775807",
      "9223372036854775808", "18446744073709551616", "\(count)\t", "\(count) \(count)", "\(count).0", "\u{664}",
      "\(count)\u{b}", "\(count), \(count + 1)", "1_0",
    ]
    let names = ["Content-Length", "content-length", "CONTENT-LENGTH", "Content-length"]
    return Array("\(generator.pick(names)): \(generator.pick(values))".utf8)
  }

  static func field(_ generator: inout Generator, length count: Int) -> [UInt8] {
    if generator.chance(20) { return length(&generator, count) }
    if generator.chance(4) { return Array("X-Long: \(String(repeating: "a", count: generator.pick([4_000, 70_000, 130_000, 300_000, 1_100_000])))".utf8) }
    if generator.chance(3) {
      let count = generator.pick([100, 1_000, 6_000])
      return Array((0..<count).map { "X-\($0): a" }.joined(separator: "\r\n").utf8)
    }
    return Array(generator.pick(fields).utf8)
  }

  private static let fields = [
    "Transfer-Encoding: chunked", "transfer-encoding: Chunked", "Transfer-Encoding: CHUNKED",
    "Transfer-Encoding: identity", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: xchunked", "Transfer-Encoding:\u{b}chunked", "Transfer-Encoding:  chunked ",
    "Transfer-Encoding: chunked;a=b", "Transfer-Encoding:", "Transfer-Encoding: gzip",
    "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding : chunked", "Connection: close", "Connection: keep-alive", "Connection: Close, foo",
    "Connection: upgrade", "Upgrade: h2c\r\nConnection: upgrade", "Proxy-Connection: close",
    "Content-Encoding: gzip", "Content-Encoding: identity", "Content-Encoding: deflate", "Content-Encoding: br",
    "Content-Encoding: GZIP", "Content-Encoding: x-gzip", "Content-Encoding: gzip, gzip", "Content-Encoding:",
    "Content-Encoding: gzip ", "Content-Encoding: zstd", "Trailer: X-Trailer", "Trailer: Content-Length",
    "Trailer: Transfer-Encoding", "Trailer: ,", "Trailer: a b", "Location: /elsewhere", "Location: http://[::1",
    "Set-Cookie: a=b; Path=/", "Set-Cookie: =", "X : a", "X", ":a", ": a", " folded", "\tfolded", " X: folded",
    "X: a\0b", "X: \u{1}", "X: \u{7f}", "X: a\r b", "X: a\nb", "X\u{e9}: a", "X: \u{e9}", "X\0: a", "X Y: a",
    "X\t: a", "\u{0}", "X:a", "X:", "X:\t a \t", "(X): a", "X@Y: a", "X/Y: a", "\"X\": a", "X,Y: a", "X;Y: a",
    "_X: a", "X.Y: a", "1: 2", "!#$%&'*+-.^_`|~: a", "[X]: a", "X: a\r\n b\r\n\tc", "X: a\r\n", "Vary: *",
    "Content-Type: text/plain", "Content-Type: text/html; charset=utf-8", "Content-Range: bytes 0-1/2",
    "Retry-After: 1", "Keep-Alive: timeout=0", "Status: 404", "HTTP/1.1 404 Not Found", "Alt-Svc: h3=\":443\"",
    "Strict-Transport-Security: max-age=1", "Content-MD5: x", "Expect: 100-continue", "Host: a\r\nHost: b",
    "Content-Length : 5", "Content-Length\t: 5", " Content-Length: 5", "Content-Length", "Content_Length: 5",
    "Content-Disposition: attachment", "Date: x", "Server: \u{4e2d}\u{6587}", "TE: trailers", "Warning: 299",
    "Refresh: 0; url=/x", "WWW-Authenticate: Basic realm=\"a\"", "Authentication-Info: x",
  ]

  static func chunkSize(_ generator: inout Generator, _ size: String) -> String {
    generator.pick([
      "0\(size)", "00000000000000\(size)", "000000000000000\(size)", "0000000000000000\(size)", "\(size);a=b", "\(size) ; a", "\(size) ",
      "\(size)\t", " \(size)", "0x\(size)", "+\(size)", "-\(size)", "\(size)\r", "", "g", "FFFFFFFF",
      "7FFFFFFFFFFFFFFF", "8000000000000000", "FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFF", "\(size);",
      "\(size);a=\"\u{1}\"", "\(size),", "\(size)\u{0}", "\(size)_", "1", "\(size)h", "\(size)\n",
      "\(size);\(String(repeating: "x", count: 5_000))", "\(size);\(String(repeating: "x", count: 20_000))",
    ])
  }

  static func contentType(_ generator: inout Generator) -> String {
    "Content-Type: "
      + generator.pick([
        "text/plain", "text/plain; charset=utf-8", "text/plain; charset=UTF-8", "text/plain;charset=us-ascii",
        "TEXT/PLAIN", "text/plain; charset=latin1", "text/html", "text/plain; charset", "text/plain; charset=",
        "text/plain; charset=\"utf-8\"", "text/plain;", "text/plain ; a=b", "text/plain; a=b; a=c", "text", "",
        "text/plain, text/html", "application/json", "text/plain; charset=utf-8; charset=utf-8", "text/plain/x",
        "text/plain; charset*=utf-8''utf-8", "text/plain;charset=utf-8;;", " text/plain", "text/plain; =x",
      ])
  }

  static func errorBody(_ generator: inout Generator) -> [UInt8] {
    let line = String(repeating: "word ", count: generator.pick([1, 16, 20, 100, 140]))
    let bodies = [
      "", "not found: module example.com/m", "not found\n", "first\nsecond\n", "first\n\nthird", "\nfirst",
      " \nfirst", "a\r\nb\r\n", "a\tb", "a\u{7}b", "\u{1b}[31mred", "caf\u{e9}", "\u{200b}zero", "\u{202e}rtl",
      "\u{a0}nbsp", "\u{feff}bom", "\u{fffd}", "a\u{0}", (1...7).map { "line \($0)" }.joined(separator: "\n"),
      (1...8).map { "line \($0)" }.joined(separator: "\n"), (1...9).map { "line \($0)" }.joined(separator: "\n"),
      (1...12).map { "line \($0)" }.joined(separator: "\n"), line, line + "\n" + line, "\u{85}next", "a\u{2028}b",
      "a\u{b}b", "a\u{c}b", "\u{e000}private", "\u{1f600}", "\u{301}combining", "x\n\u{3000}\ny", "  indented",
    ]
    let body = Array(generator.pick(bodies).utf8)
    return generator.chance(10) ? body + [0xC3] : body
  }
}
