/// The head of an answer to a GET, as net/http's `Response` has it.
package struct HTTP1Head: Sendable, Hashable {
  /// How the end of the body is found (net/http `readTransfer`).
  package enum Framing: Sendable, Hashable {
    case none
    /// `Content-Length`, in bytes; more than none.
    case length(Int)
    case chunked
    /// Everything until the server closes.
    case untilClose
    /// The answer is 101 to an upgrade nobody asked for: what follows is the bare connection.
    case switched
  }

  /// The version: any two digits will do.
  package var major: Int
  package var minor: Int
  /// 0 to 999. cmd/go takes 0 for success as well as 200 (web `Response.Err`).
  package var status: Int
  /// Code and reason as go prints them: `404 Not Found`.
  package var statusText: String
  package var fields: HTTP1Fields
  package var framing: Framing
  /// Whether go would keep the connection once the body has been read.
  package var keepsAlive: Bool

  /// 1xx without 101: another head follows (`persistConn.readResponse`).
  package var isInterim: Bool { (100...199).contains(status) && status != 101 }

  /// Whether go decompresses the body: it has asked for gzip itself, and looks at the first
  /// `Content-Encoding` alone. Where true, go drops the length and decodes the body (`Uncompressed`);
  /// every other coding is handed on as it is.
  package var isGzip: Bool {
    switch framing {
    case .none, .switched: false
    case .length, .chunked, .untilClose:
      fields.first("content-encoding").map { equalsIgnoringCase($0, "gzip") } ?? false
    }
  }

  /// `laxContentLength`: an empty length is as good as none (GODEBUG `httplaxcontentlength=1`).
  init(
    _ line: HTTP1StatusLine, _ fields: HTTP1Fields, laxContentLength: Bool
  ) throws(HTTP1Fault) {
    major = line.major
    minor = line.minor
    status = line.status
    statusText = String(decoding: line.statusText, as: UTF8.self)
    self.fields = fields
    framing = .none
    keepsAlive = true
    try readTransfer(laxContentLength: laxContentLength)
  }

  /// Decides on the body (`readTransfer`, `fixLength`), and on the connection (`readLoop`).
  private mutating func readTransfer(laxContentLength: Bool) throws(HTTP1Fault) {
    let connection = fields.all("connection")
    let asksToClose = HTTP1Syntax.contains("close", in: connection)
    let closes =
      switch (major, minor) {
      case (0, _): true
      case (1, 0): asksToClose || !HTTP1Syntax.contains("keep-alive", in: connection)
      default: asksToClose
      }
    let isChunked = try readTransferEncoding()
    let length = try readContentLength(lax: laxContentLength)
    let hasNoBody = (100...199).contains(status) || status == 204 || status == 304
    if isChunked { try checkTrailerKeys() }
    keepsAlive = !closes && status > 199
    if hasNoBody {
      framing = .none
    } else if isChunked {
      framing = .chunked
    } else if let length {
      framing = length == 0 ? .none : .length(length)
    } else {
      framing = .untilClose
      keepsAlive = false
    }
    // go has removed the field `Connection` where it asks to close (`shouldClose`).
    if status == 101, !asksToClose || major < 1 || (major, minor) == (1, 0),
      fields.first("upgrade")?.isEmpty == false,
      HTTP1Syntax.contains("upgrade", in: connection)
    {
      framing = .switched
    }
  }

  /// `parseTransferEncoding`: one field, and `chunked` alone. Returns whether it is.
  private func readTransferEncoding() throws(HTTP1Fault) -> Bool {
    // Version 0.0 counts as 1.1.
    guard major > 1 || (major == 1 && minor >= 1) || (major == 0 && minor == 0) else {
      return false
    }
    let values = fields.all("transfer-encoding")
    guard let value = values.first else { return false }
    if values.count > 1 { throw .severalTransferEncodings(values.map { Array($0) }) }
    guard equalsIgnoringCase(value, "chunked") else {
      throw .unsupportedTransferEncoding(Array(value))
    }
    return true
  }

  /// `fixLength`, `parseContentLength`: digits up to 2^63 - 1; several only where they are the same.
  /// nil for none.
  private func readContentLength(lax: Bool) throws(HTTP1Fault) -> Int? {
    let values = fields.all("content-length")
    guard let first = values.first.map({ HTTP1Syntax.trimmed($0) }) else { return nil }
    if values.contains(where: { HTTP1Syntax.trimmed($0) != first }) {
      throw .differingContentLengths(values.map { Array($0) })
    }
    if first.isEmpty {
      if lax { return nil }
      throw .emptyContentLength
    }
    var length = 0
    for byte in first {
      let (tenfold, isTooLarge) = length.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = tenfold.addingReportingOverflow(Int(byte) - 48)
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), !isTooLarge, !isStillTooLarge
      else { throw .badContentLength(Array(first)) }
      length = sum
    }
    return length
  }

  /// `fixTrailer`: the fields that no trailer may hold.
  private func checkTrailerKeys() throws(HTTP1Fault) {
    let forbidden: [(StaticString, String)] = [
      ("transfer-encoding", "Transfer-Encoding"), ("trailer", "Trailer"),
      ("content-length", "Content-Length"),
    ]
    for value in fields.all("trailer") {
      for element in value.split(separator: UInt8(ascii: ",")) {
        let key = HTTP1Syntax.trimmed(element)
        if let found = forbidden.first(where: { equalsIgnoringCase(key, $0.0) }) {
          throw .badTrailerKey(found.1)
        }
      }
    }
  }
}
