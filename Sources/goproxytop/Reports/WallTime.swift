import Glibc

/// Wall times as text; `wall` counts from 1970-01-01T00:00:00Z.
enum WallTime {
  /// RFC 3339 in UTC with milliseconds: `2026-11-21T14:02:31.250Z`.
  static func rfc3339(_ wall: Duration) -> String {
    var seconds = time_t(wall.components.seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let milliseconds = wall.components.attoseconds / 1_000_000_000_000_000
    return
      "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
      + ".\(String(milliseconds + 1000).dropFirst())Z"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
