/// A text and signatures under it (golang.org/x/mod/sumdb/note, `Open`).
enum SignedNote {
  /// Whether an Ed25519 signature (64 bytes, or it is none) of a message is one of the key's (32 bytes).
  typealias Verifier =
    @Sendable (
      _ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]
    ) -> Bool

  /// Why a note is not believed.
  enum Fault: Error, Hashable {
    case malformed
    case invalidSignature(VerifierKey)
    /// Signed, if at all, by other keys.
    case unsigned

    var text: String {
      switch self {
      case .malformed: "malformed note"
      case .invalidSignature(let key): "invalid signature for key \(key.identity)"
      case .unsigned: "note has no verifiable signatures"
      }
    }
  }

  private static let dash = Array("— ".utf8)

  /// go reads no more of them.
  private static let signatureLimit = 100

  /// The text of a note that the key has signed, with its last line end.
  static func open(
    _ message: ArraySlice<UInt8>, key: VerifierKey, verify: Verifier
  ) throws(Fault) -> ArraySlice<UInt8> {
    guard LogText.isClean(message), let blank = LogText.lastBlankLine(in: message) else {
      throw .malformed
    }
    let text = message[...blank]
    let block = message[(blank + 2)...]
    guard block.last == 0x0A else { throw .malformed }
    var isSigned = false
    var count = 0
    for line in block.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) {
      let (name, signature) = try signature(line)
      count += 1
      if count > signatureLimit { throw .malformed }
      let hash = signature.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
      guard !isSigned, name.elementsEqual(key.name.utf8), hash == key.hash else { continue }
      guard verify(Array(signature.dropFirst(4)), Array(text), key.key) else {
        throw .invalidSignature(key)
      }
      isSigned = true
    }
    guard isSigned else { throw .unsigned }
    return text
  }

  /// Name, and the key's hash with the signature behind it, of a line `— NAME BASE64`.
  private static func signature(
    _ line: ArraySlice<UInt8>
  ) throws(Fault) -> (name: ArraySlice<UInt8>, bytes: [UInt8]) {
    guard line.hasPrefix(dash) else { throw .malformed }
    let rest = line.dropFirst(dash.count)
    guard let (name, encoded) = rest.cut(at: 0x20), !encoded.isEmpty,
      VerifierKey.isValidName(name.text), let bytes = Base64.decoded(encoded), bytes.count >= 5
    else { throw .malformed }
    return (name, bytes)
  }
}
