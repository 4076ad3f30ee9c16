/// Host names beyond ASCII, label by label as `xn--…` (RFC 3492; golang.org/x/net/idna `ToASCII`).
package enum Punycode {
  /// `host` with each label that is not ASCII encoded; as it is where all are, or where a label is too long.
  ///
  /// go sends this in `Host` (`PunycodeHostPort`).
  package static func encoded(_ host: String) -> String {
    if host.utf8.allSatisfy({ $0 < 0x80 }) { return host }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let encoded = labels.map { label -> String? in
      label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : encodedLabel(label).map { "xn--" + $0 }
    }
    let known = encoded.compactMap { $0 }
    return known.count == encoded.count ? known.joined(separator: ".") : host
  }

  /// The name that go looks up and checks a certificate against (net/http `idnaASCIIFromURL`): with capitals made small
  /// and the rest as `encoded`, or `host` itself where it is no name of RFC 5891 (`idna.Lookup`).
  ///
  /// Without the tables of Unicode TR 46: the name is not composed, and of its characters only the general category is
  /// looked at.
  package static func lookedUp(_ host: String) -> String {
    if host.utf8.allSatisfy({ $0 < 0x80 }) { return host }
    let small = host.lowercased()
    let labels = small.split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy(isLabel) ? encoded(small) : host
  }

  /// `validateLabel`; empty ones are.
  private static func isLabel(_ label: Substring) -> Bool {
    guard let first = label.unicodeScalars.first else { return true }
    let bytes = Array(label.utf8)
    let hyphen = UInt8(ascii: "-")
    if first == "-" || bytes.last == hyphen { return false }
    if bytes.count > 4, bytes[2] == hyphen, bytes[3] == hyphen { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: return label.unicodeScalars.allSatisfy(isLetter)
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "-" || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    // What stands for bytes that are no text.
    default: return scalar != "\u{FFFD}" && scalar != "\u{FFFC}"
    }
  }

  /// RFC 3492, 6.3; nil for a label of more than 63 scalars, which no name may have.
  private static func encodedLabel(_ label: Substring) -> String? {
    let scalars = label.unicodeScalars.map { Int($0.value) }
    guard scalars.count <= 63 else { return nil }
    let basic = scalars.filter { $0 < 0x80 }
    var output = basic.map { UInt8($0) }
    if !basic.isEmpty { output.append(UInt8(ascii: "-")) }
    var current = 128
    var delta = 0
    var bias = 72
    var handled = basic.count
    while let next = scalars.filter({ $0 >= current }).min(), handled < scalars.count {
      delta += (next - current) * (handled + 1)
      current = next
      for scalar in scalars {
        if scalar < current { delta += 1 }
        guard scalar == current else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basic.count)
        delta = 0
        handled += 1
      }
      delta += 1
      current += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A number with digits of varying weight.
  private static func append(_ number: Int, bias: Int, to output: inout [UInt8]) {
    var rest = number
    var position = 36
    while true {
      let threshold = min(max(position - bias, 1), 26)
      if rest < threshold { break }
      let (quotient, remainder) = (rest - threshold).quotientAndRemainder(
        dividingBy: 36 - threshold)
      output.append(digit(threshold + remainder))
      rest = quotient
      position += 36
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? value + 97 : value - 26 + 48)
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }
}
