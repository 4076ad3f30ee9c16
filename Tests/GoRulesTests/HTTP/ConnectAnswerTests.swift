import GoRules
import Testing

/// A forward proxy's answers to CONNECT, as go 1.27's `dialConn` takes them.
struct ConnectAnswerTests {
  private static let ok = "HTTP/1.1 200 Connection established\r\n"

  /// What came, what go says after `Get "https://h/": `; nil for a tunnel.
  static let answers: [(String, String?)] = [
    (ok + "\r\n", nil), ("HTTP/1.0 200\r\n\r\n", nil), (ok + "Content-Length: 9\r\n\r\n", nil),
    (ok + "\r\nsurplus", nil), (ok + "Content-Length: x\r\n\r\n", "bad Content-Length \"x\""),
    (ok + "Transfer-Encoding: gzip\r\n\r\n", "unsupported transfer encoding: \"gzip\""),
    ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "Proxy Authentication Required"),
    ("HTTP/1.1 502  Bad  Gateway \r\n\r\n", " Bad  Gateway "), ("HTTP/1.1 403 \r\n\r\n", ""),
    ("HTTP/1.1 403\r\n\r\n", "unknown status code"), ("HTTP/1.1 201 Created\r\n\r\n", "Created"),
    ("HTTP/1.1 100 Continue\r\n\r\n" + ok + "\r\n", "Continue"),
    ("HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n", "Found"), ("", "unexpected EOF"),
    ("HTTP/1.1 20", "malformed HTTP status code \"20\""), (ok + "X: y\r\n", "unexpected EOF"),
    ("\u{15}\u{3}\u{1}", "malformed HTTP response \"\\x15\\x03\\x01\""),
    (ok + "no colon\r\n", "malformed MIME header: missing colon: \"no colon\""),
  ]

  @Test(arguments: answers)
  func readsAsGo(received: String, text: String?) {
    for size in [1, 4096] {
      var answer = ConnectAnswer()
      var outcome: ConnectAnswer.Outcome?
      var bytes = latin1(received)[...]
      while outcome == nil, !bytes.isEmpty {
        var position = 0
        let piece = Array(bytes.prefix(size))
        outcome = piece.withUnsafeBytes { answer.next(in: $0, at: &position) }
        bytes = bytes.dropFirst(piece.count)
      }
      switch outcome ?? answer.closed(.endOfFile) {
      case .established(let head):
        #expect(text == nil)
        #expect(head.status == 200)
      case .failure(let failure): #expect(failure.goText == text)
      }
    }
  }

  /// go reads 10 MiB, and takes that for the end of the connection.
  @Test func boundsTheHead() {
    var answer = ConnectAnswer()
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    var outcome: ConnectAnswer.Outcome?
    for count in 1...11 where outcome == nil {
      var position = 0
      outcome = piece.withUnsafeBytes { answer.next(in: $0, at: &position) }
      #expect((outcome == nil) == (count < 10))
    }
    guard case .failure(.fault(.cutShort))? = outcome else {
      Issue.record("\(outcome.debugDescription)")
      return
    }
  }
}
