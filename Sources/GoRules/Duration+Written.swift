/// Times as people write them: `500ms`, `5s`, `1m30s`, `24h`, `7d`; a plain number counts seconds.
extension Duration {
  private static let units: [(name: String, length: Duration)] = [
    ("d", .seconds(86_400)), ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)),
    ("ms", .milliseconds(1)),
  ]

  /// Reads a time; nil for anything else, for a negative one and for more than ten years.
  package init?(written text: String) {
    var rest = Substring(text)
    var sum = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let number = Double(digits) else { return nil }
      if unit.isEmpty {
        guard digits.count == text.count else { return nil }
        sum += number
      } else {
        guard let length = Self.units.first(where: { $0.name == unit })?.length else { return nil }
        sum += number * length.seconds
      }
    }
    guard sum.isFinite, sum <= 315_360_000 else { return nil }
    self = .milliseconds(Int64((sum * 1000).rounded()))
  }

  /// The time in the shortest of these forms that is exact to the millisecond: `1m30s`, `1500ms`.
  package var written: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    guard milliseconds % 1000 == 0 else { return "\(milliseconds)ms" }
    var rest = milliseconds / 1000
    var text = ""
    for (name, length) in Self.units.dropLast() {
      let count = rest / length.components.seconds
      rest %= length.components.seconds
      if count > 0 { text += "\(count)\(name)" }
    }
    return text.isEmpty ? "0s" : text
  }
}
