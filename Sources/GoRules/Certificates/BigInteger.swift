/// Integers of any size, as far as messages need them.
enum BigInteger {
  /// The decimal digits of an INTEGER's contents, two's complement.
  ///
  /// The work grows with the square of the length, so more than 4,096 octets, which no certificate
  /// needs, are printed in hexadecimal.
  static func decimal(_ contents: some Collection<UInt8>) -> String {
    guard contents.count <= 4096 else { return "0x" + hexadecimal(contents) }
    let isNegative = contents.first.map { $0 & 0x80 != 0 } ?? false
    var digits: [UInt32] = []
    // Base 10^9, least significant first. A negative number is -(~n + 1).
    for octet in contents {
      var carry = UInt64(isNegative ? ~octet : octet)
      for index in digits.indices {
        let value = UInt64(digits[index]) << 8 + carry
        digits[index] = UInt32(truncatingIfNeeded: value % 1_000_000_000)
        carry = value / 1_000_000_000
      }
      if carry > 0 { digits.append(UInt32(truncatingIfNeeded: carry)) }
    }
    if isNegative { addOne(&digits) }
    guard let first = digits.last else { return "0" }
    var text = (isNegative ? "-" : "") + String(first)
    for digit in digits.dropLast().reversed() {
      let part = String(digit)
      text += String(repeating: "0", count: 9 - part.utf8.count) + part
    }
    return text
  }

  private static func addOne(_ digits: inout [UInt32]) {
    for index in digits.indices {
      if digits[index] < 999_999_999 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.append(1)
  }

  /// The number of bits of an INTEGER's contents, which must not be negative.
  static func bitLength(_ contents: some Collection<UInt8>) -> Int {
    let significant = contents.drop { $0 == 0 }
    guard let first = significant.first else { return 0 }
    return significant.count * 8 - first.leadingZeroBitCount
  }
}
