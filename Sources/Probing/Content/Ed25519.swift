import COpenSSL

/// Signatures of checksum databases (RFC 8032).
package enum Ed25519 {
  private static let keySize = 32

  /// Whether `signature` is the key's of `message`.
  @Sendable package static func verify(
    signature: [UInt8], message: [UInt8], key: [UInt8]
  ) -> Bool {
    guard key.count == keySize,
      let publicKey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key, key.count)
    else { return false }
    defer { EVP_PKEY_free(publicKey) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, nil, nil, publicKey) == 1 else { return false }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
