import GoRules
import Testing

/// `h1:` sums as golang.org/x/mod/sumdb/dirhash of go 1.27 computed them.
@Suite struct ModuleSumTests {
  private static let version = ModuleVersion(module: "example.com/m", version: "v1.0.0")

  @Test(arguments: [
    ("module example.com/m\n", "h1:flS2VctbRrTv+sBE+VKgxx6hlkMGPVz9MGOmzMYFg3k="),
    ("", "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="),
  ])
  func sumsAMod(content: String, sum: String) {
    #expect(ModuleSum(ofMod: content.utf8) == ModuleSum(sum))
    for size in [1, 3, 1000] {
      #expect(taken(.mod, Array(content.utf8), by: size) == ModuleSum(sum))
    }
    #expect(taken(.mod, Array(content.utf8), by: 1, sums: false) == nil)
  }

  /// SHA-256 in pieces that do and do not fill its blocks; the sums are Python's hashlib's.
  @Test(arguments: [
    (55, "h1:t0Y9TdNF88yZxAwsFjx6ZKa+He9egVEyBBJsbUrIs8I="),
    (56, "h1:4vz9trR2PQlnXXNceAa57FnZYrAbJ5F6cSNn9urm9CQ="),
    (63, "h1:eoHGSAdCy57ZJJbchc8Eb8Rdd225QUrOvuq91TAZQ0k="),
    (64, "h1:bMpTgvEtvJSftF4Kpi6LWYvwM0ByynVo4Ir/KNVf8sM="),
    (65, "h1:3quFm1YENu/JWQ0Y2JCBD8KCzMPeEvaPCIMzgESbMQg="),
    (119, "h1:9gu1mr82SD1ExTxKc/JZCemEZ4KYwNTooG16rdlYgYU="),
    (120, "h1:AI7YQ3tyu/ZRAIzSpSEH8R45p8XWmUz9PyZbZJen38o="),
    (1000, "h1:IhB9fCj7ehltGKigc+yfxU3RGI4qjHphaep76FvWiTM="),
  ])
  func hashesPieces(count: Int, sum: String) {
    let content = [UInt8](repeating: UInt8(ascii: "m"), count: count)
    for size in [1, 7, 63, 64, 65, 128, 1000] {
      #expect(taken(.mod, content, by: size) == ModuleSum(sum))
    }
  }

  private func taken(
    _ kind: RequestKind, _ bytes: [UInt8], by size: Int, sums: Bool = true
  ) -> ModuleSum? {
    var check = BodyCheck(Question(kind, Self.version), proxy: "", sums: sums)
    bytes.withUnsafeBytes { all in
      for start in stride(from: 0, to: all.count, by: size) {
        let end = min(start + size, all.count)
        _ = check.take(UnsafeRawBufferPointer(rebasing: all[start..<end]))
      }
    }
    return check.verdict().sum
  }

  /// Files out of order, with descriptors, one of them empty, and a folder.
  private static let files =
    "UEsDBBQACAAIAAAAAAAAAAAAAAAAAAAAAAAZAAAAZXhhbXBsZS5jb20vbUB2MS4wLjAvei5nbwAKAPX/cGFja2Fn"
    + "ZSB6CgMAUEsHCF+JBGARAAAACgAAAFBLAwQUAAgACAAAAAAAAAAAAAAAAAAAAAAAGwAAAGV4YW1wbGUuY29tL21A"
    + "djEuMC4wL2dvLm1vZAAVAOr/bW9kdWxlIGV4YW1wbGUuY29tL20KAwBQSwcIsHFBjxwAAAAVAAAAUEsDBBQACAAI"
    + "AAAAAAAAAAAAAAAAAAAAAAAbAAAAZXhhbXBsZS5jb20vbUB2MS4wLjAvYS9iLmdvKkhMzk5MT1VIVNDXVxjljHIG"
    + "jAMYAFBLBwjX8eV3FgAAAIoCAABQSwMEFAAIAAgAAAAAAAAAAAAAAAAAAAAAABoAAABleGFtcGxlLmNvbS9tQHYx"
    + "LjAuMC9lbXB0eQMAUEsHCAAAAAACAAAAAAAAAFBLAwQUAAgACAAAAAAAAAAAAAAAAAAAAAAAGQAAAGV4YW1wbGUu"
    + "Y29tL21AdjEuMC4wL1kuZ28AAQD+/3gDAFBLBwiDFtyMCAAAAAEAAABQSwMEFAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "ABkAAABleGFtcGxlLmNvbS9tQHYxLjAuMC9kaXIvUEsBAhQAFAAIAAgAAAAAAF+JBGARAAAACgAAABkAAAAAAAAA"
    + "AAAAAAAAAAAAAGV4YW1wbGUuY29tL21AdjEuMC4wL3ouZ29QSwECFAAUAAgACAAAAAAAsHFBjxwAAAAVAAAAGwAA"
    + "AAAAAAAAAAAAAABYAAAAZXhhbXBsZS5jb20vbUB2MS4wLjAvZ28ubW9kUEsBAhQAFAAIAAgAAAAAANfx5XcWAAAA"
    + "igIAABsAAAAAAAAAAAAAAAAAvQAAAGV4YW1wbGUuY29tL21AdjEuMC4wL2EvYi5nb1BLAQIUABQACAAIAAAAAAAA"
    + "AAAAAgAAAAAAAAAaAAAAAAAAAAAAAAAAABwBAABleGFtcGxlLmNvbS9tQHYxLjAuMC9lbXB0eVBLAQIUABQACAAI"
    + "AAAAAACDFtyMCAAAAAEAAAAZAAAAAAAAAAAAAAAAAGYBAABleGFtcGxlLmNvbS9tQHYxLjAuMC9ZLmdvUEsBAhQA"
    + "FAAAAAAAAAAAAAAAAAAAAAAAAAAAABkAAAAAAAAAAAAAAAAAtQEAAGV4YW1wbGUuY29tL21AdjEuMC4wL2Rpci9Q"
    + "SwUGAAAAAAYABgCvAQAA7AEAAAAA"

  /// Two files of one name: the last counts, twice.
  private static let twins =
    "UEsDBBQACAAIAAAAAAAAAAAAAAAAAAAAAAAWAAAAZXhhbXBsZS5jb20vbUB2MS4wLjAvYQABAP7/MQMAUEsHCLfv"
    + "3IMIAAAAAQAAAFBLAwQUAAgACAAAAAAAAAAAAAAAAAAAAAAAFgAAAGV4YW1wbGUuY29tL21AdjEuMC4wL2IAAQD+"
    + "/zIDAFBLBwgNvtUaCAAAAAEAAABQSwMEFAAIAAgAAAAAAAAAAAAAAAAAAAAAABYAAABleGFtcGxlLmNvbS9tQHYx"
    + "LjAuMC9hAAEA/v8zAwBQSwcIm47SbQgAAAABAAAAUEsBAhQAFAAIAAgAAAAAALfv3IMIAAAAAQAAABYAAAAAAAAA"
    + "AAAAAAAAAAAAAGV4YW1wbGUuY29tL21AdjEuMC4wL2FQSwECFAAUAAgACAAAAAAADb7VGggAAAABAAAAFgAAAAAA"
    + "AAAAAAAAAABMAAAAZXhhbXBsZS5jb20vbUB2MS4wLjAvYlBLAQIUABQACAAIAAAAAACbjtJtCAAAAAEAAAAWAAAA"
    + "AAAAAAAAAAAAAJgAAABleGFtcGxlLmNvbS9tQHYxLjAuMC9hUEsFBgAAAAADAAMAzAAAAOQAAAAAAA=="

  @Test(arguments: [
    (files, "h1:0zPUfWCjbULEJU+JqBsc3Owc9dTTYEwAox+vhwRe7NA=", true),
    (twins, "h1:oIHdwBrm+/RC3m/8y3gfs6VYkjGVtBZfUg1SOeuVSvY=", false),
  ])
  func sumsAZip(encoded: String, sum: String, isSound: Bool) throws {
    let bytes = try #require(Base64.decoded(encoded.utf8))
    #expect(taken(.zip, bytes, by: 7) == ModuleSum(sum))
    #expect(taken(.zip, bytes, by: 7, sums: false) == nil)
    // As it is done with a zip that is too large to be kept.
    for limit in [ZipCheck.wholeLimit, 0] {
      var check = ZipCheck(Self.version, sums: true, wholeLimit: limit)
      bytes.withUnsafeBytes { check.take($0) }
      let checked = check.verdict()
      #expect(checked.sum == ModuleSum(sum))
      #expect((checked.verdict == .sound) == isSound)
    }
  }

  @Test func aBrokenFileHasNoSum() throws {
    var bytes = try #require(Base64.decoded(Self.files.utf8))
    let place = try #require(bytes.firstRange(of: Array("package".utf8))).lowerBound
    bytes[place] ^= 1
    #expect(taken(.zip, bytes, by: 100) == nil)
    #expect(taken(.zip, Array(bytes.dropLast()), by: 100) == nil)
  }
}
