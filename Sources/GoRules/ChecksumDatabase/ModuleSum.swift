/// A sum as in go.sum, `h1:` and Base64: of the names and the content of files
/// (golang.org/x/mod/sumdb/dirhash, `Hash1`).
package struct ModuleSum: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) { description = text }

  /// Of files with these names and SHA-256 digests.
  init(files: [(name: ArraySlice<UInt8>, digest: [UInt8])]) {
    var summary = SHA256()
    for file in files.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      summary.take(Self.hex(file.digest))
      summary.take("  ".utf8)
      summary.take(file.name)
      summary.take(CollectionOfOne(0x0A))
    }
    self.init("h1:" + Base64.encoded(summary.finished()))
  }

  /// Of a go.mod file with that SHA-256 digest (`goModSum`).
  init(ofMod digest: [UInt8]) { self.init(files: [(Array("go.mod".utf8)[...], digest)]) }

  /// Of a go.mod file.
  package init(ofMod content: some Collection<UInt8>) {
    self.init(ofMod: SHA256.digest(of: content))
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hex(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
