import GoRules
import Testing

@Suite struct Base64Tests {
  /// The test vectors of RFC 4648, 10, and one beyond ASCII.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("me:ÿ", "bWU6w78="),
  ])
  func encodes(text: String, encoded: String) { #expect(Base64.encoded(text) == encoded) }
}
