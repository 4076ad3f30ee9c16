/// Requests of HTTP/1.1, all of them without a body.
struct HTTP1Reader: RequestReader {
  let opening: [Script.Step] = []
  private var inbox: [UInt8] = []
  private let answer: (_ path: String, _ isRedirected: Bool) -> Script

  /// `answer` is called with each path, and whether a redirect has led there.
  init(_ answer: @escaping (_ path: String, _ isRedirected: Bool) -> Script) {
    self.answer = answer
  }

  mutating func feed(_ bytes: ArraySlice<UInt8>) { inbox += bytes }

  var hasRequest: Bool { inbox.contains(Array("\r\n\r\n".utf8)) }

  mutating func nextAnswer() -> [Script.Step]? {
    // A server of plain HTTP that is spoken to in TLS says so, as go's and nginx do.
    if inbox.first == 0x16 {
      inbox = []
      return Script(Array("HTTP/1.0 400 Bad Request\r\n\r\nplain HTTP only\n".utf8), .close).steps
    }
    guard let end = inbox.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let line = inbox.prefix { $0 != UInt8(ascii: "\r") }
    // Only a redirect gives go's client and ours a Referer.
    let isRedirected = inbox[..<end.lowerBound].contains("\r\nReferer:".utf8)
    inbox.removeFirst(end.upperBound)
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    let path = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
    return answer(path, isRedirected).steps
  }
}
