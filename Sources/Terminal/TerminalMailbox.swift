import Dashboard
import Platform

/// What waits to be done on the terminal. Frames are not queued: a newer one replaces an older one
/// that was not shown yet, so that a slow terminal skips frames instead of falling behind.
final class TerminalMailbox: Sendable {
  /// What the rest of the program asks of the terminal.
  struct Requests {
    var picture: (frame: Frame, theme: Theme)?
    var title: String?
    var copy: String?
    var bell = false
    var mouse: Bool?
    var redraw = false
    var suspend = false
  }

  private let requests = Locked(Requests())

  func post(_ change: (inout Requests) -> Void) { requests.withLock { change(&$0) } }

  func take() -> Requests {
    requests.withLock { waiting in
      let taken = waiting
      waiting = Requests()
      return taken
    }
  }
}
