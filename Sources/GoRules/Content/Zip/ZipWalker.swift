/// Follows a zip from its first local header on, as long as each leads to the next, and unpacks what it meets.
///
/// Holds some 200 bytes for each file that was met, and no data. What it stops at (another archive in front, stored data
/// of unknown length, data that unpack to more than the limit) is for the caller to call unknown.
struct ZipWalker: Sendable {
  /// Files that are remembered; the directories of more do not fit into `ZipCheck.endLimit` either.
  static let recordLimit = 1 << 13

  /// What the data of one file came to.
  private struct Record: Sendable {
    var method: UInt16
    var data: ZipData.Outcome?
    /// Packed bytes that the local header or the descriptor's place says there are; nil where neither does.
    var size: Int?
    /// What follows the packed bytes, up to 16 bytes; nil where it was not looked at.
    var descriptor: [UInt8]?
  }

  private enum State: Sendable {
    case header
    /// The rest of a header, or of data.
    case skip(left: Int, then: Next)
    case data
    case descriptor
    /// What comes is not followed.
    case lost
  }

  private enum Next: Sendable { case header, data }

  private var state = State.header
  private var records: [Int: Record] = [:]
  /// Bytes taken.
  private var offset = 0
  /// Of a header or a descriptor, as far as they have come.
  private var buffer: [UInt8] = []
  private var headerOffset = 0
  private var method: UInt16 = 0
  private var hasDescriptor = false
  /// As the local header has it.
  private var packedSize = 0
  private var data: ZipData?
  private var unpacked = UnpackBudget(allowance: 0)
  private let hashes: Bool

  /// `hashes`: the SHA-256 of each file is asked for.
  init(hashes: Bool) { self.hashes = hashes }

  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    unpacked.allow(bytes.count)
    while !rest.isEmpty {
      let before = rest.count
      switch state {
      case .header: fill(30, &rest) { walker in walker.readHeader() }
      case .descriptor: fill(28, &rest) { walker in walker.readDescriptor() }
      case .skip(let left, let next):
        let count = min(left, rest.count)
        rest = rest.dropFirst(count)
        if count < left { state = .skip(left: left - count, then: next) } else { go(on: next) }
      case .data: unpack(&rest)
      case .lost: rest = rest.dropFirst(rest.count)
      }
      offset += before - rest.count
    }
  }

  /// Collects until `count` bytes are there.
  private mutating func fill(
    _ count: Int, _ rest: inout Slice<UnsafeRawBufferPointer>,
    _ finish: (inout ZipWalker) -> Void
  ) {
    let wanted = count - buffer.count
    buffer.append(contentsOf: rest.prefix(wanted))
    rest = rest.dropFirst(wanted)
    if buffer.count == count { finish(&self) }
  }

  // MARK: Headers

  private mutating func readHeader() {
    let header = buffer[...]
    guard header.number(at: 0, as: UInt32.self) == 0x0403_4B50 else {
      if records.isEmpty { searchHeader() } else { state = .lost }
      return
    }
    guard records.count < Self.recordLimit else {
      state = .lost
      return
    }
    // The offset is counted once the piece is done with; what lies in the buffer may be of an earlier one.
    headerOffset = nextHeader
    hasDescriptor = header.number(at: 6, as: UInt16.self) & 0x8 != 0
    method = header.number(at: 8, as: UInt16.self)
    packedSize = Int(header.number(at: 18, as: UInt32.self))
    let left =
      Int(header.number(at: 26, as: UInt16.self)) + Int(header.number(at: 28, as: UInt16.self))
    nextHeader += 30 + left
    buffer.removeAll(keepingCapacity: true)
    data = ZipData(method: method, hashes: hashes)
    if left == 0 { go(on: .data) } else { state = .skip(left: left, then: .data) }
  }

  /// Something else stands in front of the first header: drops what cannot be its beginning.
  private mutating func searchHeader() {
    let signature: [UInt8] = [0x50, 0x4B, 3, 4]
    let start = (1..<buffer.count).first { index in
      signature.starts(with: buffer[index...].prefix(4))
    }
    let count = start ?? buffer.count
    buffer.removeFirst(count)
    nextHeader += count
  }

  /// Where the header begins that is read next, or the data.
  private var nextHeader = 0

  private mutating func go(on next: Next) {
    guard next == .data else {
      state = .header
      return
    }
    let isUnknown =
      packedSize == Int(UInt32.max) || hasDescriptor && packedSize == 0 && method != 8
    if isUnknown, method != 8 {
      state = .lost
    } else if !hasDescriptor, packedSize == 0 {
      finishData()
    } else {
      state = .data
    }
  }

  // MARK: Data

  private mutating func unpack(_ rest: inout Slice<UnsafeRawBufferPointer>) {
    guard var data else {
      // A method that go does not know either.
      state = .skip(left: packedSize, then: .header)
      note(size: packedSize)
      return
    }
    self.data = nil
    let knowsSize = !hasDescriptor
    // Little at a time, as a little may unpack to very much.
    let limit = min(4096, knowsSize || method == 0 ? packedSize - data.packedCount : 4096)
    let before = (packed: data.packedCount, unpacked: data.count)
    data.take(UnsafeRawBufferPointer(rebasing: rest.prefix(limit)))
    rest = rest.dropFirst(data.packedCount - before.packed)
    self.data = data
    unpacked.spend(data.count - before.unpacked)
    if unpacked.isSpent {
      state = .lost
    } else if data.status == .needsMore || data.status == nil {
      if knowsSize || method == 0, data.packedCount == packedSize { finishData() }
    } else {
      finishData()
    }
  }

  private mutating func finishData() {
    let used = data?.packedCount ?? 0
    let isCorrupt = if case .corrupt = data?.status { true } else { false }
    if hasDescriptor {
      if isCorrupt {
        note(size: nil)
        state = .lost
      } else {
        note(size: used)
        nextHeader += used
        state = .descriptor
      }
    } else if packedSize >= used {
      note(size: packedSize)
      nextHeader += packedSize
      let left = packedSize - used
      state = left == 0 ? .header : .skip(left: left, then: .header)
    } else {
      note(size: nil)
      state = .lost
    }
    data = nil
  }

  private mutating func note(size: Int?) {
    records[headerOffset] = Record(method: method, data: data?.outcome, size: size)
    if data == nil, let size { nextHeader += size }
  }

  /// With or without a signature, with sizes of 32 or of 64 bits: the one that leads to another header counts.
  private mutating func readDescriptor() {
    records[headerOffset]?.descriptor = Array(buffer.prefix(16))
    let hasSignature = buffer[...].number(at: 0, as: UInt32.self) == 0x0807_4B50
    let lengths = hasSignature ? [16, 24] : [12, 20]
    let signatures: [UInt32] = [0x0403_4B50, 0x0201_4B50, 0x0606_4B50, 0x0605_4B50]
    guard
      let length = lengths.first(where: {
        signatures.contains(buffer[$0...].number(at: 0, as: UInt32.self))
      })
    else {
      state = .lost
      return
    }
    buffer.removeFirst(length)
    nextHeader += length
    state = .header
  }

  // MARK: Verdicts

  /// What go says to the data of an entry; nil where they were not met on the way as the entry describes them.
  func verdict(on entry: ZipDirectory.Entry) -> ZipData.Verdict? {
    if entry.headerOffset < 0 { return ZipData.Verdict(.negativeOffset) }
    if entry.headerOffset > offset - 30 { return ZipData.Verdict(.end(isEmpty: true)) }
    guard let record = records[entry.headerOffset] else { return nil }
    if entry.isFolder { return .folder(entry, hashes: hashes) }
    guard entry.method == 0 || entry.method == 8 else { return ZipData.Verdict(.algorithm) }
    guard record.method == entry.method, let data = record.data,
      let size = Int(exactly: entry.compressedSize)
    else { return nil }
    switch data.status {
    case .finished, .corrupt: if size < data.packedCount { return nil }
    case .needsMore, nil: if size != data.packedCount { return nil }
    }
    if entry.hasDescriptor {
      // Where the data are at fault the descriptor is not read.
      guard let descriptor = record.descriptor, record.size == size else {
        let fault = data.fault(in: entry, descriptor: nil)
        return fault.map { ZipData.Verdict($0) }
      }
      let fault = data.fault(in: entry, descriptor: descriptor[...])
      return ZipData.Verdict(fault, digest: data.digest)
    }
    return ZipData.Verdict(data.fault(in: entry, descriptor: nil), digest: data.digest)
  }
}
