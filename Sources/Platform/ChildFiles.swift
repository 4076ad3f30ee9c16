import CLinux
import Glibc

/// The descriptors that join a program to its parent; closed with this object.
final class ChildFiles {
  struct Pipe {
    var near: Int32 = -1
    var far: Int32 = -1

    /// nil with errno where none is left.
    fileprivate static func opened() -> Pipe? {
      var (near, far): (Int32, Int32) = (-1, -1)
      return clinux_pipe(&near, &far) == 0 ? Pipe(near: near, far: far) : nil
    }

    fileprivate mutating func closeFar() {
      if far >= 0 { close(far) }
      far = -1
    }
  }

  /// -1: the program has nothing to read.
  let input: Int32
  private(set) var output = Pipe()
  private(set) var errors = Pipe()
  /// The far end stays open here too: the near one would be readable as soon as nobody has it.
  private(set) var terminal = Pipe()
  /// nil where we have no terminal or the system has none left; the program then has none.
  private(set) var terminalName: String?
  /// Why not all are open; 0 where they are.
  private(set) var error: Int32 = 0

  var areOpen: Bool { error == 0 }

  init(input: [UInt8]?, hasOwnErrors: Bool, hasTerminal: Bool) {
    self.input = input.map { clinux_file_of($0, $0.count) } ?? -1
    if input != nil, self.input < 0 { error = errno }
    if let pipe = Pipe.opened() { output = pipe } else { error = errno }
    if hasOwnErrors {
      if let pipe = Pipe.opened() { errors = pipe } else { error = errno }
    }
    if hasTerminal { openTerminal() }
  }

  deinit {
    for file in [input] + [output, errors, terminal].flatMap({ [$0.near, $0.far] })
    where file >= 0 { close(file) }
  }

  private func openTerminal() {
    let own = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    if own < 0 { return }
    close(own)
    var name = [CChar](repeating: 0, count: 64)
    var (near, far): (Int32, Int32) = (-1, -1)
    guard clinux_terminal_open(&near, &far, &name, name.count) == 0 else { return }
    terminal = Pipe(near: near, far: far)
    terminalName = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  /// The program has its own by now, and their end is to be seen here.
  func closeChildsEnds() {
    output.closeFar()
    errors.closeFar()
  }
}
