/// A time as `time.Time.UnmarshalJSON` takes it: `time.Parse` with the layout `2006-01-02T15:04:05Z07:00`
/// (time/format.go `parse`), which is laxer than RFC 3339: one digit of hour, a comma, an offset of 24:60.
enum RFC3339 {
  private static let layout = "2006-01-02T15:04:05Z07:00"

  /// go's text for why `value`, which must be UTF-8, is no time; nil where it is one.
  static func fault(in value: ArraySlice<UInt8>) -> String? {
    var reader = Reader(whole: value, rest: value)
    do throws(Fault) {
      try reader.read()
      return nil
    } catch {
      return error.text
    }
  }

  private struct Fault: Error {
    var text: String
  }

  private struct Reader {
    var whole: ArraySlice<UInt8>
    var rest: ArraySlice<UInt8>

    mutating func read() throws(Fault) {
      let year = try readYear()
      try skip("-")
      let month = try number("01", 1...12, "month")
      try skip("-")
      let day = try number("02", 0...99, "day")
      try skip("T")
      _ = try number("15", 0...23, "hour", mayBeShort: true)
      try skip(":")
      _ = try number("04", 0...59, "minute")
      try skip(":")
      _ = try number("05", 0...59, "second")
      skipFraction()
      try readZone()
      guard rest.isEmpty else { throw fault(": extra text: " + RFC3339.quoted(rest)) }
      guard (1...RFC3339.days(in: month, of: year)).contains(day) else {
        throw fault(": day out of range")
      }
    }

    private mutating func readYear() throws(Fault) -> Int {
      guard rest.count >= 4, rest.prefix(4).allSatisfy(RFC3339.isDigit) else {
        throw cannotParse("2006")
      }
      let year = rest.prefix(4).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      rest = rest.dropFirst(4)
      return year
    }

    private mutating func skip(_ byte: Character) throws(Fault) {
      guard let next = rest.first, next == byte.asciiValue else {
        throw cannotParse(String(byte))
      }
      rest = rest.dropFirst()
    }

    /// Two digits (`getnum`).
    private mutating func number(
      _ element: String, _ range: ClosedRange<Int>, _ name: String, mayBeShort: Bool = false
    ) throws(Fault) -> Int {
      let digits = rest.prefix(2).prefix(while: RFC3339.isDigit)
      guard digits.count == 2 || mayBeShort && digits.count == 1 else {
        throw cannotParse(element)
      }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      guard range.contains(value) else { throw fault(": \(name) out of range") }
      rest = rest.dropFirst(digits.count)
      return value
    }

    /// A fraction of a second may follow although the layout has none.
    private mutating func skipFraction() {
      guard let point = rest.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ","),
        rest.dropFirst().first.map(RFC3339.isDigit) == true
      else { return }
      rest = rest.dropFirst().drop(while: RFC3339.isDigit)
    }

    private mutating func readZone() throws(Fault) {
      if rest.first == UInt8(ascii: "Z") {
        rest = rest.dropFirst()
        return
      }
      let zone = Array(rest.prefix(6))
      guard zone.count == 6, zone[3] == UInt8(ascii: ":") else { throw cannotParse("Z07:00") }
      let hour = RFC3339.twoDigits(zone[1], zone[2])
      // go reads no minutes where the hours are none.
      let minute = hour == nil ? nil : RFC3339.twoDigits(zone[4], zone[5])
      if let minute, minute > 60 { throw fault(": time zone offset minute out of range") }
      if let hour, hour > 24 { throw fault(": time zone offset hour out of range") }
      guard minute != nil, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-") else {
        throw cannotParse("Z07:00")
      }
      rest = rest.dropFirst(6)
    }

    private func fault(_ message: String) -> Fault {
      Fault(text: "parsing time " + RFC3339.quoted(whole) + message)
    }

    private func cannotParse(_ element: String) -> Fault {
      fault(
        " as \"\(RFC3339.layout)\": cannot parse \(RFC3339.quoted(rest)) as \"\(element)\"")
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func twoDigits(_ first: UInt8, _ second: UInt8) -> Int? {
    isDigit(first) && isDigit(second) ? Int(first - 0x30) * 10 + Int(second - 0x30) : nil
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The quoting of package time, which writes every byte beyond ASCII as `\xNN` (time/format.go `quote`).
  private static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    var text = "\""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text += "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x80: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        text += "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text + "\""
  }
}
