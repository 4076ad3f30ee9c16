/// How far local time is ahead of UTC at a moment given as wall time since 1970, in seconds.
package typealias UTCOffset = @Sendable (_ wall: Duration) -> Int

/// A wall time as a calendar of one time zone shows it (proleptic Gregorian).
package struct CivilTime: Sendable, Hashable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  /// Seconds ahead of UTC.
  package var offset: Int

  /// The local time at `wall` (since 1970).
  package init(_ wall: Duration, offset: UTCOffset) {
    self.offset = offset(wall)
    let local = Self.floor(wall) + Int64(self.offset)
    let day = Self.divided(local, by: 86_400)
    let second = Int(local - day * 86_400)
    (year, month, self.day) = Self.date(ofDay: day)
    hour = second / 3600
    minute = second / 60 % 60
    self.second = second % 60
  }

  /// RFC 3339 to the second: `2026-11-21T10:00:00+01:00`; `Z` in UTC.
  package var rfc3339: String {
    let zone =
      offset == 0
      ? "Z"
      : (offset < 0 ? "-" : "+") + Self.two(abs(offset) / 3600) + ":"
        + Self.two(abs(offset) / 60 % 60)
    return "\(date)T\(time)\(zone)"
  }

  /// `2026-11-21`.
  package var date: String {
    let year = String(self.year)
    let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
    return "\(padded)-\(Self.two(month))-\(Self.two(day))"
  }

  /// `10:00:00`.
  package var time: String { "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))" }

  /// The wall time at which the local day of `wall` began: where midnight was skipped, the first moment after;
  /// where it came twice, the first.
  package static func startOfDay(_ wall: Duration, offset: UTCOffset) -> Duration {
    let local = floor(wall) + Int64(offset(wall))
    let midnight = divided(local, by: 86_400) * 86_400
    // The offset changes at most once around a midnight: one of the two offsets near it is in force then.
    let before = Int64(offset(.seconds(midnight - Int64(offset(wall)) - 43_200)))
    let early = midnight - before
    if early + Int64(offset(.seconds(early))) == midnight { return .seconds(early) }
    let late = midnight - Int64(offset(.seconds(early)))
    return .seconds(max(early, late))
  }

  /// The date of a day counted from 1970-01-01 (Hinnant, `civil_from_days`).
  private static func date(ofDay day: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = divided(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
  }

  private static func floor(_ wall: Duration) -> Int64 {
    let (seconds, attoseconds) = wall.components
    return attoseconds < 0 ? seconds - 1 : seconds
  }

  /// Rounded down, also below zero.
  private static func divided(_ number: Int64, by divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
