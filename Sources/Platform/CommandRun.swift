import CLinux
import Glibc
import Health

/// A program run to its end, with what it wrote; never a shell.
package struct CommandRun: Sendable {
  package var path: String
  /// Without the name of the program.
  package var arguments: [String]
  package var environment: [String: String]
  /// nil: ours.
  package var folder: String? = "/"
  /// What it reads from standard input; nil: nothing.
  package var input: [UInt8]?
  /// Standard error is kept apart from standard output.
  package var hasOwnErrors = false
  /// It has a session of its own, and where we have a terminal, another one that nobody looks at.
  package var isAlone = false
  /// It has a session of its own without a terminal.
  package var isInBackground = false
  package var limit = Duration.seconds(20)
  /// Bytes of output; what is written beyond ends the run where it `isAlone`, and is dropped otherwise.
  package var outputLimit = 1 << 16

  package init(_ path: String, _ arguments: [String], environment: [String: String]) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }

  package enum Ending: Sendable, Hashable {
    /// The exit status; 128 and more for a signal, as in a shell.
    case exited(Int32)
    /// The error number of the call that could not start it.
    case notStarted(Int32)
    case outOfTime
    case tooMuchOutput
    /// It wrote to its terminal, as a program does that asks a person.
    case wroteToTerminal
    case stopped
  }

  package struct Result: Sendable {
    package var ending: Ending
    /// With standard error, unless that is kept apart.
    package var output: [UInt8] = []
    package var errors: [UInt8] = []
  }

  /// Runs the program until it has ended and nobody holds its output open, which may be a child of its own; ends both
  /// where that takes too long, and when `stopper` says so. Blocks: not for the cooperative pool.
  package func run(_ stopper: Stopper? = nil) -> Result {
    let files = ChildFiles(input: input, hasOwnErrors: hasOwnErrors, hasTerminal: isAlone)
    guard files.areOpen else { return Result(ending: .notStarted(files.error)) }
    var process = pid_t()
    let error = start(files, &process)
    guard error == 0 else { return Result(ending: .notStarted(error)) }
    files.closeChildsEnds()
    var watch = ProcessWatch(
      process, files, stopper, deadline: SystemClock.now().monotonic + limit,
      outputLimit: outputLimit, endsAtLimit: isAlone)
    let end = watch.wait()
    if end != nil { kill(hasSession ? -process : process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    return Result(ending: end ?? .exited(code), output: watch.output, errors: watch.errors)
  }

  private var hasSession: Bool { isAlone || isInBackground }

  private func start(_ files: ChildFiles, _ process: inout pid_t) -> Int32 {
    let argv = CStrings([path] + arguments)
    let envp = CStrings(environment.map { "\($0.key)=\($0.value)" })
    let names = CStrings([folder, files.terminalName].map { $0 ?? "" })
    var child = clinux_child()
    child.folder = folder.flatMap { _ in UnsafePointer(names.pointers[0]) }
    child.terminal = files.terminalName.flatMap { _ in UnsafePointer(names.pointers[1]) }
    child.is_alone = hasSession ? 1 : 0
    child.input = files.input
    child.output = files.output.far
    child.errors = hasOwnErrors ? files.errors.far : files.output.far
    return withExtendedLifetime(names) {
      clinux_spawn(path, argv.pointers, envp.pointers, &child, &process)
    }
  }
}
