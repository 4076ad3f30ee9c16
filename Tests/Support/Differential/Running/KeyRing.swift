import CDifferential
import Platform

/// Keys by kind (`P-256`, `RSA-2048`), made when first wanted and then used again: they are costly.
final class KeyRing: Sendable {
  /// A private key in DER, and its SubjectPublicKeyInfo.
  struct Key: Sendable {
    var kind: String
    var der: [UInt8]
    var publicInfo: [UInt8]
  }

  private let keys = Locked<[String: Key]>([:])

  /// The key number `index` of this kind.
  func key(_ kind: String, _ index: Int = 0) throws -> Key {
    let name = "\(kind) \(index)"
    // Made with the lock held: nobody else makes the same one meanwhile.
    return try keys.withLock { keys in
      if let key = keys[name] { return key }
      guard let handle = cdiff_new_key(kind) else { throw DifferentialError("no key \(kind)") }
      defer { EVP_PKEY_free(handle) }
      let key = Key(
        kind: kind, der: Self.bytes { i2d_PrivateKey(handle, $0) },
        publicInfo: Self.bytes { i2d_PUBKEY(handle, $0) })
      keys[name] = key
      return key
    }
  }

  private static func bytes(
    _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
  ) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let length = encode(&buffer)
    guard length > 0, let buffer else { return [] }
    defer { CRYPTO_free(buffer, nil, 0) }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(length)))
  }
}

extension KeyRing.Key {
  /// Signs `bytes`; `digest` is 1, 256, 384, 512 or 5 (MD5). Empty where OpenSSL does not.
  func sign(_ bytes: [UInt8], digest: Int, isPSS: Bool = false) -> [UInt8] {
    let handle = der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &cursor, buffer.count)
    }
    defer { EVP_PKEY_free(handle) }
    var signature = [UInt8](repeating: 0, count: 2048)
    let length = cdiff_sign(
      handle, kind == "Ed25519" ? 0 : Int32(digest), isPSS ? 1 : 0, bytes, bytes.count, &signature)
    return Array(signature.prefix(length))
  }
}
