/// Zip archives (PKWARE APPNOTE 4.3) with any field as a case wants it.
enum ZipWriter {
  /// A file and what is said of it; nil for what is true.
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0x0800
    var checksum: UInt32?
    var size: UInt32?
    var compressedSize: UInt32?
    var externalAttributes: UInt32 = 0
    var madeBy: UInt16 = 20
    /// The name in the local header.
    var localName: [UInt8]?
    var extra: [UInt8] = []
    var offset: UInt32?

    init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
    }
  }

  /// The archive; `comment` stands behind its directory, `prefix` before its first member.
  static func archive(
    _ members: [Member], comment: [UInt8] = [], prefix: [UInt8] = [], count: UInt16? = nil
  ) -> [UInt8] {
    var bytes = prefix
    var directory: [UInt8] = []
    for member in members {
      let offset = UInt32(bytes.count)
      bytes += little(UInt32(0x0403_4B50)) + header(member, name: member.localName ?? member.name)
      bytes += (member.localName ?? member.name) + member.extra + member.content
      directory += little(UInt32(0x0201_4B50)) + little(member.madeBy)
      directory += header(member, name: member.name)
      directory += [UInt8](repeating: 0, count: 6) + little(member.externalAttributes)
      directory += little(member.offset ?? offset) + member.name + member.extra
    }
    let total = count ?? UInt16(members.count)
    return bytes + directory + little(UInt32(0x0605_4B50)) + little(UInt32(0)) + little(total)
      + little(total) + little(UInt32(directory.count)) + little(UInt32(bytes.count))
      + little(UInt16(truncatingIfNeeded: comment.count)) + comment
  }

  /// Version needed, flags, method, time, date, checksum, sizes, lengths of name and extra field.
  private static func header(_ member: Member, name: [UInt8]) -> [UInt8] {
    let length = UInt32(member.content.count)
    return little(UInt16(20)) + little(member.flags) + little(member.method) + little(UInt16(0))
      + little(UInt16(0x0021)) + little(member.checksum ?? checksum(member.content))
      + little(member.compressedSize ?? length) + little(member.size ?? length)
      + little(UInt16(truncatingIfNeeded: name.count))
      + little(UInt16(truncatingIfNeeded: member.extra.count))
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    Swift.withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// CRC-32 (ISO 3309).
  static func checksum(_ content: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in content {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
    return ~crc
  }
}
