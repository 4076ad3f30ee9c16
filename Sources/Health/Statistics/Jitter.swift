/// The interarrival jitter of RFC 3550, 6.4.1, over successive times: for each new time,
/// J += (|D| − J) / 16, where D is its difference from the time before it and J begins at 0.
///
/// Its memory is about the last 16 to 32 times, whatever the window beside which it is shown.
package struct Jitter: Sendable, Hashable {
  /// nil below two times.
  package private(set) var value: Duration?
  private var previous: Duration?

  package init() {}

  package mutating func record(_ time: Duration) {
    if let previous {
      let difference = time > previous ? time - previous : previous - time
      let before = value ?? .zero
      value = before + (difference - before) / 16
    }
    previous = time
  }
}
