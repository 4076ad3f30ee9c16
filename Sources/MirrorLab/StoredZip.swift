import GoRules

/// A zip archive whose members are stored uncompressed (PKWARE APPNOTE 4.3).
struct StoredZip {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a file; `name` is its whole path with `/`.
  mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = UInt32(bytes.count)
    let name = Array(name.utf8)
    var checksum = CRC32()
    content.withUnsafeBytes { checksum.take($0) }
    // Version needed, flags (UTF-8 names), method 0, time, date (1 January 1980), checksum, sizes.
    var common: [UInt8] = []
    common.append(little: UInt16(20))
    common.append(little: UInt16(0x0800))
    common.append(little: UInt16(0))
    common.append(little: UInt16(0))
    common.append(little: UInt16(0x0021))
    common.append(little: checksum.value)
    common.append(little: UInt32(content.count))
    common.append(little: UInt32(content.count))
    common.append(little: UInt16(name.count))
    common.append(little: UInt16(0))  // no extra field

    bytes.append(little: UInt32(0x0403_4B50))
    bytes += common + name + content

    directory.append(little: UInt32(0x0201_4B50))
    directory.append(little: UInt16(20))  // made by
    directory += common
    directory += [UInt8](repeating: 0, count: 10)  // no comment, disk 0, no attributes
    directory.append(little: offset)
    directory += name
    count += 1
  }

  /// The archive with its central directory.
  func finished() -> [UInt8] {
    var end: [UInt8] = []
    end.append(little: UInt32(0x0605_4B50))
    end.append(little: UInt32(0))  // disk numbers
    end.append(little: count)
    end.append(little: count)
    end.append(little: UInt32(directory.count))
    end.append(little: UInt32(bytes.count))
    end.append(little: UInt16(0))  // no comment
    return bytes + directory + end
  }
}

extension [UInt8] {
  /// Appends `value`, least significant byte first.
  fileprivate mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { self += $0 }
  }
}
