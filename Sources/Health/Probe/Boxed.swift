/// A value beside the others instead of among them: of the many results that are kept few have it, and the rest pay eight
/// bytes. Copies share it.
@propertyWrapper
package struct Boxed<Value: Sendable & Hashable>: Sendable, Hashable {
  /// One value, or none.
  private var box: [Value] = []

  package init() {}

  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  package var wrappedValue: Value? {
    get { box.first }
    set { box = newValue.map { [$0] } ?? [] }
  }
}
