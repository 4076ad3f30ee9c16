/// UTF-8 as go's unicode/utf8 reads it: a byte that starts no valid sequence stands for itself.
enum UTF8Decoding {
  /// One step of `utf8.DecodeRune`: `scalar` is nil for an invalid byte, and `count` is then 1.
  struct Step {
    var scalar: Unicode.Scalar?
    /// In bytes, 1 to 4.
    var count: Int
  }

  /// Decodes what starts at `bytes[index]`, which must exist.
  static func step(_ bytes: ArraySlice<UInt8>, at index: Int) -> Step {
    let first = bytes[index]
    if first < 0x80 { return Step(scalar: Unicode.Scalar(first), count: 1) }
    guard let (count, low, high) = shape(first), index + count <= bytes.endIndex else {
      return Step(scalar: nil, count: 1)
    }
    guard (low...high).contains(bytes[index + 1]) else { return Step(scalar: nil, count: 1) }
    var value = UInt32(first) & (0x7F >> UInt32(count))
    for offset in 1..<count {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return Step(scalar: nil, count: 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return Step(scalar: Unicode.Scalar(value), count: count)
  }

  /// Whether the end of `bytes` cuts off a sequence that starts at `index` (the opposite of `utf8.FullRune`).
  static func isCutOff(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard let (count, low, high) = shape(bytes[index]), index + count > bytes.endIndex else {
      return false
    }
    if index + 1 < bytes.endIndex, !(low...high).contains(bytes[index + 1]) { return false }
    return bytes[(index + 1)...].dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }

  /// Length of the sequence that `first` starts, and the range of its second byte.
  private static func shape(_ first: UInt8) -> (count: Int, low: UInt8, high: UInt8)? {
    switch first {
    case 0xC2...0xDF: (2, 0x80, 0xBF)
    case 0xE0: (3, 0xA0, 0xBF)
    case 0xED: (3, 0x80, 0x9F)
    case 0xE1...0xEF: (3, 0x80, 0xBF)
    case 0xF0: (4, 0x90, 0xBF)
    case 0xF1...0xF3: (4, 0x80, 0xBF)
    case 0xF4: (4, 0x80, 0x8F)
    default: nil
    }
  }

  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let step = step(bytes, at: index)
      if step.scalar == nil { return false }
      index += step.count
    }
    return true
  }
}
