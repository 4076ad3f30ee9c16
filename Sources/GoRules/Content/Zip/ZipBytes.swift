/// The part of a zip file that is kept: all of it, or its end.
struct ZipBytes: Sendable {
  /// Bytes of the whole file.
  var size: Int
  /// The last bytes of the file.
  var kept: [UInt8]

  /// What a read meets that does not give all it was asked for.
  enum Fault: Error, Hashable {
    /// The file ends before; `isEmpty` where nothing at all was left (`io.EOF`, otherwise `io.ErrUnexpectedEOF`).
    case end(isEmpty: Bool)
    /// `negative offset`, which os.File refuses.
    case negativeOffset
    /// In front of what is kept.
    case notKept
  }

  var start: Int { size - kept.count }

  /// `count` bytes at `offset` of the file.
  func read(_ count: Int, at offset: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard offset >= 0 else { throw .negativeOffset }
    if count == 0 { return [] }
    guard offset < size else { throw .end(isEmpty: true) }
    guard count <= size - offset else { throw .end(isEmpty: false) }
    guard offset >= start else { throw .notKept }
    return kept[offset - start..<offset - start + count]
  }

  /// The same as os.File's ReadAt does it: an end that comes too early is `io.EOF`, however much was left.
  func readWhole(_ count: Int, at offset: Int) throws(Fault) -> ArraySlice<UInt8> {
    do {
      return try read(count, at: offset)
    } catch {
      if case .end = error { throw .end(isEmpty: true) }
      throw error
    }
  }
}

extension ArraySlice<UInt8> {
  /// A number at `offset` from the beginning of the slice, lowest byte first; the bytes must be there.
  func number<Number: FixedWidthInteger>(at offset: Int, as: Number.Type) -> Number {
    var value: Number = 0
    for index in (0..<Number.bitWidth / 8).reversed() {
      value = value << 8 | Number(truncatingIfNeeded: self[startIndex + offset + index])
    }
    return value
  }
}
