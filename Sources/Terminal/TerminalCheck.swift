import CNcurses
import Glibc

/// Whether a screen can be shown here.
package enum TerminalCheck {
  /// Says in one line why there can be no screen.
  package static func run() throws(TerminalError) {
    guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0 else {
      throw TerminalError("the dashboard needs a terminal on stdin and stdout")
    }
    guard !terminalName.isEmpty else {
      throw TerminalError("the dashboard needs TERM to be set")
    }
    guard cncurses_terminal_is_usable() != 0 else {
      throw TerminalError("the dashboard does not work with TERM=\(terminalName)")
    }
  }

  /// `$TERM` as far as it is safe to print.
  static var terminalName: String {
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    let safe = name.unicodeScalars.filter { $0.isASCII && $0.value > 32 && $0.value < 127 }
    return String(safe.prefix(40).map(Character.init))
  }
}
