import GoRules
import Health
import Record

/// Numbers as screen and reports write them. Of times there are four, each for its place:
///
/// | form | for |
/// |---|---|
/// | `latency` | a measured time in a column of milliseconds, without its unit (`scale`: on an axis) |
/// | `latencyWithUnit` | a measured time in a sentence |
/// | `span` | how long something lasts, and how old it is |
/// | `Duration.written` | a time that the user sets, as he would write it |
package enum Format {
  /// A latency in milliseconds, at most 4 columns: `0.04`, `1.2`, `88.4`, `183`, `9999`, then `12s`.
  package static func latency(_ duration: Duration) -> String {
    let value = max(0, duration.milliseconds)
    switch value {
    case 0..<0.1: return fixed(value, places: 2)
    case 0.1..<99.95: return fixed(value, places: 1)
    case 99.95..<9999.5: return String(Int(value.rounded()))
    default: return "\(min(999, Int((value / 1000).rounded())))s"
    }
  }

  /// A value of a scale in milliseconds, without decimals that are zero: `0`, `7.5`, `75`, `150`.
  package static func scale(_ duration: Duration) -> String {
    let value = (duration.milliseconds * 1000).rounded() / 1000
    return value == value.rounded() && value < 9999.5 ? String(Int(value)) : latency(duration)
  }

  /// A latency with its unit: `<0.1 ms`, `6.8 ms`, `41 ms`, `1.2 s`, `6 s`.
  package static func latencyWithUnit(_ duration: Duration) -> String {
    let value = max(0, duration.milliseconds)
    switch value {
    case 0..<0.05: return "<0.1 ms"
    case 0.05..<9.95: return short(value) + " ms"
    case 9.95..<999.5: return "\(Int(value.rounded())) ms"
    case 999.5..<99_950: return short(value / 1000) + " s"
    default: return span(duration)
    }
  }

  /// A share of 0 to 1 as per cent, at most 4 columns: `0%`, `2.1%`, `100%`.
  package static func percent(_ share: Double) -> String {
    let value = min(1, max(0, share)) * 100
    return value == 0 || value >= 9.95 ? "\(Int(value.rounded()))%" : fixed(value, places: 1) + "%"
  }

  /// The same to three decimals, rounded down: `100.000%` is said of nothing less.
  package static func availability(_ share: Double) -> String {
    fixed((min(1, max(0, share)) * 100_000).rounded(.down) / 1000, places: 3) + "%"
  }

  /// A length of time in at most 6 columns, two units at most: `12s`, `3m12s`, `48m`, `2h05m`, `3d4h`.
  package static func span(_ duration: Duration) -> String {
    let seconds = max(0, duration.components.seconds)
    let minutes = seconds / 60
    switch seconds {
    case 0..<60: return "\(seconds)s"
    case 60..<3600:
      let rest = seconds % 60
      return rest == 0 ? "\(minutes)m" : "\(minutes)m\(two(rest))s"
    case 3600..<86_400:
      return minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes / 60)h\(two(minutes % 60))m"
    case 86_400..<8_640_000:
      let hours = seconds / 3600
      return hours % 24 == 0 ? "\(hours / 24)d" : "\(hours / 24)d\(hours % 24)h"
    default: return "\(min(99_999, seconds / 86_400))d"
    }
  }

  /// How long something lasted: `<1s`, `38s`, and `38s+` where that is the least that it was.
  package static func length(_ duration: Duration, isLeast: Bool = false) -> String {
    if isLeast { return span(duration) + "+" }
    return duration > .zero && duration < .seconds(1) ? "<1s" : span(duration)
  }

  /// Bytes per second: `31 KiB/s`, `2.4 MiB/s`.
  package static func throughput(_ bytesPerSecond: Double) -> String {
    binary(max(0, bytesPerSecond)) + "/s"
  }

  /// How far from a figure the measured ones lie, as a share of it: `12%`, `3x`.
  package static func spread(_ share: Double) -> String {
    share < 1 ? percent(share) : whole(min(999, share)) + "x"
  }

  /// An amount of bytes: `812 B`, `12 KiB`, `2.4 MiB`.
  package static func bytes(_ count: Int) -> String {
    count < 1000 ? "\(max(0, count)) B" : binary(Double(count))
  }

  private static func binary(_ bytes: Double) -> String {
    var value = bytes
    for unit in ["B", "KiB", "MiB"] {
      if value < 999.5 {
        return (value < 9.95 ? fixed(value, places: 1) : whole(value)) + " " + unit
      }
      value /= 1024
    }
    return (value < 9.95 ? fixed(value, places: 1) : whole(value)) + " GiB"
  }

  /// `value` with exactly `places` decimals, rounded half away from zero.
  package static func fixed(_ value: Double, places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((min(abs(value), 1e12) * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: max(0, places - fraction.utf8.count))
    return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale)"
      + (places == 0 ? "" : "." + zeros + fraction)
  }

  /// With one decimal, unless that is zero.
  private static func short(_ value: Double) -> String {
    let text = fixed(value, places: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func whole(_ value: Double) -> String { "\(Int(min(value, 1e12).rounded()))" }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Window {
  /// As the user sets it: `1m`, `15m`, `24h`.
  package var label: String {
    switch self {
    case .minute: "1m"
    case .quarterHour: "15m"
    case .day: "24h"
    }
  }
}

extension LocalClock {
  /// Local time of day: `14:02:31`.
  package func time(_ wall: Duration) -> String { civil(wall).time }

  /// Local date: `2026-11-21`.
  package func date(_ wall: Duration) -> String { civil(wall).date }

  /// The time of day where `wall` is on the day of `now`, else `11-20 23:59`; 8 or 11 columns.
  package func moment(_ wall: Duration, now: Duration) -> String {
    let moment = civil(wall)
    if moment.date == civil(now).date { return moment.time }
    return "\(moment.date.suffix(5)) \(moment.time.prefix(5))"
  }

  private func civil(_ wall: Duration) -> CivilTime { CivilTime(wall, offset: offsetFromUTC) }
}
