import CZlib

/// Compressed bytes (RFC 1951, 1952), by zlib.
enum Deflate {
  /// Raw deflate; `level` 0 to 9.
  static func packed(_ bytes: [UInt8], level: Int) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&packed, &size, bytes, UInt(bytes.count), Int32(level)) == Z_OK, size > 6
    else { return [] }
    // Without zlib's own header and checksum.
    return Array(packed[2..<Int(size) - 4])
  }

  /// Text that compresses neither well nor badly.
  static func words(_ count: Int, _ generator: inout Generator) -> [UInt8] {
    (0..<count).flatMap { _ in
      let word = generator.pick(["word", "name", "value", "line", "\n"])
      return Array("\(word) \(generator.number(0...999)) ".utf8)
    }
  }

  /// One member or more, with any of the header's fields, and now and then with a fault.
  static func gzip(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    let cut = generator.chance(15) ? generator.index(bytes.count) : bytes.count
    let parts = cut == bytes.count ? [bytes] : [Array(bytes[..<cut]), Array(bytes[cut...])]
    var members = parts.map { member($0, &generator) }
    if generator.chance(10) {
      members.append(
        generator.pick([[0], [0, 0, 0, 0], Array("more".utf8), [0x1F], [0x1F, 0x8B]]))
    }
    var all = members.flatMap { $0 }
    switch generator.number(0...9) {
    case 0: HTTP1Cases.mutateBytes(&all, within: 12, &generator)
    case 1...2: HTTP1Cases.mutateBytes(&all, within: all.count, &generator)
    case 3: all.removeLast(min(all.count, generator.number(1...12)))
    default: break
    }
    return all
  }

  private static func member(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    let flags: UInt8 = generator.chance(60) ? 0 : generator.pick([1, 2, 4, 8, 16, 28, 31, 32, 128])
    var header: [UInt8] = [0x1F, 0x8B, 8, flags, 1, 2, 3, 4, 0, 255]
    if flags & 4 != 0 { header += [3, 0, 65, 66, 67] }
    if flags & 8 != 0 { header += Array("name".utf8) + [0] }
    if flags & 16 != 0 { header += Array("caf\u{e9}".utf8) + [0] }
    if flags & 2 != 0 {
      let sum = ZipWriter.checksum(header) & 0xFFFF
      header += generator.chance(70) ? [UInt8(sum & 0xFF), UInt8(sum >> 8)] : [0, 0]
    }
    let sum = ZipWriter.checksum(bytes)
    let end = [sum, UInt32(bytes.count)].flatMap { word in
      [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
    return header + packed(bytes, level: generator.number(0...9)) + end
  }
}
