import Foundation
import MirrorLab
import Testing
import Text

/// More keys than anybody types: bounded in memory, and signals are heard all the same.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct KeyStormTests {
  /// A terminal without a window: our end, and that of the program.
  private final class PseudoTerminal {
    let master: Int32
    let slave: Int32

    init(columns: UInt16, rows: UInt16) throws {
      master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
      // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), which are no constants that Swift can import.
      var (locked, number): (Int32, UInt32) = (0, 0)
      guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0,
        ioctl(master, 0x8004_5430, &number) == 0
      else { throw EndToEndError("no pseudo-terminal") }
      slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    }

    deinit {
      close(master)
      close(slave)
    }

    /// Reads what the program has painted; how many bytes.
    func drain() -> Int {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      var sum = 0
      while true {
        let count = read(master, &buffer, buffer.count)
        if count <= 0 { return sum }
        sum += count
      }
    }

    /// Types as much of `keys` as there is room for.
    func type(_ keys: String) -> Int {
      let bytes = Array(keys.utf8)
      return max(0, write(master, bytes, bytes.count))
    }

    /// Waits until the program has painted something, or for so long.
    func wait(_ milliseconds: Int32) {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      poll(&ready, 1, milliseconds)
    }
  }

  /// Kilobytes that the process has had at most.
  private func peakMemory(of process: pid_t) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  @Test func aStormOfKeysIsBoundedAndSIGTERMIsHeard() throws {
    let stage = try ScreenTests.Stage()
    try stage.bench.write("GOPROXY=\(stage.first.url)\n", to: ".config/go/env")
    let terminal = try PseudoTerminal(columns: 140, rows: 40)
    let program = try ChildProcess(
      Goproxytop.path, ["--cacert", stage.bench.home.path + "/ca.pem"],
      environment: stage.bench.environment(["TERM": "xterm-256color"]),
      passing: [0: terminal.slave, 1: terminal.slave, 2: terminal.slave])
    defer { program.signal(SIGKILL) }
    let clock = ContinuousClock()
    // The first frames, and a quiet moment.
    let begin = clock.now
    var painted = 0
    while painted < 4_000, clock.now - begin < .seconds(20) {
      terminal.wait(100)
      painted += terminal.drain()
    }
    try #require(painted >= 4_000)
    let before = try peakMemory(of: program.id)
    let keys = String(repeating: "jjkkw1\t2e5e3", count: 20)
    let storm = clock.now
    var typed = 0
    while clock.now - storm < .seconds(4) {
      // Ten thousand a second, as long as they are taken.
      let due = Int((clock.now - storm) / .milliseconds(1)) * 10
      if typed < due { typed += terminal.type(String(keys.prefix(due - typed))) }
      terminal.wait(1)
      _ = terminal.drain()
    }
    #expect(typed > 4_000)
    let grown = try peakMemory(of: program.id) - before
    #expect(grown < 40_000, "\(grown) kB more after \(typed) keys")
    let signalled = clock.now
    program.signal(SIGTERM)
    var status: Int32 = 0
    while waitpid(program.id, &status, WNOHANG) == 0, clock.now - signalled < .seconds(20) {
      _ = terminal.type(keys)
      terminal.wait(1)
      _ = terminal.drain()
    }
    let took = clock.now - signalled
    #expect(took < .seconds(5), "\(took) after \(typed) keys")
    #expect(status & 0x7F == 0 && status >> 8 & 0xFF == 0)
  }
}
