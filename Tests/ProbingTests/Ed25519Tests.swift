import GoRules
import Probing
import Testing

/// Keys and signatures are crypto/ed25519's of go 1.27.
@Suite struct Ed25519Tests {
  private static func bytes(_ encoded: String) -> [UInt8] { Base64.decoded(encoded.utf8) ?? [] }

  private static let key = bytes("6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=")
  private static let ofNothing = bytes(
    "TDWTNoBeDbNdMz6Fp4bwopfR3uLuZKXS1paCn9tCDVYBVe3b0wTm0mcBZlj3gvc21hH/mHksUTTdlZGHo/MJBA==")
  private static let ofTitle = bytes(
    "wbpv8jQbhi10/6xktHW62vNP8j4u6yuhng6Zc1i2NxQUk0mmFw4FA2p6fnJTvH6+3OUHKyj6Yc+pj8Pfq43QCw==")

  @Test(arguments: [
    ("", ofNothing, true), ("go.sum database tree\n", ofTitle, true), ("", ofTitle, false),
    ("go.sum database tree", ofTitle, false), ("", Array(ofNothing.dropLast()), false),
    ("", ofNothing + [0], false), ("", [], false),
    ("", [UInt8](repeating: 0, count: 64), false),
  ])
  func verifies(message: String, signature: [UInt8], isValid: Bool) {
    #expect(
      Ed25519.verify(signature: signature, message: Array(message.utf8), key: Self.key) == isValid)
  }

  @Test func anotherKeyIsNoKeyOfThis() {
    for key in [Self.key.reversed(), Array(Self.key.dropLast()), [], Self.key + [0]] {
      #expect(!Ed25519.verify(signature: Self.ofNothing, message: [], key: key))
    }
  }
}
