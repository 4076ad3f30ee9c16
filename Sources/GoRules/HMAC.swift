/// Keyed hashes (RFC 2104), as the signatures of webhooks are.
package enum HMAC {
  private static let blockSize = 64

  /// The 32 bytes of HMAC-SHA-256.
  package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var key = key.count > blockSize ? SHA256.digest(of: key) : key
    key += [UInt8](repeating: 0, count: blockSize - key.count)
    let inner = SHA256.digest(of: key.map { $0 ^ 0x36 } + message)
    return SHA256.digest(of: key.map { $0 ^ 0x5C } + inner)
  }
}
