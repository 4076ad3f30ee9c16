import CLinux
import Glibc
import Health

/// Waits for the end of a program, and reads what it writes meanwhile.
struct ProcessWatch {
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private let files: ChildFiles
  private let deadline: Duration
  private let outputLimit: Int
  private let endsAtLimit: Bool
  /// Closed by `wait`; -1 where the kernel has none, and the program's end is then waited for elsewhere.
  private let process: Int32
  /// What poll(2) looks at: output, errors, the program itself, its terminal, the stopper. -1: no more.
  private var watched: [pollfd]
  private var buffer = [UInt8](repeating: 0, count: 4096)

  init(
    _ process: pid_t, _ files: ChildFiles, _ stopper: Stopper?, deadline: Duration,
    outputLimit: Int, endsAtLimit: Bool
  ) {
    self.files = files
    self.deadline = deadline
    self.outputLimit = outputLimit
    self.endsAtLimit = endsAtLimit
    self.process = clinux_process_open(process)
    watched = [
      files.output.near, files.errors.near, self.process, files.terminal.near,
      stopper?.descriptor ?? -1,
    ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  }

  /// nil: the program has ended. Otherwise why it is to be ended.
  mutating func wait() -> CommandRun.Ending? {
    defer { if process >= 0 { close(process) } }
    while watched[0].fd >= 0 || watched[1].fd >= 0 || watched[2].fd >= 0 {
      let rest = max(0, (deadline - SystemClock.now().monotonic).inNanoseconds)
      let ready = poll(
        &watched, nfds_t(watched.count), Int32(clamping: (rest + 999_999) / 1_000_000))
      if ready == 0 { return .outOfTime }
      if ready < 0 { continue }
      if watched[4].revents != 0 { return .stopped }
      if watched[0].revents != 0, !read(0, into: \.output) { return .tooMuchOutput }
      if watched[1].revents != 0, !read(1, into: \.errors) { return .tooMuchOutput }
      if watched[2].revents != 0 { watched[2].fd = -1 }
      if watched[3].revents != 0 { return .wroteToTerminal }
    }
    return nil
  }

  /// Reads what is there; false where it is more than wanted.
  private mutating func read(
    _ index: Int, into bytes: WritableKeyPath<Self, [UInt8]>
  ) -> Bool {
    let count = Glibc.read(watched[index].fd, &buffer, buffer.count)
    if count == 0 || (count < 0 && errno != EINTR) { watched[index].fd = -1 }
    let room = outputLimit - self[keyPath: bytes].count
    self[keyPath: bytes] += buffer.prefix(max(0, min(count, room)))
    return count <= room || !endsAtLimit
  }
}
