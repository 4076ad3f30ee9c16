import CLinux
import Glibc

/// Signals that are taken from a descriptor instead of by handlers. To be made while the process has one thread: the others
/// inherit that the signals wait.
package struct SignalQueue: Sendable {
  /// Readable when one waits.
  package let descriptor: Int32

  /// nil with errno where the kernel refuses.
  package init?(_ numbers: [Int32]) {
    descriptor = clinux_signals_open(numbers, numbers.count)
    if descriptor < 0 { return nil }
  }

  /// The number of the next one that waits; nil where none does.
  package func next() -> Int32? {
    var sender: Int32 = 0
    let number = clinux_signals_next(descriptor, &sender)
    return number == 0 ? nil : number
  }

  package func close() { Glibc.close(descriptor) }

  /// These do what they do by default again, in this thread and those that it starts.
  package static func release(_ numbers: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
