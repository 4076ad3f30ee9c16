import CLinux
import Glibc

/// The terminal that a program without a screen was started on: its end and a wish for a reload come as one signal.
struct StartingTerminal: Sendable {
  /// Empty where there is none, as in a service and behind nohup.
  private let descriptors = [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].filter { isatty($0) == 1 }

  /// It was closed: who started the program there means to end it, and could not any more.
  var isGone: Bool {
    descriptors.contains { descriptor in
      var state = pollfd(fd: descriptor, events: 0, revents: 0)
      return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP) != 0
    }
  }
}
