import Health
import Platform

/// The one stream that a watcher's loop reads: what its own parts report, and what comes to its face from outside.
package struct EventStream<Own: Sendable>: Sendable {
  enum Event: Sendable {
    case core(CoreEvent)
    case own(Own)
  }

  /// An event with the time at which it came in.
  struct Stamped: Sendable {
    var event: Event
    var at: Timestamp
  }

  let events: AsyncStream<Stamped>
  private let entrance: AsyncStream<Stamped>.Continuation

  package init() { (events, entrance) = AsyncStream.makeStream() }

  /// Hands an event of the face's own to the loop. Any thread.
  package func send(_ event: Own) { send(.own(event)) }

  func send(_ event: Event) { entrance.yield(Stamped(event: event, at: SystemClock.now())) }
}
