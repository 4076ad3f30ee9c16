/// Cuts the bytes of a log into lines as they come, whatever they are: UTF-8, UTF-16 (as PowerShell writes files), binary,
/// lines of megabytes. Holds one line at most.
package struct LogLines: Sendable {
  private enum Encoding: Sendable { case utf8, littleEndian, bigEndian }

  /// Of a longer line the rest is passed over.
  package static let mostBytes = 8192

  /// Of the line that comes next, from 1.
  package private(set) var number = 1
  /// nil: not known yet.
  private var encoding: Encoding?
  /// The first bytes, until the encoding is known; then half of a UTF-16 unit.
  private var held: [UInt8] = []
  private var line: [UInt8] = []
  /// Bytes came since the last line end.
  private var isOpen = false

  package init() {}

  /// Calls `take` with each line that ends in `bytes`, without its end, and with its number. The buffer is good for the
  /// call alone.
  package mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, Int) -> Void
  ) {
    guard let encoding else { return begin(bytes, take) }
    guard encoding != .utf8 else { return cut(bytes, take) }
    let units = transcoded(bytes, isLittle: encoding == .littleEndian)
    units.withUnsafeBytes { cut($0, take) }
  }

  /// There are no more bytes: the last line may lack its end.
  package mutating func finish(_ take: (UnsafeRawBufferPointer, Int) -> Void) {
    if encoding == nil {
      encoding = .utf8
      let first = held
      held = []
      first.withUnsafeBytes { cut($0, take) }
    }
    if isOpen { end(take) }
  }

  // MARK: - Encodings

  private mutating func begin(
    _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, Int) -> Void
  ) {
    held += bytes
    guard held.count > 2 else { return }
    let first = held
    var mark = 2
    switch (first[0], first[1], first[2]) {
    case (0xFF, 0xFE, _): encoding = .littleEndian
    case (0xFE, 0xFF, _): encoding = .bigEndian
    case (0xEF, 0xBB, 0xBF): (encoding, mark) = (.utf8, 3)
    case (1..., 0, 1...): (encoding, mark) = (.littleEndian, 0)
    case (0, 1..., 0): (encoding, mark) = (.bigEndian, 0)
    default: (encoding, mark) = (.utf8, 0)
    }
    held = []
    first.withUnsafeBytes {
      self.take(UnsafeRawBufferPointer(rebasing: $0[mark...]), take)
    }
  }

  /// As UTF-8; what lies beyond the first plane is a question mark.
  private mutating func transcoded(_ bytes: UnsafeRawBufferPointer, isLittle: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let other = held.popLast() else {
        held.append(byte)
        continue
      }
      let unit = isLittle ? UInt16(byte) << 8 | UInt16(other) : UInt16(other) << 8 | UInt16(byte)
      switch unit {
      case ..<0x80: text.append(UInt8(unit))
      case 0xDC00..<0xE000: break
      default: text += (Unicode.Scalar(unit) ?? "?").utf8Bytes
      }
    }
    return text
  }

  // MARK: - Lines

  private mutating func cut(
    _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, Int) -> Void
  ) {
    var start = 0
    while start < bytes.count {
      var stop = start
      while stop < bytes.count, bytes[stop] != UInt8(ascii: "\n") { stop += 1 }
      let isEnded = stop < bytes.count
      if isEnded, !isOpen {
        // Most lines lie in one piece: they are not copied.
        let last = min(stop, start + Self.mostBytes)
        take(UnsafeRawBufferPointer(rebasing: bytes[start..<last]), number)
        number += 1
      } else {
        line += bytes[start..<min(stop, start + Self.mostBytes - line.count)]
        isOpen = true
        if isEnded { end(take) }
      }
      start = stop + 1
    }
  }

  private mutating func end(_ take: (UnsafeRawBufferPointer, Int) -> Void) {
    line.withUnsafeBytes { take($0, number) }
    line.removeAll(keepingCapacity: true)
    isOpen = false
    number += 1
  }
}

extension Unicode.Scalar {
  fileprivate var utf8Bytes: [UInt8] { Array(String(self).utf8) }
}
