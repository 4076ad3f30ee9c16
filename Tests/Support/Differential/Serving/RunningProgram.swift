import CDifferential
import CLinux
import Glibc

/// A child, whose output is read as it comes.
final class RunningProgram {
  private let process: pid_t
  private var output: (descriptor: Int32, bytes: [UInt8])
  private var errors: (descriptor: Int32, bytes: [UInt8])
  private var isReaped = false

  init(_ command: Command) throws {
    let output = try Self.pipe()
    let errors = try Self.pipe()
    defer {
      close(output.writable)
      close(errors.writable)
    }
    self.output = (output.readable, [])
    self.errors = (errors.readable, [])
    let words = command.words.map { strdup($0) } + [nil]
    let variables = command.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let code = cdiff_spawn(words, variables, output.writable, errors.writable, &process)
    self.process = process
    if code != 0 {
      isReaped = true
      throw DifferentialError("cannot start \(command.words.first ?? ""): error \(code)")
    }
  }

  /// What a program prints that ends soon.
  static func output(_ command: Command) throws -> String {
    let program = try RunningProgram(command)
    while let descriptor = program.descriptors.first { program.read(descriptor) }
    let ended = program.wait()
    guard ended.exitCode == 0 else { throw DifferentialError("\(command.words): \(ended.errors)") }
    return ended.output
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
    if !isReaped { _ = kill() }
  }

  private static func pipe() throws -> (readable: Int32, writable: Int32) {
    var readable: Int32 = -1
    var writable: Int32 = -1
    if clinux_pipe(&readable, &writable) != 0 { throw DifferentialError("no pipe: error \(errno)") }
    return (readable, writable)
  }

  /// Those that can still bring output.
  var descriptors: [Int32] { [output.descriptor, errors.descriptor].filter { $0 >= 0 } }

  /// Both outputs have ended.
  var hasEnded: Bool { descriptors.isEmpty }

  /// CPU time used so far, in clock ticks.
  var ticks: Int { cdiff_cpu_ticks(process) }

  /// Reads what waits.
  func read(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    let isOutput = descriptor == output.descriptor
    if count > 0 {
      if isOutput { output.bytes += buffer[..<count] } else { errors.bytes += buffer[..<count] }
    } else {
      close(descriptor)
      if isOutput { output.descriptor = -1 } else { errors.descriptor = -1 }
    }
  }

  func kill() -> Ended {
    Glibc.kill(process, SIGKILL)
    var ended = wait()
    ended.exitCode = nil
    ended.signal = 0
    return ended
  }

  func wait() -> Ended {
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isReaped = true
    return Ended(
      exitCode: status >> 8 & 0xFF, signal: status & 0x7F,
      output: String(decoding: output.bytes, as: UTF8.self),
      errors: String(decoding: errors.bytes, as: UTF8.self))
  }
}
