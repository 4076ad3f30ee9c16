/// A time that may be missing, to the nanosecond and within 292 years, in 8 bytes instead of 24: every result of a probe
/// has many, and a thousand mirrors have many results.
@propertyWrapper
package struct OptionalTime: Sendable, Hashable {
  /// `.min` for none.
  private var nanoseconds = Int64.min

  package init() {}

  package init(wrappedValue: Duration?) { self.wrappedValue = wrappedValue }

  package var wrappedValue: Duration? {
    get { nanoseconds == .min ? nil : .nanoseconds(nanoseconds) }
    set { nanoseconds = newValue.map { max($0.nanoseconds, .min + 1) } ?? .min }
  }
}
