/// One line as it arrives, without its end: LF, or CRLF (bufio `Reader.ReadLine`).
struct HTTP1Line: Sendable {
  /// Bytes of one line that are kept. A longer line is checked to its end but only quoted in part.
  static let maximumKept = 64 << 10
  /// The size of go's buffer. A line that is cut off by the end of the connection exactly at a multiple of
  /// it is lost, since `ReadLine` returns pieces of that size.
  static let goBuffer = 4096

  /// What is kept of it.
  private(set) var bytes: [UInt8] = []
  /// Whether bytes beyond those kept were dropped.
  private(set) var isTruncated = false
  /// Whether the dropped ones may stand in a field's value.
  private(set) var droppedIsValid = true
  private(set) var droppedHasColon = false
  private var droppedEndsInCR = false
  /// Bytes of the last piece that go's buffer holds.
  private var piece = 0

  /// Nothing was received of it.
  private(set) var isEmpty = true

  /// Takes bytes up to and including the next LF before `end`. Returns true when the line is complete.
  mutating func take(
    _ input: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int
  ) -> Bool {
    let start = position
    while position < end, input[position] != UInt8(ascii: "\n") { position += 1 }
    keep(UnsafeRawBufferPointer(rebasing: input[start..<position]))
    guard position < end else { return false }
    position += 1
    isEmpty = false
    if !isTruncated, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return true
  }

  private mutating func keep(_ part: UnsafeRawBufferPointer) {
    guard !part.isEmpty else { return }
    isEmpty = false
    for byte in part {
      piece += 1
      if piece == Self.goBuffer { piece = byte == UInt8(ascii: "\r") ? 1 : 0 }
    }
    let room = isTruncated ? 0 : min(part.count, Self.maximumKept - bytes.count)
    bytes.append(contentsOf: part[..<room])
    for byte in part[room...] {
      isTruncated = true
      if droppedEndsInCR { droppedIsValid = false }
      droppedEndsInCR = byte == UInt8(ascii: "\r")
      if byte == UInt8(ascii: ":") { droppedHasColon = true }
      if !droppedEndsInCR, !HTTP1Syntax.isValueByte(byte) { droppedIsValid = false }
    }
  }

  /// Whether go gets a line that the end of the connection cuts off: it gets what there is of it,
  /// unless its buffer happens to be empty then.
  var isReturnedWhenCutOff: Bool { !isEmpty && piece != 0 }

  /// Whether go has returned a first piece of it, which is enough to find it too long.
  var isLongerThanGoBuffer: Bool { bytes.count >= Self.goBuffer }

  mutating func removeAll() {
    if bytes.count > 4096 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
    isTruncated = false
    droppedIsValid = true
    droppedHasColon = false
    droppedEndsInCR = false
    piece = 0
    isEmpty = true
  }
}
