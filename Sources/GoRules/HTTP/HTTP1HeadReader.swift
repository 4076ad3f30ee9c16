/// Heads, one after the other, each from its status line to the empty line (net/http `ReadResponse`).
struct HTTP1HeadReader: Sendable {
  /// Bytes of all heads of one answer that go reads (`Transport.maxHeaderResponseSize`).
  static let maximum = 10 << 20

  private var statusLine: HTTP1StatusLine?
  private var line = HTTP1Line()
  private var headers = HTTP1HeaderReader()
  private var byteCount = 0

  /// No byte more is read of any head.
  var isFull: Bool { byteCount == Self.maximum }

  /// Takes bytes; returns a head once it is complete.
  mutating func take(
    _ input: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(HTTP1Fault) -> (HTTP1StatusLine, HTTP1Fields)? {
    let start = position
    let end = start + min(input.count - start, Self.maximum - byteCount)
    defer { byteCount += position - start }
    if statusLine == nil {
      guard line.take(input, &position, end) else { return nil }
      statusLine = try HTTP1StatusLine(line.bytes)
      line.removeAll()
    }
    guard let statusLine, try headers.take(input, &position, end) else { return nil }
    let fields = headers.fields
    self.statusLine = nil
    headers = HTTP1HeaderReader()
    return (statusLine, fields)
  }

  /// What is wrong now that the connection has ended in a head. go's `ReadLine` hands out a line that was cut off
  /// as if it were whole, and forgets the error that cut it off.
  mutating func fault(at connectionEnd: HTTP1ResponseReader.ConnectionEnd) -> HTTP1Fault {
    let dropsError: Bool
    if statusLine != nil {
      dropsError = !headers.losesLineWhenCutOff
      if let fault = headers.faultAtEnd() { return fault }
    } else {
      dropsError = line.isReturnedWhenCutOff
      do throws(HTTP1Fault) {
        if dropsError { _ = try HTTP1StatusLine(line.bytes) }
      } catch {
        return error
      }
    }
    if case .failed(let text, let isLasting) = connectionEnd, isLasting || !dropsError {
      return .readFailed(text)
    }
    return .cutShort
  }
}
