/// The chunked coding of a body with its trailer (net/http/internal `chunkedReader`, net/http `readTrailer`).
struct HTTP1Chunks: Sendable {
  enum Step: Sendable {
    /// More bytes are needed.
    case more
    /// Data of a chunk: so many bytes, which `position` has passed.
    case data(Int)
    /// The trailer has ended. `extra`: bytes that came with it belong to no answer.
    case end(extra: Bool)
  }

  /// The longest line with a chunk's length, with its end, and the longest trailer; go's buffer.
  static let maximum = 4096

  private var state = State.lengthLine
  /// The line of a chunk's length, or the trailer, as far as it has come.
  private var pending: [UInt8] = []
  /// Bytes that were not data, less what is allowed for them.
  private var excess: Int64 = 0

  private enum State: Sendable {
    case lengthLine
    case data(left: UInt64)
    /// After a chunk's data; `first`: the first byte of the CRLF.
    case dataEnd(first: UInt8?)
    case trailer
  }

  /// Takes bytes until there is something to tell.
  mutating func take(
    _ input: UnsafeRawBufferPointer, _ position: inout Int
  ) throws(HTTP1Fault) -> Step {
    while position < input.count {
      switch state {
      case .lengthLine:
        let byte = input[position]
        position += 1
        pending.append(byte)
        if byte == UInt8(ascii: "\n") {
          try beginChunk()
        } else if pending.count == Self.maximum {
          throw .chunkLineTooLong
        }
      case .data(let left):
        let count = Int(min(left, UInt64(input.count - position)))
        position += count
        let rest = left - UInt64(count)
        state = rest == 0 ? .dataEnd(first: nil) : .data(left: rest)
        return .data(count)
      case .dataEnd(let first):
        let byte = input[position]
        position += 1
        guard let first else {
          state = .dataEnd(first: byte)
          continue
        }
        guard first == UInt8(ascii: "\r"), byte == UInt8(ascii: "\n") else {
          throw .unterminatedChunk
        }
        state = .lengthLine
      case .trailer:
        let byte = input[position]
        position += 1
        if let isExtra = try takeTrailer(byte) { return .end(extra: isExtra) }
      }
    }
    return .more
  }

  /// `beginChunk`, `readChunkLine`.
  private mutating func beginChunk() throws(HTTP1Fault) {
    guard let carriageReturn = pending.firstIndex(of: UInt8(ascii: "\r")) else {
      throw .chunkLineEndsInBareLineFeed
    }
    guard carriageReturn == pending.count - 2 else { throw .strayCarriageReturnInChunkLine }
    var line = pending[..<carriageReturn]
    excess &+= Int64(line.count) + 2
    while let last = line.last, HTTP1Syntax.isBlank(last) { line.removeLast() }
    let length = try Self.length(line.prefix { $0 != UInt8(ascii: ";") })
    pending.removeAll(keepingCapacity: true)
    // go's arithmetic wraps for lengths near 2^63.
    excess &-= 16 &+ 2 &* Int64(bitPattern: length)
    excess = max(excess, 0)
    if length == 0 {
      state = .trailer
    } else if excess > 16 * 1024 {
      throw .tooMuchChunkOverhead
    } else {
      state = .data(left: length)
    }
  }

  /// `parseHexUint`: up to 16 digits.
  private static func length(_ digits: ArraySlice<UInt8>) throws(HTTP1Fault) -> UInt64 {
    if digits.isEmpty { throw .emptyChunkLength }
    var value: UInt64 = 0
    for (index, byte) in digits.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw .invalidChunkLength
      }
      if index == 16 { throw .chunkLengthTooLarge }
      value = value << 4 | UInt64(digit)
    }
    return value
  }

  /// `readTrailer`: an empty line at once, or fields that end in CRLF CRLF within go's buffer.
  /// Returns nil while it goes on, then whether bytes are left over.
  private mutating func takeTrailer(_ byte: UInt8) throws(HTTP1Fault) -> Bool? {
    pending.append(byte)
    if pending.count == 2, pending.elementsEqual("\r\n".utf8) { return false }
    guard byte == UInt8(ascii: "\n"), pending.count >= 4, pending.suffix(4) == Self.emptyLine[...]
    else {
      if pending.count == Self.maximum { throw .trailerTooLong }
      return nil
    }
    var reader = HTTP1HeaderReader()
    var position = 0
    return try withBytes(of: pending) { bytes throws(HTTP1Fault) in
      _ = try reader.take(bytes, &position, bytes.count)
      return position < bytes.count
    }
  }

  private static let emptyLine = Array("\r\n\r\n".utf8)

  /// What the end of the connection means here. `failure`: the text of a failed read; nil for a plain end.
  func faultAtEnd(_ failure: String?) -> HTTP1Fault {
    switch state {
    case .lengthLine, .data, .dataEnd: failure.map { .readFailed($0) } ?? .cutShort
    case .trailer: pending.count < 2 ? .trailerCutShort : .trailerTooLong
    }
  }
}
