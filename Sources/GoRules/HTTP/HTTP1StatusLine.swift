/// The first line of an answer (net/http `ReadResponse`, `ParseHTTPVersion`).
struct HTTP1StatusLine: Sendable {
  var major: Int
  var minor: Int
  var status: Int
  /// Code and reason as `Response.Status` has them: `404 Not Found`.
  var statusText: ArraySlice<UInt8>

  init(_ line: [UInt8]) throws(HTTP1Fault) {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")) else {
      throw .malformedStatusLine(line)
    }
    statusText = line[(space + 1)...].drop { $0 == UInt8(ascii: " ") }
    let code = statusText.prefix { $0 != UInt8(ascii: " ") }
    guard code.count == 3, let status = Self.number(code) else {
      throw .malformedStatusCode(Array(code))
    }
    let version = line[..<space]
    guard let (major, minor) = Self.version(version) else {
      throw .malformedVersion(Array(version))
    }
    self.status = status
    self.major = major
    self.minor = minor
  }

  /// `strconv.Atoi`, and not negative: a sign may stand before the digits.
  private static func number(_ code: ArraySlice<UInt8>) -> Int? {
    var digits = code
    let sign = code.first
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { digits.removeFirst() }
    var value = 0
    for byte in digits {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    return sign == UInt8(ascii: "-") && value > 0 ? nil : value
  }

  /// `HTTP/X.Y` with one digit each.
  private static func version(_ text: ArraySlice<UInt8>) -> (Int, Int)? {
    guard text.count == 8, text.starts(with: "HTTP/".utf8),
      text[text.startIndex + 6] == UInt8(ascii: "."),
      let major = digit(text[text.startIndex + 5]), let minor = digit(text[text.startIndex + 7])
    else { return nil }
    return (major, minor)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte) - 48 : nil
  }
}
