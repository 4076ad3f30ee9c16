import COpenSSL
import Glibc

/// The laboratory could not be set up: which operation failed, and why.
package struct LabError: Error, Sendable, CustomStringConvertible {
  package let description: String

  /// A failed system call, with the text of `errno`.
  package static func system(_ operation: String) -> LabError {
    let code = errno
    return LabError(description: "\(operation): \(String(cString: strerror(code)))")
  }

  /// A failed call of OpenSSL, with the oldest error of its queue, which is emptied.
  static func openSSL(_ operation: String) -> LabError {
    let code = ERR_get_error()
    ERR_clear_error()
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(code, &text, text.count)
    let end = text.firstIndex(of: 0) ?? text.endIndex
    let message = String(decoding: text[..<end].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return LabError(description: "\(operation): \(message)")
  }
}
