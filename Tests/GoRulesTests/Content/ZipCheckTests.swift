import GoRules
import Testing

/// Expected values are what cmd/go's modfetch, x/mod's dirhash and zip, and archive/zip of go 1.27 say.
@Suite struct ZipCheckTests {
  private typealias File = ZipBuilder.File

  private static let version = ModuleVersion(module: "example.com/m", version: "v1.0.0")
  private static let place = ModuleCache.Place(zip: "/c/v1.0.0.zip", folder: "/f")
  private static let goMod = File("go.mod", "module example.com/m\n", crc: 0x8F41_71B0)

  private func verdict(_ bytes: [UInt8], wholeLimit: Int = ZipCheck.wholeLimit) -> ZipCheck.Verdict
  {
    var check = ZipCheck(Self.version, wholeLimit: wholeLimit)
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: 37) {
        check.take(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + 37, bytes.count)]))
      }
    }
    return check.verdict().verdict
  }

  private func expect(
    _ bytes: [UInt8], _ moment: ZipFault.Moment, _ kind: ZipFault.Kind, _ text: String,
    source: SourceLocation = #_sourceLocation
  ) {
    guard case .fault(let fault) = verdict(bytes) else {
      Issue.record("taken", sourceLocation: source)
      return
    }
    #expect(fault.text == text, sourceLocation: source)
    #expect(fault.moment == moment && fault.kind == kind, sourceLocation: source)
  }

  @Test func takesSoundZips() {
    let files = [Self.goMod, File("b/"), File("b/c.go"), File(""), File("vendor/x.go")]
    #expect(verdict(ZipBuilder(files).bytes) == .sound)
    #expect(verdict(ZipBuilder(files).bytes, wholeLimit: 0) == .sound)
  }

  // MARK: The directory

  @Test func findsTheDirectory() {
    var builder = ZipBuilder([Self.goMod])
    builder.front = Array("#!/bin/sh\n".utf8)
    #expect(verdict(builder.bytes) == .sound)
    builder.front = []
    builder.extraRecords = 65536
    #expect(verdict(builder.bytes) == .sound)
    builder.extraRecords = 1
    expect(builder.bytes, .download, .notZip, "unexpected EOF")
    builder.extraRecords = 0
    builder.end = [1]
    #expect(verdict(builder.bytes) == .sound)
    builder.end = [UInt8](repeating: 1, count: 70_000)
    expect(builder.bytes, .download, .notZip, "zip: not a valid zip file")
  }

  @Test(arguments: ["", "P", "<html>", String(repeating: "x", count: 2000)])
  func refusesWhatIsNoZip(text: String) {
    expect(Array(text.utf8), .download, .notZip, "zip: not a valid zip file")
  }

  @Test func refusesForeignFiles() {
    let bytes = ZipBuilder([File("!x/go.mod"), File("a\nb")]).bytes
    expect(
      bytes, .download, .foreignFile,
      "zip for example.com/m@v1.0.0 has unexpected file !x/go.mod")
  }

  // MARK: Data

  @Test func checksStoredData() {
    let file = Self.goMod
    let wrong = file.with { $0.crc ^= 1 }
    expect(ZipBuilder([wrong]).bytes, .hash, .content, "zip: checksum error")
    // A checksum of zero is none.
    #expect(verdict(ZipBuilder([file.with { $0.crc = 0 }]).bytes) == .sound)
    let longer = file.with { $0.size += 1 }
    expect(ZipBuilder([longer]).bytes, .hash, .content, "unexpected EOF")
    let shorter = file.with { $0.size -= 1 }
    expect(ZipBuilder([shorter]).bytes, .hash, .content, "zip: not a valid zip file")
    let unknown = file.with { $0.method = 12 }
    expect(ZipBuilder([unknown]).bytes, .hash, .content, "zip: unsupported compression algorithm")
    let headless = file.with { $0.signature = 1 }
    expect(ZipBuilder([headless]).bytes, .hash, .content, "zip: not a valid zip file")
    let full = File("d/").with { $0.size = 1 }
    expect(ZipBuilder([Self.goMod, full]).bytes, .hash, .content, "zip: not a valid zip file")
    let lines = File("a\nb")
    expect(
      ZipBuilder([lines]).bytes, .hash, .content,
      "dirhash: filenames with newlines are not supported")
  }

  @Test func readsDescriptors() {
    let plain = Self.goMod.with { $0.flags = 8 }
    let sizes = ZipBuilder.four(plain.packedSize) + ZipBuilder.four(plain.size)
    let short = plain.with { $0.descriptor = ZipBuilder.four($0.crc) + sizes }
    #expect(verdict(ZipBuilder([short]).bytes) == .sound)
    let signed = plain.with {
      $0.descriptor = ZipBuilder.four(0x0807_4B50) + ZipBuilder.four($0.crc) + sizes
    }
    #expect(verdict(ZipBuilder([signed, File("x")]).bytes) == .sound)
    #expect(verdict(ZipBuilder([signed, File("x")]).bytes, wholeLimit: 0) == .sound)
    let wrong = plain.with { $0.descriptor = ZipBuilder.four($0.crc ^ 1) + sizes }
    expect(ZipBuilder([wrong]).bytes, .hash, .content, "zip: checksum error")
    expect(ZipBuilder([plain]).bytes, .hash, .content, "zip: checksum error")
  }

  /// Bytes of DEFLATE and what compress/flate says; nil: it unpacks to nothing.
  @Test(
    arguments: [
      ([3, 0], nil),
      ([1, 0, 0, 0xFF, 0xFF], nil),
      ([], "unexpected EOF"),
      ([3], "unexpected EOF"),
      ([7], "flate: corrupt input before offset 1"),
      ([1, 0, 0, 0xFF, 0xFE], "flate: corrupt input before offset 5"),
      ([1, 1, 0, 0xFE, 0xFF], "unexpected EOF"),
      ([1, 1, 0, 0xFE, 0xFF, 0x61], "zip: not a valid zip file"),
      // A copy from in front of the beginning.
      ([0x03, 0x02, 0x00], "flate: corrupt input before offset 2"),
      // 31 distances; lengths that make no code.
      ([5, 0xDE, 0], "flate: corrupt input before offset 3"),
      ([5, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "flate: corrupt input before offset 7"),
    ] as [([UInt8], String?)])
  func unpacks(packed: [UInt8], text: String?) {
    let file = File("go.mod").with {
      $0.method = 8
      $0.packed = packed
      $0.packedSize = UInt32(packed.count)
    }
    let bytes = ZipBuilder([file]).bytes
    if let text {
      expect(bytes, .hash, .content, text)
    } else {
      #expect(verdict(bytes) == .sound)
      #expect(verdict(bytes, wholeLimit: 0) == .sound)
    }
  }

  // MARK: Names and sizes

  @Test(arguments: [
    (["x//y"], "x//y: file path is not clean"),
    (["./x"], "./x: file path is not clean"),
    (["/"], "/: file path is not clean"),
    (["../x"], "../x: malformed file path \"../x\": invalid path element \"..\""),
    (["x."], "x.: malformed file path \"x.\": trailing dot in path element"),
    (["/x"], "/x: malformed file path \"/x\": empty path element"),
    (["a*b"], "a*b: malformed file path \"a*b\": invalid char '*'"),
    (["a'b"], "a'b: malformed file path \"a'b\": invalid char '\\''"),
    (["a\u{1}"], "a\u{1}: malformed file path \"a\\x01\": invalid char '\\x01'"),
    (["a😀"], "a😀: malformed file path \"a😀\": invalid char '😀'"),
    (
      ["b/CON.txt"],
      "b/CON.txt: malformed file path \"b/CON.txt\": \"CON\" disallowed as path element component "
        + "on Windows"
    ),
    (["A.go", "a.go"], "a.go: case-insensitive file name collision: \"A.go\" and \"a.go\""),
    (["Ä/x", "ä/y"], "ä/y: case-insensitive file name collision: \"Ä\" and \"ä\""),
    (["s", "ſ"], "ſ: case-insensitive file name collision: \"s\" and \"ſ\""),
    (["b", "b/c"], "b/c: entry \"b\" is both a file and a directory"),
    (["b/c", "b"], "b: entry \"b\" is both a file and a directory"),
    (["b", "b"], "b: multiple entries for file \"b\""),
    (["sub/go.mod"], "sub/go.mod: go.mod file not in module root directory"),
    (["sub/GO.MOD"], "sub/GO.MOD: go.mod file not in module root directory"),
    (["Go.mod"], "Go.mod: go.mod files must have lowercase names"),
  ])
  func checksNames(names: [String], text: String) {
    let bytes = ZipBuilder(names.map { File($0) }).bytes
    expect(bytes, .unzip, .names, "example.com/m@v1.0.0/" + text)
  }

  @Test func namesEveryFault() {
    let bytes = ZipBuilder([File("x."), Self.goMod, File("y.")]).bytes
    let path = "example.com/m@v1.0.0/"
    let lines = ["x.", "y."].map {
      "\(path)\($0): malformed file path \"\($0)\": trailing dot in path element"
    }
    expect(bytes, .unzip, .names, lines.joined(separator: "\n"))
    guard case .fault(let fault) = verdict(bytes) else { return }
    #expect(fault.goText(place: Self.place) == "unzip /c/v1.0.0.zip: \(fault.text)")
    #expect(fault.goText(place: nil) == nil)
  }

  @Test(arguments: ["ä.go", "ß", "日本.go", "-x", ".git/x", "x~1", "a b.go", "comx", "com10", "İ"])
  func takesNames(name: String) {
    #expect(verdict(ZipBuilder([Self.goMod, File(name)]).bytes) == .sound)
  }

  /// What go says where the file system refuses, on Linux.
  @Test(arguments: [
    ("{a}", "open /f/{a}"), ("sub/{a}", "open /f/sub/{a}"), ("x/{a}/y", "mkdir /f/x/{a}"),
    ("{a}/{a}", "mkdir /f/{a}"),
  ])
  func findsLongNames(name: String, call: String) {
    let long = String(repeating: "a", count: 256)
    let bytes = ZipBuilder([Self.goMod, File(name.replacing("{a}", with: long))]).bytes
    guard case .fault(let fault) = verdict(bytes) else {
      Issue.record("taken")
      return
    }
    let words = call.replacing("{a}", with: long) + ": file name too long"
    #expect(fault.goText(place: Self.place) == "unzip /c/v1.0.0.zip: " + words)
    let short = name.replacing("{a}", with: long.dropLast())
    #expect(verdict(ZipBuilder([Self.goMod, File(short)]).bytes) == .sound)
  }

  @Test func readsNoFolder() {
    let bytes = ZipBuilder([File("go.mod/x")]).bytes
    guard case .fault(let fault) = verdict(bytes) else {
      Issue.record("taken")
      return
    }
    #expect(fault.goText(place: Self.place) == "read /f/go.mod: is a directory")
    #expect(verdict(ZipBuilder([File("sub/go.mod/x")]).bytes) == .sound)
  }

  /// The directory is one byte further ahead than its end says, so go looks for the first file in front of all.
  @Test(arguments: [ZipCheck.wholeLimit, 0])
  func readsNothingInFront(wholeLimit: Int) {
    var bytes = ZipBuilder([Self.goMod]).bytes
    bytes[bytes.count - 6] += 1
    guard case .fault(let fault) = verdict(bytes, wholeLimit: wholeLimit) else {
      Issue.record("taken")
      return
    }
    #expect(fault.goText(place: Self.place) == "readat /c/v1.0.0.zip*.tmp: negative offset")
    #expect(fault.goText(place: nil) == nil)
  }

  // MARK: Bounds

  @Test func knowsWhatItDidNotFollow() {
    var builder = ZipBuilder([Self.goMod])
    for front in ["#!/bin/sh\n", "P", "PKPPK", "\(String(repeating: "P", count: 100))K"] {
      builder.front = Array(front.utf8)
      #expect(verdict(builder.bytes, wholeLimit: 0) == .sound)
    }
    builder.front = Array("PK\u{3}\u{4}".utf8)
    #expect(verdict(builder.bytes, wholeLimit: 0) == .notMeasured(.contentNotFollowed))
    // Whatever the data are, these names are refused.
    builder.files.append(File("x."))
    guard case .fault(let fault) = verdict(builder.bytes, wholeLimit: 0) else {
      Issue.record("taken")
      return
    }
    #expect(!fault.isFirst && fault.goText(place: Self.place) == nil)
    let folder = String(repeating: "folder/", count: 100)
    builder.files = (0..<1500).map { File("\(folder)\($0)") }
    #expect(verdict(builder.bytes, wholeLimit: 0) == .notMeasured(.directoryTooLarge))
  }

  @Test func countsWhatIsDownloaded() {
    var check = ZipCheck(Self.version)
    #expect(!check.isTooLarge)
    let piece = [UInt8](repeating: 0, count: 1 << 20)
    piece.withUnsafeBytes { piece in for _ in 0..<500 { check.take(piece) } }
    #expect(!check.isTooLarge)
    piece.withUnsafeBytes { check.take(UnsafeRawBufferPointer(rebasing: $0[..<1])) }
    #expect(check.isTooLarge)
  }
}
