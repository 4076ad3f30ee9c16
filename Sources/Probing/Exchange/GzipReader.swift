import CZlib
import GoRules

/// Takes gzip off a body piece by piece, as compress/gzip does (RFC 1952).
final class GzipReader {
  private var stream = z_stream()
  private var isOpen = false
  /// Bytes of the present header or trailer that are kept until it is complete.
  private var pending: [UInt8] = []
  private var state = State.header
  private var checksum: UInt = 0
  private var size: UInt32 = 0

  private enum State { case header, data, trailer, ended }

  deinit { if isOpen { inflateEnd(&stream) } }

  /// Takes the next piece and hands out what it holds, in pieces of at most `room` bytes; `false` from `take`: no more is
  /// wanted.
  func take(
    _ input: UnsafeRawBufferPointer, room: UnsafeMutableRawBufferPointer,
    take: (UnsafeRawBufferPointer) -> Bool
  ) throws(GzipFault) {
    var rest = input[...]
    while !rest.isEmpty {
      switch state {
      case .header: try takeHeader(&rest)
      case .data: if try !inflate(&rest, room, take) { return }
      case .trailer: try takeTrailer(&rest)
      case .ended: return
      }
    }
  }

  /// The body has ended.
  func ended() throws(GzipFault) {
    switch state {
    case .header where pending.isEmpty, .ended: return
    default: throw .cutShort
    }
  }

  private func takeHeader(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(GzipFault) {
    while let byte = rest.popFirst() {
      pending.append(byte)
      switch try Self.header(pending) {
      case .more: continue
      case .complete:
        pending = []
        try open()
        state = .data
        return
      }
    }
  }

  private enum Header { case more, complete }

  /// Reads a header from its beginning each time: headers are short.
  private static func header(_ bytes: [UInt8]) throws(GzipFault) -> Header {
    guard bytes.count >= 10 else { return .more }
    guard bytes[0] == 0x1f, bytes[1] == 0x8b, bytes[2] == 8 else { throw .header }
    let flags = bytes[3]
    var position = 10
    if flags & 4 != 0 {
      guard bytes.count >= position + 2 else { return .more }
      position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
    }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      guard position <= bytes.count else { return .more }
      guard let end = bytes[position...].firstIndex(of: 0) else {
        if bytes.count - position >= 512 { throw .header }
        return .more
      }
      if end - position >= 512 { throw .header }
      position = end + 1
    }
    if flags & 2 != 0 {
      guard bytes.count >= position + 2 else { return .more }
      let sum = crc32(0, Array(bytes[..<position]), UInt32(position)) & 0xffff
      guard UInt(bytes[position]) | UInt(bytes[position + 1]) << 8 == sum else { throw .header }
      position += 2
    }
    return bytes.count >= position ? .complete : .more
  }

  private func open() throws(GzipFault) {
    checksum = 0
    size = 0
    if isOpen {
      inflateReset(&stream)
    } else {
      guard probe_inflate_init(&stream, -15) == Z_OK else { throw .header }
      isOpen = true
    }
  }

  /// False where no more is wanted.
  private func inflate(
    _ rest: inout Slice<UnsafeRawBufferPointer>, _ room: UnsafeMutableRawBufferPointer,
    _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(GzipFault) -> Bool {
    let input = UnsafeRawBufferPointer(rebasing: rest)
    stream.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.avail_in = UInt32(input.count)
    repeat {
      stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(room.count)
      let code = CZlib.inflate(&stream, Z_NO_FLUSH)
      let count = room.count - Int(stream.avail_out)
      if count > 0 {
        let piece = UnsafeRawBufferPointer(rebasing: room[..<count])
        checksum = crc32(
          checksum, piece.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
        size &+= UInt32(truncatingIfNeeded: count)
        if !take(piece) {
          state = .ended
          return false
        }
      }
      if code == Z_STREAM_END {
        state = .trailer
        break
      }
      guard code == Z_OK || code == Z_BUF_ERROR else {
        throw .corrupt(offset: Int64(stream.total_in))
      }
      if code == Z_BUF_ERROR { break }
    } while stream.avail_out == 0 || stream.avail_in > 0
    rest = rest.suffix(Int(stream.avail_in))
    return true
  }

  private func takeTrailer(_ rest: inout Slice<UnsafeRawBufferPointer>) throws(GzipFault) {
    while pending.count < 8, let byte = rest.popFirst() { pending.append(byte) }
    guard pending.count == 8 else { return }
    func number(_ start: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(pending[start + $1]) << UInt32(8 * $1) }
    }
    guard UInt(number(0)) == checksum, number(4) == size else { throw .checksum }
    pending = []
    state = .header
  }
}
