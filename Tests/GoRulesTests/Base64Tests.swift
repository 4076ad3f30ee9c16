import GoRules
import Testing

@Suite struct Base64Tests {
  /// The test vectors of RFC 4648, 10, and one beyond ASCII.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("me:ÿ", "bWU6w78="),
  ])
  func encodes(text: String, encoded: String) { #expect(Base64.encoded(text) == encoded) }

  /// What `base64.StdEncoding.DecodeString` of go 1.27 says.
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zg=", nil), ("Zg", nil), ("Zm9v\n", "foo"), ("Zm\r\n9v", "foo"),
    ("Zg=\n=", "f"), ("Zh==", "f"), ("Z===", nil), ("====", nil), ("=", nil), ("Zg==Zg==", nil),
    ("Zm9v====", nil), ("Zm 9v", nil), ("Zm-_", nil), ("Zm9vZ", nil), ("Z=g=", nil), ("Zm9=", "fo"),
    ("\n\n", ""), ("bW\u{100}", nil),
  ])
  func decodes(encoded: String, text: String?) {
    #expect(Base64.decoded(encoded.utf8) == text.map { Array($0.utf8) })
  }
}
