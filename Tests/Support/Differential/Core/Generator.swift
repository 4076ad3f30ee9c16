/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  /// Cases are independent of each other: any of them can be made again alone.
  init(seed: UInt64, kind: Kind, number: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    for byte in kind.rawValue.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state ^= UInt64(truncatingIfNeeded: number) &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number of `range`.
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// An index of a collection of `count` elements, which must not be empty.
  mutating func index(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &self) }

  /// True in `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }

  /// One of `choices`, which must not be empty.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[index(choices.count)] }

  /// A byte, more often one that means something in some protocol.
  mutating func byte() -> UInt8 {
    chance(60)
      ? pick(
        Array("\r\n\t\0 :;,=\"'%/\\+-0123456789abcdefxXzZ{}[]()<>@".utf8) + [0x7F, 0x80, 0xFF])
      : UInt8.random(in: 0...255, using: &self)
  }
}
