import CDifferential
import Glibc
import MirrorLab
import Platform

/// The servers of one case, and one program at a time that is shown them. Lives on one thread.
final class Stage {
  /// A request that came in.
  struct Request: Hashable {
    /// Of the first entry, which may have led to the second one's server with a redirect.
    var isFaulty: Bool
    var path: String
  }

  let testCase: TestCase
  let faultPort: Int
  let soundPort: Int
  /// What was asked since the last program began, in order.
  private(set) var requests: [Request] = []
  /// A port that nobody listens on, but that nobody else can take either.
  let closedPort: Int
  private var listeners: [(descriptor: Int32, isFaulty: Bool)] = []
  private let reserved: Int32
  private let tls: TLSContext?
  private var connections: [ServerConnection] = []

  init(_ testCase: TestCase) throws {
    self.testCase = testCase
    tls = try testCase.tls.map { try $0.context() }
    var port: UInt16 = 0
    for address in testCase.addresses {
      let listener = try Socket.listener(on: try Self.address(address, port))
      port = try Socket.port(of: listener)
      listeners.append((listener, true))
    }
    faultPort = Int(port)
    let sound = try Socket.listener(on: try Self.address("127.0.0.1"))
    listeners.append((sound, false))
    soundPort = Int(try Socket.port(of: sound))
    reserved = try Socket.bound(to: try Self.address("127.0.0.1"))
    closedPort = Int(try Socket.port(of: reserved))
  }

  deinit {
    for listener in listeners { close(listener.descriptor) }
    close(reserved)
  }

  private static func address(_ text: String, _ port: UInt16 = 0) throws -> Socket.Address {
    guard let address = Socket.Address(text, port: port) else {
      throw DifferentialError("no address: \(text)")
    }
    return address
  }

  /// The value of GOPROXY with this separator.
  func goproxy(_ separator: Separator) -> String {
    filled(testCase.proxy) + separator.rawValue + "http://127.0.0.1:\(soundPort)"
  }

  /// Ports in place of their names.
  func filled(_ text: String) -> String {
    String(decoding: filled(Array(text.utf8)), as: UTF8.self)
  }

  private func filled(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "{")) else { return bytes }
    return [("{FAULT}", faultPort), ("{SOUND}", soundPort), ("{CLOSED}", closedPort)]
      .reduce(bytes) { $0.replacing($1.0.utf8, with: "\($1.1)".utf8) }
  }

  /// Runs a program to its end, or until nothing has happened for `patience` and it is killed.
  ///
  /// `whenQuiet` is called once, as soon as the program only waits or has ended.
  func run(_ command: Command, patience: Duration, whenQuiet: () -> Void) throws -> Ended {
    requests = []
    let program = try RunningProgram(command)
    defer { connections = [] }
    var isQuiet = false
    defer { if !isQuiet { whenQuiet() } }
    let begin = SystemClock.monotonic()
    var lastEvent = begin
    var ticks = program.ticks
    let limits = (
      quiet: Int64(150_000_000), patience: patience.inNanoseconds, all: Int64(90_000_000_000)
    )
    while true {
      let now = SystemClock.monotonic()
      // What has not asked yet may still be starting, on a busy machine.
      let mayBeStarting = requests.isEmpty && now - begin < 1_000_000_000
      if !isQuiet, !mayBeStarting, now - lastEvent > limits.quiet {
        isQuiet = true
        whenQuiet()
      }
      if now - begin > limits.all { return program.kill() }
      if now - lastEvent > limits.patience {
        // A program that computes is not hanging.
        if program.ticks - ticks <= 1 { return program.kill() }
        ticks = program.ticks
        lastEvent = now
      }
      let next = lastEvent + (isQuiet ? limits.patience : limits.quiet)
      let happened = try turn(program, now, until: max(next, now + 20_000_000))
      if happened { lastEvent = SystemClock.monotonic() }
      if program.hasEnded { return program.wait() }
    }
  }

  /// Waits for an event and handles it.
  /// - Returns: whether anything happened.
  private func turn(_ program: RunningProgram, _ now: Int64, until time: Int64) throws -> Bool {
    let wake = connections.compactMap(\.notBefore).min().map { min($0, time) } ?? time
    var watched =
      program.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      + listeners.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      + connections.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
    let wait = max(0, (wake - now + 999_999) / 1_000_000)
    guard poll(&watched, nfds_t(watched.count), Int32(min(wait, 10_000))) >= 0 || errno == EINTR
    else { throw DifferentialError("poll: error \(errno)") }
    var hasHappened = false
    for ready in watched.prefix(program.descriptors.count) where ready.revents != 0 {
      program.read(ready.fd)
      hasHappened = true
    }
    let after = SystemClock.monotonic()
    let ready = Set(watched.lazy.filter { $0.revents != 0 }.map(\.fd))
    for connection in connections {
      let isDue = connection.notBefore.map { $0 <= after } ?? false
      if isDue || ready.contains(connection.descriptor) {
        connection.advance(after)
        hasHappened = true
      }
    }
    connections.removeAll(where: \.isOver)
    for listener in listeners where ready.contains(listener.descriptor) {
      accept(listener.descriptor, isFaulty: listener.isFaulty, after)
      hasHappened = true
    }
    return hasHappened
  }

  private func accept(_ listener: Int32, isFaulty: Bool, _ now: Int64) {
    while true {
      guard let descriptor = Socket.accept(listener) else { return }
      let session = isFaulty ? tls?.newSession(on: descriptor) : nil
      let connection = ServerConnection(
        descriptor, isFaulty: isFaulty, session: session, reader: reader(isFaulty: isFaulty))
      connection.advance(now)
      if !connection.isOver { connections.append(connection) }
    }
  }

  private func reader(isFaulty: Bool) -> any RequestReader {
    if isFaulty, let plan = testCase.http2 {
      return HTTP2Reader(plan) { [unowned self] in note($0, isFaulty: true) }
    }
    return HTTP1Reader { [unowned self] path, isRedirected in
      note(path, isFaulty: isFaulty || isRedirected)
      return filled(script(for: path, isFaulty: isFaulty))
    }
  }

  private func note(_ path: String, isFaulty: Bool) {
    requests.append(Request(isFaulty: isFaulty, path: path))
  }

  private func script(for path: String, isFaulty: Bool) -> Script {
    if isFaulty, let script = testCase.answers[path] { return script }
    if let body = Module.file(at: path) { return .ok(body) }
    return Script(Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".utf8))
  }

  private func filled(_ script: Script) -> Script {
    Script(
      steps: script.steps.map { if case .send(let bytes) = $0 { .send(filled(bytes)) } else { $0 } }
    )
  }
}
