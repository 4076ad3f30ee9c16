/// Writes zip files, with whatever is wrong with them.
struct ZipBuilder {
  struct File {
    var name: String
    /// As it stands in the zip.
    var packed: [UInt8]
    var method: UInt16 = 0
    var flags: UInt16 = 0
    var crc: UInt32
    var packedSize: UInt32
    var size: UInt32
    /// Behind the data.
    var descriptor: [UInt8] = []
    /// The local header's signature.
    var signature: UInt32 = 0x0403_4B50

    /// Stored; `crc` as hash/crc32 has it.
    init(_ name: String, _ text: String = "", crc: UInt32 = 0) {
      self.name = name
      packed = Array(text.utf8)
      self.crc = crc
      packedSize = UInt32(packed.count)
      size = packedSize
    }

    func with(_ change: (inout File) -> Void) -> File {
      var file = self
      change(&file)
      return file
    }
  }

  var files: [File]
  var front: [UInt8] = []
  var end: [UInt8] = []
  /// Added to the number of entries that the end record names.
  var extraRecords = 0

  init(_ files: [File]) { self.files = files }

  private static let prefix = "example.com/m@v1.0.0/"

  var bytes: [UInt8] {
    var zip = front
    var directory: [UInt8] = []
    for file in files {
      let name = Array((file.name.hasPrefix("!") ? "" : Self.prefix).utf8) + Array(file.name.utf8)
      let offset = zip.count - front.count
      let sizes = Self.four(file.crc) + Self.four(file.packedSize) + Self.four(file.size)
      let common =
        Self.two(file.flags) + Self.two(file.method) + Self.four(0) + sizes
        + Self.two(UInt16(name.count)) + Self.two(0)
      zip += Self.four(file.signature) + Self.two(20) + common + name + file.packed
      zip += file.descriptor
      directory += Self.four(0x0201_4B50) + Self.two(20) + Self.two(20) + common
      directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0)
      directory += Self.four(UInt32(offset)) + name
    }
    let count = Self.two(UInt16(truncatingIfNeeded: files.count + extraRecords))
    let start = UInt32(zip.count - front.count)
    zip += directory
    zip += Self.four(0x0605_4B50) + Self.four(0) + count + count
    zip += Self.four(UInt32(directory.count)) + Self.four(start) + Self.two(0)
    return zip + end
  }

  static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

  static func four(_ value: UInt32) -> [UInt8] {
    two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16))
  }
}
