/// The blocks of a PEM file, one after the other (encoding/pem `Decode`).
///
/// Garbage between blocks, text in front of them and CRLF are fine; a line that begins with
/// anything but `-----BEGIN` (a space, a byte order mark in front of it at the start) begins no
/// block.
struct PEMBlocks {
  struct Block {
    var type: Range<Int>
    var hasHeaders: Bool
    var contents: [UInt8]
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// `bytes` must outlive the value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private static let end = Array("\n-----END ".utf8)
  private static let begin = Array("-----BEGIN ".utf8)
  private static let dashes = Array("-----".utf8)

  func isCertificate(_ block: Block) -> Bool {
    !block.hasHeaders && bytes[block.type].elementsEqual("CERTIFICATE".utf8)
  }

  /// nil after the last one.
  mutating func next() -> Block? {
    var searched = position
    while let endLine = find(Self.end, from: searched) {
      // A block that turns out to be none is skipped up to its END.
      let start = searched
      searched = endLine + Self.end.count
      guard let beginning = findLast(Self.begin, in: start..<endLine) else { continue }
      guard beginning == start || bytes[beginning - 1] == UInt8(ascii: "\n") else { continue }
      if let block = read(from: beginning + Self.begin.count, endLine: endLine) { return block }
      if position == bytes.count { return nil }
    }
    position = bytes.count
    return nil
  }

  private mutating func read(from start: Int, endLine: Int) -> Block? {
    let typeLine = line(at: start)
    let name = typeLine.text
    guard name.count >= 5, bytes[name.suffix(5)].elementsEqual(Self.dashes) else { return nil }
    let type = name.lowerBound..<name.upperBound - 5
    var body = typeLine.next
    var hasHeaders = false
    while true {
      if body >= bytes.count {
        // go gives up on the whole rest here.
        position = bytes.count
        return nil
      }
      let header = line(at: body)
      guard bytes[header.text].contains(UInt8(ascii: ":")) else { break }
      hasHeaders = true
      body = header.next
    }
    let trailer = endLine + Self.end.count
    if hasHeaders, endLine < body {
      // Headers that reach beyond the END: go gives up here, too.
      if trailer < body { position = bytes.count }
      return nil
    }
    let trailerEnd = trailer + type.count + 5
    guard trailer >= body, trailerEnd <= bytes.count,
      bytes[trailer..<trailer + type.count].elementsEqual(bytes[type]),
      bytes[trailer + type.count..<trailerEnd].elementsEqual(Self.dashes),
      line(at: trailerEnd).text.isEmpty
    else { return nil }
    var contents: [UInt8] = []
    if endLine > body {
      guard let decoded = decode(body..<endLine) else { return nil }
      contents = decoded
    }
    position = line(at: trailer).next
    return Block(type: type, hasHeaders: hasHeaders, contents: contents)
  }

  /// The line at `start` without blanks at its end, and where the next one starts (`getLine`).
  private func line(at start: Int) -> (text: Range<Int>, next: Int) {
    let from = min(start, bytes.count)
    var end = from
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    let next = min(end + 1, bytes.count)
    if end < bytes.count, end > from, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    while end > from, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return (from..<end, next)
  }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
    var index = start
    while index <= bytes.count - pattern.count {
      if bytes[index] == first, bytes[index..<index + pattern.count].elementsEqual(pattern) {
        return index
      }
      index += 1
    }
    return nil
  }

  private func findLast(_ pattern: [UInt8], in range: Range<Int>) -> Int? {
    var index = range.upperBound - pattern.count
    while index >= range.lowerBound {
      if bytes[index] == pattern[0], bytes[index..<index + pattern.count].elementsEqual(pattern) {
        return index
      }
      index -= 1
    }
    return nil
  }

  /// Base64 with padding; line ends and blanks are skipped wherever they stand. nil where it is
  /// none.
  private func decode(_ range: Range<Int>) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count * 3 / 4)
    var quantum: UInt32 = 0
    var digits = 0
    var padding = 0
    for index in range {
      let byte = bytes[index]
      let value = Self.values[Int(byte)]
      if value < 64 {
        if padding > 0 { return nil }
        quantum = quantum << 6 | UInt32(value)
        digits += 1
        guard digits == 4 else { continue }
        decoded.append(UInt8(truncatingIfNeeded: quantum >> 16))
        decoded.append(UInt8(truncatingIfNeeded: quantum >> 8))
        decoded.append(UInt8(truncatingIfNeeded: quantum))
        digits = 0
      } else if byte == UInt8(ascii: "=") {
        padding += 1
        guard digits >= 2, digits + padding <= 4 else { return nil }
      } else if value == 65 {
        return nil
      }
    }
    if digits == 0 { return padding == 0 ? decoded : nil }
    guard digits + padding == 4 else { return nil }
    quantum <<= UInt32(6 * padding)
    decoded.append(UInt8(truncatingIfNeeded: quantum >> 16))
    if digits == 3 { decoded.append(UInt8(truncatingIfNeeded: quantum >> 8)) }
    return decoded
  }

  /// The value of each base64 digit; 64 for what is skipped, 65 for anything else.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 65, count: 256)
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(value) }
    for blank in [0x09, 0x0A, 0x0D, 0x20] { values[blank] = 64 }
    return values
  }()
}
