import COpenSSL

/// The SHA-256 (FIPS 180-4) of bytes that come piece by piece.
final class ContentDigest {
  private let context = EVP_MD_CTX_new()

  init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

  deinit { EVP_MD_CTX_free(context) }

  func take(_ piece: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, piece.baseAddress, piece.count)
  }

  /// The 32 bytes, once all is taken.
  func finished() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
      count = Int(length)
    }
  }
}
