/// DEFLATE (RFC 1951) as go's compress/flate reads it, fed with pieces; what is refused, and at which offset, is
/// go's, because its errors name the offset. Holds 32 KiB of what it wrote, and its tables.
struct Inflater: Sendable {
  enum Status: Sendable, Hashable {
    /// All input was taken.
    case needsMore
    /// The last block has ended; `consumed` says where.
    case finished
    /// `flate: corrupt input before offset N`.
    case corrupt(offset: Int)
  }

  private(set) var status = Status.needsMore
  /// Bytes of input taken, none of them beyond the end of the stream.
  private(set) var consumed = 0
  /// Bytes of output.
  private(set) var produced = 0

  var step = Step.header
  var bits: UInt32 = 0
  var bitCount = 0
  var isFinal = false
  var window = [UInt8](repeating: 0, count: Self.windowSize)
  /// Where the next byte of output goes.
  var position = 0
  /// Where the output begins that has not been handed out.
  var flushed = 0
  var lengths = [UInt8](repeating: 0, count: 320)
  var literals = HuffmanTable()
  var distances = HuffmanTable()
  var copyLength = 0

  static let windowSize = 32 << 10

  enum Step: Sendable {
    case header, storedLength, storedCopy(left: Int)
    case tableSizes
    case codeLengths(count: Int, next: Int)
    case symbolLengths(next: Int)
    case repeatLength(next: Int, symbol: Int)
    case symbol
    case lengthExtra(bits: Int)
    case distance
    case distanceExtra(symbol: Int)
  }

  var literalCount = 0
  var distanceCount = 0

  /// Takes input until it is used up or the stream ends; `output` gets what comes out, in pieces.
  mutating func take(
    _ input: UnsafeRawBufferPointer, output: (UnsafeRawBufferPointer) -> Void
  ) {
    guard status == .needsMore else { return }
    var reader = Input(bytes: input)
    do throws(Stop) {
      while true { try run(&reader, output) }
    } catch {
      consumed += reader.index
      switch error {
      case .input: status = .needsMore
      case .end: status = .finished
      case .corrupt: status = .corrupt(offset: consumed)
      }
    }
    flush(output)
  }

  enum Stop: Error { case input, end, corrupt }

  struct Input {
    let bytes: UnsafeRawBufferPointer
    var index = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
  }

  mutating func flush(_ output: (UnsafeRawBufferPointer) -> Void) {
    guard position > flushed else { return }
    produced += position - flushed
    window.withUnsafeBytes { output(UnsafeRawBufferPointer(rebasing: $0[flushed..<position])) }
    flushed = position
  }

  /// Starts over at the window's beginning once it is full.
  mutating func wrap(_ output: (UnsafeRawBufferPointer) -> Void) {
    flush(output)
    position = 0
    flushed = 0
  }

  /// Output so far, handed out or not; a copy may reach back no further.
  var history: Int { min(produced + position - flushed, Self.windowSize) }
}
