import CLinux
import Glibc
import Health

/// A program that runs in our place, as under `time`: it reads our standard input, writes to our standard output and is
/// in our process group; only what it writes to standard error comes by here.
package struct AttendedCommand {
  package enum Ending: Sendable, Hashable {
    /// The exit status; 128 and more for a signal, as in a shell.
    case exited(Int32)
    /// The error number of the call that could not start it.
    case notStarted(Int32)
  }

  private let path: String
  /// The program's name comes first.
  private let words: [String]
  private let environment: [String: String]
  /// A signal that ends programs was sent to it.
  package private(set) var isInterrupted = false
  /// A signal has ended it.
  package private(set) var isKilled = false
  private var process = pid_t()
  private var firstSignal: Duration?
  /// When what is still there is ended.
  private var deadline: Duration?

  /// What asks a program to end.
  private static let requests = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// `timeout` sends its signal to us and to our group at once: that is one request.
  private static let pause = Duration.milliseconds(300)
  /// For what ignores a signal that no person sent, who could send another.
  private static let patience = Duration.seconds(10)
  /// For what the program leaves behind when it was asked to end.
  private static let rest = Duration.seconds(2)

  package init(_ path: String, words: [String], environment: [String: String]) {
    self.path = path
    self.words = words
    self.environment = environment
  }

  /// Opens what of standard input, output and error is closed, so that no other file is taken for it, by the command or
  /// by us; to be called before a file is opened.
  package static func fillStandardFiles() {
    for file in STDIN_FILENO...STDERR_FILENO where fcntl(file, F_GETFD) < 0 {
      // The lowest number that is free is taken.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Runs it to its end; to be called while this process has one thread, as the others would take its signals.
  ///
  /// A second request to end ends it and all below it at once. What it leaves behind when it was asked to end is ended
  /// too; what it leaves behind otherwise is not.
  /// - Parameters:
  ///   - said: takes what it writes to standard error; false where nobody reads that any more, and it is to notice.
  ///   - look: called every `interval`.
  package mutating func run(
    every interval: Duration, said: (ArraySlice<UInt8>) -> Bool, look: () -> Void
  ) -> Ending {
    clinux_adopt_orphans()
    let signals = clinux_signals_open(
      Self.requests + [SIGCHLD], Self.requests.count + 1)
    defer { if signals >= 0 { close(signals) } }
    var (near, far): (Int32, Int32) = (-1, -1)
    guard signals >= 0, clinux_pipe(&near, &far) == 0 else { return .notStarted(errno) }
    let error = start(errors: far)
    close(far)
    guard error == 0 else {
      close(near)
      return .notStarted(error)
    }
    var stream = ErrorStream(near)
    var next = SystemClock.now().monotonic + interval
    var status = Self.reap(process)
    var hasSpoken = false
    while status == nil {
      stream.wait(or: signals, until: min(next, deadline ?? next))
      // What it is by then is seen at once.
      if stream.read(said), !hasSpoken { (hasSpoken, next) = (true, .zero) }
      take(signals)
      let now = SystemClock.now().monotonic
      if now >= next {
        look()
        next = SystemClock.now().monotonic + interval
      }
      if let end = deadline, now >= end {
        deadline = nil
        signalAll(SIGKILL)
      }
      status = Self.reap(process)
    }
    stream.drain(said)
    if isInterrupted { endRest(signals) }
    let code = status ?? 0
    isKilled = code & 0x7F != 0
    return .exited(code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + (code & 0x7F))
  }

  private mutating func start(errors: Int32) -> Int32 {
    let argv = CStrings(words)
    let envp = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var child = clinux_child()
    child.input = STDIN_FILENO
    child.output = STDOUT_FILENO
    child.errors = errors
    return clinux_spawn(path, argv.pointers, envp.pointers, &child, &process)
  }

  // MARK: - Its end

  /// The status of `process` where it has ended; asks after orphans too.
  private static func reap(_ process: pid_t) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = waitpid(-1, &status, WNOHANG)
      if ended == process { return status }
      if ended == 0 || (ended < 0 && errno != EINTR) { return nil }
    }
  }

  private mutating func take(_ signals: Int32) {
    var sender: Int32 = 0
    while case let number = clinux_signals_next(signals, &sender), number != 0 {
      if number == SIGCHLD { continue }
      isInterrupted = true
      let now = SystemClock.now().monotonic
      if let firstSignal, now - firstSignal > Self.pause {
        signalAll(SIGKILL)
        continue
      }
      firstSignal = firstSignal ?? now
      // The terminal tells the whole process group.
      if sender != 0 { signalAll(number) }
      if number == SIGTERM || number == SIGHUP { deadline = now + Self.patience }
    }
  }

  private func signalAll(_ number: Int32) {
    // A shell that is ended after what it waits for would go on with the next.
    kill(process, number)
    for one in ProcessStatus.processes(below: getpid()) where one != process { kill(one, number) }
  }

  /// Asks after those that have ended, too.
  private static var hasChildren: Bool {
    while true {
      let ended = waitpid(-1, nil, WNOHANG)
      if ended == 0 { return true }
      if ended < 0, errno != EINTR { return false }
    }
  }

  /// Ends what the program has left behind.
  private func endRest(_ signals: Int32) {
    let end = SystemClock.now().monotonic + Self.rest
    var ready = pollfd(fd: signals, events: Int16(POLLIN), revents: 0)
    while true {
      let now = SystemClock.now().monotonic
      // What is another user's may stay.
      if !Self.hasChildren || now >= end + Self.rest { return }
      if now >= end { ProcessStatus.processes(below: getpid()).forEach { kill($0, SIGKILL) } }
      // A child that ends is a signal.
      poll(&ready, 1, 50)
      var sender: Int32 = 0
      while clinux_signals_next(signals, &sender) != 0 {}
    }
  }
}

/// The near end of the pipe to which the program writes its errors.
private struct ErrorStream: ~Copyable {
  private var descriptor: Int32
  private var isReadable = false
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor >= 0 { close(descriptor) } }

  mutating func wait(or signals: Int32, until deadline: Duration) {
    let rest = max(0, (deadline - SystemClock.now().monotonic).inNanoseconds)
    var watched = [descriptor, signals].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&watched, 2, Int32(clamping: (rest + 999_999) / 1_000_000))
    isReadable = count > 0 && watched[0].revents != 0
  }

  /// Reads what is there, once; false where that is nothing.
  @discardableResult mutating func read(_ said: (ArraySlice<UInt8>) -> Bool) -> Bool {
    guard isReadable else { return false }
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { return false }
    if count <= 0 || !said(buffer[..<count]) {
      close(descriptor)
      descriptor = -1
    }
    return count > 0
  }

  /// Reads what is left.
  mutating func drain(_ said: (ArraySlice<UInt8>) -> Bool) {
    repeat {
      wait(or: -1, until: .zero)
      read(said)
    } while isReadable && descriptor >= 0
  }
}
