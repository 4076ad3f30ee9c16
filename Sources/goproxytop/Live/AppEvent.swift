import Dashboard
import ProxyHealth
import Terminal

/// What happens to the running dashboard: everything comes in through one stream of these.
enum AppEvent: Sendable {
  case monitor(MonitorEvent)
  case terminal(Terminal.Event)
  /// A time that `Alarm` was set to has come.
  case alarm(Alarm.Purpose)
  /// The configuration file, a theme or go's env file may have changed.
  case filesChanged
  /// A line for the user.
  case message(DashboardState.Message)
}

/// An event, stamped at the edge where it came in.
struct StampedEvent: Sendable {
  var event: AppEvent
  var at: Timestamp
}

/// The entrance of the stream: stamps each event with the time it came.
struct EventSink: Sendable {
  let continuation: AsyncStream<StampedEvent>.Continuation

  func send(_ event: AppEvent) {
    continuation.yield(StampedEvent(event: event, at: SystemClock.now()))
  }
}
