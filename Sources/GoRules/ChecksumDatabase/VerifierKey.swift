/// The public key of a checksum database, `NAME+HASH+KEY` (golang.org/x/mod/sumdb/note, `NewVerifier`).
package struct VerifierKey: Sendable, Hashable {
  /// Host and path of the database, for example `sum.golang.org`.
  package let name: String
  /// The first four bytes of SHA-256 over name and key: tells keys of one name apart.
  let hash: UInt32
  /// The 32 bytes of an Ed25519 public key.
  package let key: [UInt8]

  /// Why a text is no key, in go's words.
  package enum Fault: String, Error, Sendable, Hashable {
    case id = "malformed verifier id"
    case algorithm = "unknown verifier algorithm"
    case hash = "invalid verifier hash"
  }

  /// Of sum.golang.org, the one database whose name stands for its key (modfetch/key.go).
  package static let standard = VerifierKey(
    name: "sum.golang.org", hash: 0x033D_E0AE,
    key: [
      0xCE, 0x33, 0x72, 0xD7, 0x5A, 0xD1, 0xEE, 0x5E, 0xCD, 0xAF, 0x87, 0x27, 0x29, 0x3D, 0x4B,
      0x11,
      0x1D, 0x87, 0xEB, 0x37, 0x53, 0x1D, 0x7C, 0x86, 0xD4, 0xD3, 0x00, 0x3F, 0x0E, 0xB8, 0x09,
      0xFC,
    ])

  /// For a database that is embedded. `key`: the 32 bytes of an Ed25519 public key.
  package init(name: String, key: [UInt8]) {
    self.init(name: name, hash: Self.hash(name: name, key: [1] + key), key: key)
  }

  private init(name: String, hash: UInt32, key: [UInt8]) {
    self.name = name
    self.hash = hash
    self.key = key
  }

  package init(parsing text: String) throws(Fault) {
    let (name, rest) = text.cut(at: "+")
    let (written, encoded) = (rest ?? "").cut(at: "+")
    guard written.utf8.count == 8, written.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let hash = UInt32(written, radix: 16),
      let bytes = Base64.decoded((encoded ?? "").utf8), Self.isValidName(name),
      let algorithm = bytes.first
    else { throw .id }
    guard hash == Self.hash(name: name, key: bytes) else { throw .hash }
    guard algorithm == 1 else { throw .algorithm }
    guard bytes.count == 33 else { throw .id }
    self.init(name: name, hash: hash, key: Array(bytes.dropFirst()))
  }

  /// `keyHash`; `key` with the byte of its algorithm in front.
  private static func hash(name: String, key: [UInt8]) -> UInt32 {
    SHA256.digest(of: Array(name.utf8) + [0x0A] + key).prefix(4)
      .reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// `isValidName`: neither white space nor a plus.
  static func isValidName(_ name: String) -> Bool {
    !name.isEmpty
      && !name.unicodeScalars.contains { GoText.isSpace($0) || $0 == "+" }
  }

  /// `NAME+HASH+KEY`, as it stands in GOSUMDB.
  package var written: String { "\(identity)+\(Base64.encoded([1] + key))" }

  /// A text and under it this key's signature of it.
  package func note(_ text: String, signature: [UInt8]) -> String {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: hash >> UInt32(24 - 8 * $0)) } + signature
    return "\(text)\n— \(name) \(Base64.encoded(bytes))\n"
  }

  /// `NAME+HASH`, as go names a key in an error.
  var identity: String {
    let digits = String(hash, radix: 16)
    return "\(name)+\(String(repeating: "0", count: 8 - digits.utf8.count))\(digits)"
  }
}
