import Record

/// Wall times as text; `wall` counts from 1970-01-01T00:00:00Z.
enum WallTime {
  /// RFC 3339 in UTC with milliseconds: `2026-11-21T14:02:31.250Z`.
  static func rfc3339(_ wall: Duration) -> String {
    let time = CivilTime(wall) { _ in 0 }
    let milliseconds = wall.components.attoseconds / 1_000_000_000_000_000
    return "\(time.date)T\(time.time).\(String(milliseconds + 1000).dropFirst())Z"
  }
}
