/// Module zips: names, sizes, methods and bytes as they should not be; the HTTP around them is sound.
enum ZipCases {
  static func make(_ generator: inout Generator) -> TestCase {
    var members = [
      ZipWriter.Member(Module.root + "go.mod", Module.mod),
      ZipWriter.Member(Module.root + "m.go", Array("package m\n".utf8)),
    ]
    var words: [String] = []
    for _ in 0..<generator.pick([0, 1, 1, 1, 2, 2, 3]) {
      words.append(change(&members, &generator))
    }
    var comment: [UInt8] = []
    var prefix: [UInt8] = []
    var count: UInt16?
    if generator.chance(5) {
      comment = generator.pick([
        Array("words".utf8), [UInt8](repeating: 32, count: 65_535), Array("PK\u{5}\u{6}".utf8),
      ])
    }
    if generator.chance(5) {
      prefix = generator.pick([Array("#!/bin/sh\n".utf8), [0], Array("PK\u{3}\u{4}".utf8)])
    }
    if generator.chance(4) { count = generator.pick([0, 1, 3, 65_535]) }
    var bytes = ZipWriter.archive(members, comment: comment, prefix: prefix, count: count)
    if generator.chance(30) { words.append(mutate(&bytes, &generator)) }
    return TestCase(
      proxy: "http://127.0.0.1:{FAULT}", answers: [Module.requestPath("zip"): .ok(bytes)],
      description: words.joined(separator: "; ") + ": "
        + (bytes.count > 20_000 ? "\(bytes.count) bytes" : Escaped.text(bytes)))
  }

  /// - Returns: what was changed.
  private static func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) -> String {
    switch generator.number(0...7) {
    case 0:
      bytes = generator.pick([
        [], Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18), Array("not a zip".utf8),
        [UInt8](repeating: 0, count: 22), [UInt8](repeating: 0, count: 70_000), Array("PK".utf8),
      ])
      return "other bytes"
    case 1:
      bytes.removeLast(generator.number(1...bytes.count))
      return "cut"
    case 2:
      bytes += generator.pick([
        [0], [10], [UInt8](repeating: 0, count: 70_000), Array("PK\u{5}\u{6}".utf8),
      ])
      return "more behind"
    case 3...5:
      // The directory and what stands behind it.
      let tail = min(bytes.count, generator.pick([22, 22, 160]))
      var end = Array(bytes.suffix(tail))
      bytes.removeLast(tail)
      HTTP1Cases.mutateBytes(&end, within: tail, &generator)
      bytes += end
      return "bytes of the end"
    default:
      HTTP1Cases.mutateBytes(&bytes, within: bytes.count, &generator)
      return "bytes"
    }
  }

  private static func change(
    _ members: inout [ZipWriter.Member], _ generator: inout Generator
  ) -> String {
    let index = generator.index(members.count)
    switch generator.number(0...19) {
    case 0...5:
      let name = name(&generator)
      members.insert(
        .init(name, content(name, &generator)), at: generator.number(0...members.count))
      return "file \(Escaped.line(name))"
    case 6:
      let name = generator.pick(["go.mod", "m.go", "M.go", "GO.MOD", "Go.mod"])
      members.append(.init(Module.root + name, Array("again".utf8)))
      return "again \(name)"
    case 7:
      members[index].name = Array(name(&generator).utf8)
      return "renamed"
    case 8:
      members[index].checksum = generator.pick([0, 1, 0xFFFF_FFFF])
      return "checksum"
    case 9:
      members[index].size = generator.pick([
        0, 1, 1 << 20, 17 << 20, 600 << 20, 0xFFFF_FFFE, 0xFFFF_FFFF,
      ])
      return "size \(members[index].size ?? 0)"
    case 10:
      members[index].compressedSize = generator.pick([0, 1, 1000, 1 << 20, 0xFFFF_FFFF])
      return "compressed size \(members[index].compressedSize ?? 0)"
    case 11...12: return deflate(&members[index], &generator)
    case 13:
      members[index].method = generator.pick([1, 8, 9, 12, 14, 93, 99, 0xFFFF])
      return "method \(members[index].method)"
    case 14:
      members[index].flags = generator.pick([0, 1, 8, 0x41, 0x0808, 0x2000, 0xFFFF])
      return "flags \(members[index].flags)"
    case 15:
      members[index].madeBy = generator.pick([3 << 8, 3 << 8 | 20, 20, 19 << 8])
      let mode: UInt32 = generator.pick([
        0o120777, 0o100755, 0o040755, 0o010644, 0o060644, 0o140644, 0o104755, 0,
      ])
      members[index].externalAttributes = mode << 16 | generator.pick([0, 0x10, 1])
      return "mode \(String(mode, radix: 8))"
    case 16:
      members[index].extra = generator.pick([
        [1, 0, 0, 0], [1, 0, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8], [1, 0, 255, 0], [0], [1], [1, 0, 4],
        [0x55, 0x54, 1, 0, 0],
        [UInt8](repeating: 0, count: 300),
        [1, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      ])
      return "extra field"
    case 17:
      members[index].offset = generator.pick([0, 1, 10, 100, 1000, 0x7FFF_FFFF, 0xFFFF_FFFF])
      return "offset"
    case 18:
      members[index].localName = Array(
        generator.pick(["other", "", Module.root + "x", "../x"]).utf8)
      return "local name"
    default:
      members.remove(at: index)
      if members.isEmpty { members.append(.init(Module.root + "x", [])) }
      return "file missing"
    }
  }

  /// The content in deflate (RFC 1951): longer and packed by zlib, or as a stored block; well or badly made.
  private static func deflate(
    _ member: inout ZipWriter.Member, _ generator: inout Generator
  ) -> String {
    let isPacked = generator.chance(60)
    if isPacked {
      member.content += Deflate.words(generator.pick([0, 1, 20, 200, 2000]), &generator)
    }
    let length = UInt16(truncatingIfNeeded: member.content.count)
    member.checksum = ZipWriter.checksum(member.content)
    member.size = UInt32(member.content.count)
    var bytes: [UInt8] = [
      1, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8),
    ]
    bytes += member.content
    if isPacked { bytes = Deflate.packed(member.content, level: generator.number(1...9)) }
    member.method = 8
    if generator.chance(isPacked ? 80 : 50) {
      HTTP1Cases.mutateBytes(&bytes, within: generator.pick([5, 80, bytes.count]), &generator)
    }
    member.content = bytes
    return "deflated"
  }

  private static func content(_ name: String, _ generator: inout Generator) -> [UInt8] {
    if generator.chance(90) { return Array("text\n".utf8) }
    return [UInt8](repeating: 32, count: generator.pick([0, 100_000, 1_000_000]))
  }

  private static func name(_ generator: inout Generator) -> String {
    let name = generator.pick(Words.list("zip names"))
    if generator.chance(88) { return Module.root + name }
    return generator.pick(Words.list("zip roots", ["name": name]))
  }
}
