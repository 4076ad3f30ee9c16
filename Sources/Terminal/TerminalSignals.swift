import CLinux
import Glibc
import Platform

/// The signals that concern a full-screen program, taken as events from a descriptor instead of by handlers.
package struct TerminalSignals: Sendable {
  package enum Signal: Sendable, Hashable {
    /// SIGTERM, SIGINT or SIGQUIT: end.
    case terminate
    /// SIGHUP from another process.
    case hangup
    /// SIGHUP from the kernel: the terminal is gone.
    case terminalGone
    case windowChanged
    case suspend
    case continued
  }

  /// Readable when a signal waits.
  package let descriptor: Int32

  /// Blocks the signals in this thread and those it will start: call it before the first other thread exists.
  package init() throws(TerminalError) {
    let numbers = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT]
    descriptor = clinux_signals_open(numbers, numbers.count)
    guard descriptor >= 0 else { throw TerminalError("signalfd failed: \(errno)") }
    // The write that fails reports a closed pipe or terminal.
    signal(SIGPIPE, SIG_IGN)
  }

  /// From now on a signal that ends a program ends this one at once: nobody takes them any more. On the main thread.
  func release() {
    // What came before was meant for the screen.
    _ = taken()
    SignalQueue.release([SIGTERM, SIGINT, SIGQUIT])
  }

  /// The signals that wait, oldest first.
  func taken() -> [Signal] {
    var signals: [Signal] = []
    var sender: Int32 = 0
    while true {
      switch clinux_signals_next(descriptor, &sender) {
      case 0: return signals
      case SIGTERM, SIGINT, SIGQUIT: signals.append(.terminate)
      case SIGHUP: signals.append(sender == 0 ? .terminalGone : .hangup)
      case SIGWINCH: signals.append(.windowChanged)
      case SIGTSTP: signals.append(.suspend)
      case SIGCONT: signals.append(.continued)
      default: break
      }
    }
  }
}

/// Why there can be no screen, in one line for the user.
package struct TerminalError: Error, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message }
}
