import Glibc
import Terminal
import Text

/// The locale as far as it concerns drawing.
struct Locale {
  /// The name of the locale of messages, such as `zh_CN.UTF-8`; empty where none is set.
  var messages: String
  var isUTF8: Bool

  /// As setlocale(3) looks: LC_ALL, then the category's own variable, then LANG.
  init(environment: [String: String]) {
    func value(_ names: String...) -> String {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }
    messages = value("LC_ALL", "LC_MESSAGES", "LANG")
    isUTF8 = Encoding.adopt()
  }
}

enum LocalTime {
  /// The offsets from UTC from ten years before `wall`, the most that can be asked of the history, to one after it, as
  /// the time zone file has them.
  static func clock(around wall: Duration) -> LocalClock {
    tzset()
    let day: Int64 = 86_400
    var time = wall.components.seconds - 3660 * day
    let end = wall.components.seconds + 400 * day
    var clock = LocalClock(offset: offset(at: time))
    var current = clock.offset
    while time < end {
      // No zone changes its offset and changes it back within a week.
      let next = time + 7 * day
      let after = offset(at: next)
      if after != current {
        let change = transition(from: time, to: next, after: after)
        clock.transitions.append(LocalClock.Transition(from: .seconds(change), offset: after))
        current = after
      }
      time = next
    }
    return clock
  }

  /// The first second at which the offset is `after`.
  private static func transition(from start: Int64, to end: Int64, after: Int) -> Int64 {
    var (low, high) = (start, end)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(at: middle) == after { high = middle } else { low = middle }
    }
    return high
  }

  private static func offset(at seconds: Int64) -> Int {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    return parts.tm_gmtoff
  }
}
