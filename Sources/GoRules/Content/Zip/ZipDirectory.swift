/// The central directory of a zip file, as archive/zip finds and reads it (reader.go).
struct ZipDirectory: Sendable {
  struct Entry: Sendable, Hashable {
    var name: ArraySlice<UInt8>
    var flags: UInt16
    /// 0 stored, 8 deflated.
    var method: UInt16
    var crc: UInt32
    var compressedSize: UInt64
    var uncompressedSize: UInt64
    /// Of the local header, in the file.
    var headerOffset: Int

    /// A checksum stands behind the data as well.
    var hasDescriptor: Bool { flags & 0x8 != 0 }

    /// Its data is nothing to go: a name that ends in `/`.
    var isFolder: Bool { name.last == UInt8(ascii: "/") }
  }

  enum Fault: Error, Hashable {
    case notZip
    case commentLength
    case end(isEmpty: Bool)
    case negativeOffset
    /// The directory begins in front of what was kept.
    case notKept
  }

  private(set) var entries: [Entry] = []

  init(_ bytes: ZipBytes) throws(Fault) {
    let end = try Self.readEnd(bytes)
    var offset = end.base &+ Int(truncatingIfNeeded: end.directoryOffset)
    var last = Fault.notZip
    while true {
      do throws(Fault) {
        let (entry, count) = try Self.readEntry(bytes, at: offset)
        var moved = entry
        moved.headerOffset &+= end.base
        entries.append(moved)
        offset += count
      } catch {
        last = error
        // Exactly at the end of the file go gives up, whatever was read before.
        if error != .notZip, error != .end(isEmpty: false) { throw error }
        break
      }
    }
    guard UInt16(truncatingIfNeeded: entries.count) == UInt16(truncatingIfNeeded: end.records)
    else { throw last }
  }

  private static func wrap<Value>(
    _ read: () throws(ZipBytes.Fault) -> Value
  ) throws(Fault) -> Value {
    do {
      return try read()
    } catch {
      switch error {
      case .end(let isEmpty): throw .end(isEmpty: isEmpty)
      case .negativeOffset: throw .negativeOffset
      case .notKept: throw .notKept
      }
    }
  }

  // MARK: Entries (readDirectoryHeader)

  private static func readEntry(
    _ bytes: ZipBytes, at offset: Int
  ) throws(Fault) -> (Entry, count: Int) {
    let fixed = try wrap { () throws(ZipBytes.Fault) in try bytes.read(46, at: offset) }
    guard fixed.number(at: 0, as: UInt32.self) == 0x0201_4B50 else { throw .notZip }
    let nameCount = Int(fixed.number(at: 28, as: UInt16.self))
    let extraCount = Int(fixed.number(at: 30, as: UInt16.self))
    let commentCount = Int(fixed.number(at: 32, as: UInt16.self))
    let count = nameCount + extraCount + commentCount
    let rest = try wrap { () throws(ZipBytes.Fault) in try bytes.read(count, at: offset + 46) }
    var entry = Entry(
      name: rest.prefix(nameCount), flags: fixed.number(at: 8, as: UInt16.self),
      method: fixed.number(at: 10, as: UInt16.self), crc: fixed.number(at: 16, as: UInt32.self),
      compressedSize: UInt64(fixed.number(at: 20, as: UInt32.self)),
      uncompressedSize: UInt64(fixed.number(at: 24, as: UInt32.self)),
      headerOffset: Int(fixed.number(at: 42, as: UInt32.self)))
    try readExtra(rest.dropFirst(nameCount).prefix(extraCount), into: &entry)
    return (entry, 46 + count)
  }

  /// Sizes that need 64 bits; the times that other fields hold mean nothing here.
  private static func readExtra(
    _ extra: ArraySlice<UInt8>, into entry: inout Entry
  ) throws(Fault) {
    let wide = UInt64(UInt32.max)
    let needsUncompressed = entry.uncompressedSize == wide
    let needsCompressed = entry.compressedSize == wide
    var rest = extra
    while rest.count >= 4 {
      let tag = rest.number(at: 0, as: UInt16.self)
      let count = Int(rest.number(at: 2, as: UInt16.self))
      rest = rest.dropFirst(4)
      guard rest.count >= count else { return }
      var field = rest.prefix(count)
      rest = rest.dropFirst(count)
      guard tag == 1 else { continue }
      func take() throws(Fault) -> UInt64 {
        guard field.count >= 8 else { throw .notZip }
        defer { field = field.dropFirst(8) }
        return field.number(at: 0, as: UInt64.self)
      }
      if needsUncompressed { entry.uncompressedSize = try take() }
      if needsCompressed { entry.compressedSize = try take() }
      if entry.headerOffset == Int(UInt32.max) {
        entry.headerOffset = Int(truncatingIfNeeded: try take())
      }
    }
  }

  // MARK: End of the directory (readDirectoryEnd)

  private struct End {
    var records: UInt64
    var directorySize: UInt64
    var directoryOffset: UInt64
    /// What all offsets in the file are counted from.
    var base = 0
  }

  private static func readEnd(_ bytes: ZipBytes) throws(Fault) -> End {
    var endOffset = try findEnd(bytes)
    let record = try wrap { () throws(ZipBytes.Fault) in try bytes.read(22, at: endOffset) }
    let commentCount = Int(record.number(at: 20, as: UInt16.self))
    guard commentCount <= bytes.size - endOffset - 22 else { throw .commentLength }
    var end = End(
      records: UInt64(record.number(at: 10, as: UInt16.self)),
      directorySize: UInt64(record.number(at: 12, as: UInt32.self)),
      directoryOffset: UInt64(record.number(at: 16, as: UInt32.self)))
    if end.records == 0xFFFF || end.directorySize == 0xFFFF_FFFF
      || end.directoryOffset == 0xFFFF_FFFF,
      let offset = try findWideEnd(bytes, before: endOffset)
    {
      endOffset = offset
      let wide = try wrap { () throws(ZipBytes.Fault) in
        try bytes.readWhole(56, at: offset)
      }
      guard wide.number(at: 0, as: UInt32.self) == 0x0606_4B50 else { throw .notZip }
      end.records = wide.number(at: 32, as: UInt64.self)
      end.directorySize = wide.number(at: 40, as: UInt64.self)
      end.directoryOffset = wide.number(at: 48, as: UInt64.self)
    }
    guard let size = Int(exactly: end.directorySize), let offset = Int(exactly: end.directoryOffset)
    else { throw .notZip }
    end.base = endOffset &- size &- offset
    let place = end.base &+ offset
    guard place >= 0, place < bytes.size else { throw .notZip }
    if end.base > 0 {
      // Where an entry stands at the offset itself, that counts from the beginning of the file.
      do throws(Fault) {
        _ = try readEntry(bytes, at: offset)
        end.base = 0
      } catch {
        if error == .notKept { throw error }
      }
    }
    return end
  }

  /// Looks in the last kilobyte, then in the last 65.
  private static func findEnd(_ bytes: ZipBytes) throws(Fault) -> Int {
    for length in [1024, 65 * 1024] {
      let count = min(length, bytes.size)
      let block = try wrap { () throws(ZipBytes.Fault) in
        try bytes.read(count, at: bytes.size - count)
      }
      if let place = findEnd(in: block) { return bytes.size - count + place }
      if count == bytes.size { break }
    }
    throw .notZip
  }

  /// The last end record, from the beginning of the block; none where its comment would go beyond the end.
  private static func findEnd(in block: ArraySlice<UInt8>) -> Int? {
    guard block.count >= 22 else { return nil }
    for place in stride(from: block.count - 22, through: 0, by: -1)
    where block[block.startIndex + place] == 0x50
      && block.number(at: place, as: UInt32.self) == 0x0605_4B50
    {
      let comment = Int(block.number(at: place + 20, as: UInt16.self))
      return comment + 22 + place > block.count ? nil : place
    }
    return nil
  }

  /// The offset that the zip64 locator in front of the end record names; nil where there is none.
  private static func findWideEnd(_ bytes: ZipBytes, before end: Int) throws(Fault) -> Int? {
    guard end >= 20 else { return nil }
    let locator = try wrap { () throws(ZipBytes.Fault) in try bytes.read(20, at: end - 20) }
    guard locator.number(at: 0, as: UInt32.self) == 0x0706_4B50,
      locator.number(at: 4, as: UInt32.self) == 0, locator.number(at: 16, as: UInt32.self) == 1
    else { return nil }
    let offset = Int(truncatingIfNeeded: locator.number(at: 8, as: UInt64.self))
    return offset >= 0 ? offset : nil
  }
}
