/// A moment as certificates and go's messages write it: seconds since 1970 and the zone it was
/// written in.
package struct CertificateTime: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z; may be negative.
  package var seconds: Int64
  /// 0 to 999,999,999; zero in a certificate.
  package var nanoseconds: Int32
  /// Seconds east of UTC: the zone in which the moment is printed.
  package var offset: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0, offset: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
    self.offset = offset
  }

  /// Whether this moment comes before `other`, whatever their zones (go: `Time.Before`).
  package func isBefore(_ other: CertificateTime) -> Bool {
    (seconds, nanoseconds) < (other.seconds, other.nanoseconds)
  }

  /// `2006-01-02T15:04:05Z07:00` in the moment's own zone (go: `Format(time.RFC3339)`).
  package var description: String {
    let local = seconds &+ Int64(offset)
    let day = Self.floored(local, by: 86_400)
    let second = local - day * 86_400
    let date = Self.date(ofDay: day)
    var text = Self.padded(date.year, 4) + "-" + Self.padded(date.month, 2)
    text += "-" + Self.padded(date.day, 2) + "T" + Self.padded(second / 3600, 2)
    text += ":" + Self.padded(second / 60 % 60, 2) + ":" + Self.padded(second % 60, 2)
    guard offset != 0 else { return text + "Z" }
    let minutes = Int64(offset / 60)
    text += minutes < 0 ? "-" : "+"
    return text + Self.padded(abs(minutes) / 60, 2) + ":" + Self.padded(abs(minutes) % 60, 2)
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(abs(value))
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }

  private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's
  /// `civil_from_days`).
  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = floored(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Days from 1970-01-01 to a proleptic Gregorian date.
  private static func day(ofYear year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floored(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// UTCTime's contents: seconds may be absent, a zone other than Z may stand there
  /// (`ReadASN1UTCTime`).
  ///
  /// Years 50 to 99 are of the last century.
  init?(utcTime bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var digits = Digits(bytes, range)
    guard let year = digits.next(2) else { return nil }
    // A zone starts with Z, + or -, so two digits there can only be seconds.
    self.init(year: year >= 50 ? 1900 + year : 2000 + year, &digits, secondsAreOptional: true)
  }

  /// GeneralizedTime's contents (`ReadASN1GeneralizedTime`): seconds are required, fractions
  /// refused.
  init?(generalizedTime bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var digits = Digits(bytes, range)
    guard let year = digits.next(4) else { return nil }
    self.init(year: year, &digits, secondsAreOptional: false)
  }

  private init?(year: Int64, _ digits: inout Digits, secondsAreOptional: Bool) {
    guard let month = digits.next(2), let day = digits.next(2), let hour = digits.next(2),
      let minute = digits.next(2), let second = digits.next(2) ?? (secondsAreOptional ? 0 : nil),
      let offset = digits.zone(),
      let seconds = Self.seconds(year, month, day, hour, minute, second)
    else { return nil }
    self.init(seconds: seconds - Int64(offset), offset: offset)
  }

  /// Seconds from 1970 to a time in UTC; nil where there is no such time.
  static func seconds(
    _ year: Int64, _ month: Int64, _ day: Int64, _ hour: Int64, _ minute: Int64, _ second: Int64
  ) -> Int64? {
    guard (1...12).contains(month), (1...days(inMonth: month, of: year)).contains(day),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    return Self.day(ofYear: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60
      + second
  }

  /// The digits of an ASN.1 time, front to back.
  private struct Digits {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var rest: Range<Int>

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      self.bytes = bytes
      rest = range.clamped(to: 0..<bytes.count)
    }

    /// The next `count` digits; nil, and nothing taken, where they are not all digits.
    mutating func next(_ count: Int) -> Int64? {
      guard rest.count >= count else { return nil }
      var value: Int64 = 0
      for index in rest.lowerBound..<rest.lowerBound + count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int64(digit)
      }
      rest = rest.lowerBound + count..<rest.upperBound
      return value
    }

    /// `Z`, or a sign, hours and minutes, and nothing after; zero must be written Z.
    mutating func zone() -> Int32? {
      guard let sign = rest.first.map({ bytes[$0] }) else { return nil }
      rest = rest.lowerBound + 1..<rest.upperBound
      if sign == UInt8(ascii: "Z") { return rest.isEmpty ? 0 : nil }
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        let hours = next(2), hours <= 24, let minutes = next(2), minutes < 60, rest.isEmpty,
        hours + minutes > 0
      else { return nil }
      let offset = Int32(hours * 3600 + minutes * 60)
      return sign == UInt8(ascii: "-") ? -offset : offset
    }
  }
}
