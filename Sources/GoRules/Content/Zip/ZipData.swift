/// One file's data in a zip, unpacked and checked as archive/zip does it (`File.Open`, `checksumReader`).
struct ZipData: Sendable {
  enum Fault: Error, Sendable, Hashable {
    /// `EOF`, or `unexpected EOF`.
    case end(isEmpty: Bool)
    case notZip
    case algorithm
    case checksum
    case corrupt(offset: Int)
    /// The header's offset lies in front of the file.
    case negativeOffset

    var text: String {
      switch self {
      case .end(let isEmpty): isEmpty ? "EOF" : "unexpected EOF"
      case .notZip: ZipFault.notZip
      case .algorithm: "zip: unsupported compression algorithm"
      case .checksum: "zip: checksum error"
      case .corrupt(let offset): "flate: corrupt input before offset \(offset)"
      case .negativeOffset: ZipFault.negativeOffset
      }
    }
  }

  private var inflater: Inflater?
  private var crc = CRC32()
  /// Of what is unpacked; nil where nobody asks.
  private var digest: SHA256?
  /// Bytes unpacked.
  private(set) var count = 0
  /// Packed bytes taken.
  private(set) var packedCount = 0

  /// nil for a method that go does not know. `hashes`: the SHA-256 of what is unpacked is asked for.
  init?(method: UInt16, hashes: Bool) {
    if hashes { digest = SHA256() }
    switch method {
    case 0: inflater = nil
    case 8: inflater = Inflater()
    default: return nil
    }
  }

  /// Of deflated data; nil for stored data, which does not end by itself.
  var status: Inflater.Status? { inflater?.status }

  /// Takes packed bytes; those after the end of deflated data are ignored, and not counted.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    guard inflater != nil else {
      crc.take(bytes)
      digest?.take(bytes)
      count += bytes.count
      packedCount += bytes.count
      return
    }
    var crc = crc
    var digest = digest
    var count = count
    // One owner at a time, or each piece copies it.
    self.digest = nil
    inflater?.take(bytes) { piece in
      crc.take(piece)
      digest?.take(piece)
      count += piece.count
    }
    self.crc = crc
    self.digest = digest
    self.count = count
    packedCount = inflater?.consumed ?? 0
  }

  /// What is left to know once all packed bytes are taken.
  struct Outcome: Sendable, Hashable {
    /// Bytes unpacked.
    var count: Int
    var packedCount: Int
    var checksum: UInt32
    var status: Inflater.Status?
    /// SHA-256 of what was unpacked; nil where nobody asked.
    var digest: [UInt8]?
  }

  var outcome: Outcome {
    Outcome(
      count: count, packedCount: packedCount, checksum: crc.value, status: status,
      digest: digest?.finished())
  }

  /// What one entry's data came to.
  struct Verdict: Sendable, Hashable {
    /// nil: sound.
    var fault: Fault?
    /// SHA-256 of sound data; nil where nobody asked.
    var digest: [UInt8]?

    init(_ fault: Fault?, digest: [UInt8]? = nil) {
      self.fault = fault
      if fault == nil { self.digest = digest }
    }

    /// Of an entry without data, whose name ends in `/`.
    static func folder(_ entry: ZipDirectory.Entry, hashes: Bool) -> Self {
      Self(
        entry.uncompressedSize == 0 ? nil : .notZip, digest: hashes ? SHA256().finished() : nil)
    }
  }

  /// The data of an entry of a zip that is kept whole; goes on until `budget` is spent.
  static func verdict(
    on entry: ZipDirectory.Entry, in bytes: ZipBytes, hashes: Bool, _ budget: inout UnpackBudget
  ) -> Verdict {
    let header: ArraySlice<UInt8>
    do {
      header = try bytes.readWhole(30, at: entry.headerOffset)
    } catch {
      return Verdict(error == .negativeOffset ? .negativeOffset : .end(isEmpty: true))
    }
    guard header.number(at: 0, as: UInt32.self) == 0x0403_4B50 else { return Verdict(.notZip) }
    if entry.isFolder { return .folder(entry, hashes: hashes) }
    guard var data = ZipData(method: entry.method, hashes: hashes) else {
      return Verdict(.algorithm)
    }
    let start =
      entry.headerOffset + 30 + Int(header.number(at: 26, as: UInt16.self))
      + Int(header.number(at: 28, as: UInt16.self))
    let left = max(0, bytes.size - start)
    let size = Int(exactly: entry.compressedSize).map { min($0, left) } ?? 0
    let first = min(start, bytes.size)
    bytes.kept.withUnsafeBytes { kept in
      // In pieces, so that data far longer than declared are given up early.
      var index = first
      while index < first + size, UInt64(data.count) <= entry.uncompressedSize,
        data.status == .needsMore || data.status == nil, !budget.isSpent
      {
        let count = min(4096, first + size - index)
        let before = data.count
        data.take(UnsafeRawBufferPointer(rebasing: kept[index..<index + count]))
        budget.spend(data.count - before)
        index += count
      }
    }
    let end = start &+ Int(truncatingIfNeeded: entry.compressedSize)
    let descriptor =
      end >= start && end <= bytes.size ? bytes.kept[end...].prefix(16) : bytes.kept.prefix(0)
    let outcome = data.outcome
    return Verdict(outcome.fault(in: entry, descriptor: descriptor), digest: outcome.digest)
  }
}

extension ZipData.Outcome {
  /// What go says to these data under this entry; `descriptor`: up to 16 bytes that follow the entry's packed bytes,
  /// nil where there is no telling, so that a nil result does not mean that all is well.
  func fault(
    in entry: ZipDirectory.Entry, descriptor: ArraySlice<UInt8>?
  ) -> ZipData.Fault? {
    if UInt64(count) > entry.uncompressedSize { return .notZip }
    switch status {
    case .corrupt(let offset): return .corrupt(offset: offset)
    case .needsMore: return .end(isEmpty: false)
    case .finished, nil: break
    }
    if UInt64(count) != entry.uncompressedSize { return .end(isEmpty: false) }
    guard entry.hasDescriptor else {
      return entry.crc != 0 && checksum != entry.crc ? .checksum : nil
    }
    guard let descriptor else { return nil }
    guard descriptor.count >= 12 else { return .end(isEmpty: false) }
    let hasSignature = descriptor.number(at: 0, as: UInt32.self) == 0x0807_4B50
    let crc = descriptor.number(at: hasSignature ? 4 : 0, as: UInt32.self)
    return crc == entry.crc && checksum == entry.crc ? nil : .checksum
  }
}

/// What may be unpacked of a zip, so that a bomb costs no more time than a zip of its size.
struct UnpackBudget: Sendable {
  /// Per byte of the zip; sources shrink to a third or a tenth.
  private static let ratio = 32
  /// On top of that.
  private static let free = 16 << 20

  private var left: Int

  /// `allowance`: bytes of the zip that are there.
  init(allowance: Int) { left = Self.free + Self.ratio * allowance }

  mutating func allow(_ count: Int) { left += Self.ratio * count }

  mutating func spend(_ count: Int) { left -= count }

  var isSpent: Bool { left < 0 }
}
