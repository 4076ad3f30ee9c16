import COpenSSL

/// Basic authentication (RFC 7617).
enum Basic {
  /// `user:password` of its base64.
  static func decoded(_ text: some StringProtocol) -> String {
    let coded = Array(text.utf8)
    var bytes = [UInt8](repeating: 0, count: coded.count)
    let count = Int(EVP_DecodeBlock(&bytes, coded, Int32(coded.count)))
    let padding = coded.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return String(decoding: bytes.prefix(max(0, count - padding)), as: UTF8.self)
  }
}
