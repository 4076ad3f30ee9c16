import Glibc
import GoRules

/// A system call that failed, in go's words.
struct SystemError: Error, Hashable, Sendable {
  /// `connect`, `read`, `write`, `socket`.
  var call: String
  var number: Int32

  /// `connect: connection refused` (os.SyscallError).
  var text: String { "\(call): \(Self.name(number))" }

  /// go's table (syscall/zerrors_linux_amd64.go) has strerror's texts with a small letter at the beginning.
  static func name(_ number: Int32) -> String {
    let text = String(cString: strerror(number))
    let second = text.dropFirst().first
    guard let first = text.first, second?.isUppercase == false else { return text }
    return first.lowercased() + text.dropFirst()
  }

  /// What it says of the mirror; nil where it has no name of its own.
  var cause: FailureCause? {
    switch number {
    case ECONNREFUSED: .refused
    case ETIMEDOUT: .connectTimedOut
    case ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT: .networkUnreachable
    case EHOSTUNREACH, EHOSTDOWN: .hostUnreachable
    case ECONNRESET, EPIPE: .reset
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: .noLocalResources
    case EPERM, EACCES: .notPermitted
    default: nil
    }
  }
}
