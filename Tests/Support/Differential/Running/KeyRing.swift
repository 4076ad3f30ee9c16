import CDifferential
import Foundation
import Platform

/// Keys by kind (`P-256`, `RSA-2048`): always the same ones, so that a case is the same on every run.
final class KeyRing: Sendable {
  /// A private key in DER, and its SubjectPublicKeyInfo.
  struct Key: Sendable {
    var kind: String
    var der: [UInt8]
    var publicInfo: [UInt8]
  }

  private let keys = Locked<[String: Key]>([:])
  /// `RSA-2048 1` and its key in DER, in base 64. They take too long to be made each time.
  private let stored: [String: [UInt8]]

  init() {
    let lines = String(decoding: PackageResources.rsa_keys_txt, as: UTF8.self).split(
      separator: "\n")
    stored = lines.reduce(into: [:]) { stored, line in
      let words = line.split(separator: " ")
      guard words.count == 3, let key = Data(base64Encoded: String(words[2])) else { return }
      stored["\(words[0]) \(words[1])"] = Array(key)
    }
  }

  /// The key number `index` of this kind. Of RSA keys there are few: number 0, and another one where there is one.
  func key(_ kind: String, _ index: Int = 0) throws -> Key {
    let name = "\(kind) \(index)"
    return try keys.withLock { keys in
      if let key = keys[name] { return key }
      guard let handle = handle(kind, index) else { throw DifferentialError("no key \(kind)") }
      defer { EVP_PKEY_free(handle) }
      let key = Key(
        kind: kind, der: Self.bytes { i2d_PrivateKey(handle, $0) },
        publicInfo: Self.bytes { i2d_PUBKEY(handle, $0) })
      keys[name] = key
      return key
    }
  }

  private func handle(_ kind: String, _ index: Int) -> OpaquePointer? {
    guard kind.hasPrefix("RSA") else {
      let secret = (0..<32).map { UInt8(truncatingIfNeeded: ($0 + 1) * (2 * index + 3)) }
      return cdiff_key(kind, secret)
    }
    guard let der = stored["\(kind) \(min(index, 1))"] ?? stored["\(kind) 0"] else { return nil }
    return der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &cursor, buffer.count)
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
