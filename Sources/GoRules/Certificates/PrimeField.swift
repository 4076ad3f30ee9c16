/// Arithmetic modulo an odd prime of up to nine words, just enough to tell whether a point is on a
/// curve.
///
/// Public keys are no secret: nothing here needs constant time.
struct PrimeField: Sendable {
  /// A number of up to nine words, least significant first.
  struct Element: Sendable {
    var words = InlineArray<9, UInt64>(repeating: 0)

    init() {}

    /// At most 72 octets; those in front of the last 72 are dropped.
    init(bigEndian octets: some RandomAccessCollection<UInt8>) {
      var index = 0
      for octet in octets.reversed() {
        guard index < 72 else { return }
        words[index / 8] |= UInt64(octet) << UInt64(index % 8 * 8)
        index += 1
      }
    }

    init(words values: [UInt64]) {
      for (index, value) in values.prefix(9).enumerated() { words[index] = value }
    }
  }

  private let count: Int
  private let prime: Element
  private let b: Element
  /// -1/prime modulo 2^64.
  private let inverse: UInt64

  /// The field of `prime`, and the b of a curve y² = x³ - 3x + b over it.
  init(words: Int, prime: [UInt64], b: [UInt64]) {
    count = min(words, 9)
    self.prime = Element(words: prime)
    self.b = Element(words: b)
    var guess = self.prime.words[0]
    // Newton's iteration doubles the right bits, of which an odd number has three to begin with.
    for _ in 0..<5 { guess = guess &* (2 &- self.prime.words[0] &* guess) }
    inverse = 0 &- guess
  }

  /// Whether the number is less than the prime.
  func contains(_ element: Element) -> Bool {
    for index in stride(from: 8, through: 0, by: -1)
    where element.words[index] != prime.words[index] {
      return element.words[index] < prime.words[index]
    }
    return false
  }

  /// y² = x³ - 3x + b.
  ///
  /// `product` divides by R = 2^(64 count), so both sides are compared as multiples of R⁻².
  func isOnCurve(_ x: Element, _ y: Element) -> Bool {
    let one = Element(words: [1])
    let left = product(product(y, y), one)
    let tripled = sum(sum(x, x), x)
    let linear = product(product(tripled, one), one)
    let cube = product(product(x, x), x)
    let right = sum(cube, product(product(b, one), one))
    return areEqual(sum(left, linear), right)
  }

  private func areEqual(_ a: Element, _ b: Element) -> Bool {
    for index in 0..<9 where a.words[index] != b.words[index] { return false }
    return true
  }

  /// a + b, both less than the prime.
  private func sum(_ a: Element, _ b: Element) -> Element {
    var result = Element()
    var carry: UInt64 = 0
    for index in 0..<count {
      let (first, overflow) = a.words[index].addingReportingOverflow(b.words[index])
      let (second, again) = first.addingReportingOverflow(carry)
      result.words[index] = second
      carry = (overflow ? 1 : 0) + (again ? 1 : 0)
    }
    return reduced(result, carry: carry)
  }

  /// ab/R, both less than the prime (Montgomery's product, word by word).
  private func product(_ a: Element, _ b: Element) -> Element {
    var result = Element()
    var top: UInt64 = 0
    for i in 0..<count {
      var carry: UInt64 = 0
      for j in 0..<count {
        (result.words[j], carry) = Self.multiplyAdd(
          a.words[j], b.words[i], result.words[j], carry)
      }
      let (extended, overflow) = top.addingReportingOverflow(carry)
      let factor = result.words[0] &* inverse
      (_, carry) = Self.multiplyAdd(factor, prime.words[0], result.words[0], 0)
      for j in 1..<count {
        (result.words[j - 1], carry) = Self.multiplyAdd(
          factor, prime.words[j], result.words[j], carry)
      }
      let (last, again) = extended.addingReportingOverflow(carry)
      result.words[count - 1] = last
      top = (overflow ? 1 : 0) + (again ? 1 : 0)
    }
    return reduced(result, carry: top)
  }

  /// ab + c + d as a low and a high word; cannot overflow.
  private static func multiplyAdd(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64
  ) -> (low: UInt64, high: UInt64) {
    let full = a.multipliedFullWidth(by: b)
    let (first, overflow) = full.low.addingReportingOverflow(c)
    let (second, again) = first.addingReportingOverflow(d)
    return (second, full.high &+ (overflow ? 1 : 0) &+ (again ? 1 : 0))
  }

  /// The number less the prime where it is not smaller; `carry` is its word beyond `count`.
  private func reduced(_ element: Element, carry: UInt64) -> Element {
    if carry == 0, contains(element) { return element }
    var result = Element()
    var borrow: UInt64 = 0
    for index in 0..<count {
      let (first, overflow) = element.words[index].subtractingReportingOverflow(prime.words[index])
      let (second, again) = first.subtractingReportingOverflow(borrow)
      result.words[index] = second
      borrow = (overflow ? 1 : 0) + (again ? 1 : 0)
    }
    return result
  }
}
