import CLinux
import Glibc
import GoRules
import Health
import Platform

/// The clock as the loop read it when it woke up; one for each prober.
final class LoopClock {
  /// CLOCK_REALTIME, the clock of the kernel's receive times.
  var wall: Int64 = SystemClock.wall()
}

/// A non-blocking TCP connection of which the kernel tells when each packet came. Closed with its last reference.
///
/// Watched edge-triggered: after an event it is read until it is empty, or until its reads of this turn are used up.
final class TCPSocket: ByteStream {
  /// What one turn of the loop may read from one connection, in calls; over TLS one brings at most 16 KiB.
  static let readsPerTurn = 16

  let fd: Int32
  let remote: SocketAddress
  private let clock: LoopClock
  /// Bytes may be there.
  private(set) var isReadable = false
  /// The peer has ended its side, or the connection failed: a short read does not mean that nothing more is there.
  private var hasHungUp = false
  /// How often it may still be read before other mirrors have their turn.
  var readsLeft = TCPSocket.readsPerTurn
  private var received = ReceiveTimes(tick: SystemClock.tick)
  /// The clock at the last write.
  private(set) var writeWall: Int64 = 0
  private(set) var status = clinux_tcp()
  /// The turn of the loop, by its clock, in which the kernel was asked for `status`; 0 where bytes went to and fro since.
  private var sampledAt: Int64 = 0
  /// The handshakes are timed while they last.
  var flights: FlightWait?

  /// Begins to connect; ends in an event, or in an error at once. `largestSegment`: what the peer is told to send at most,
  /// and what is sent at most, in bytes; nil for what the system takes.
  init(
    connectingTo remote: SocketAddress, clock: LoopClock, largestSegment: Int? = nil
  ) throws(SystemError) {
    self.remote = remote
    self.clock = clock
    let type =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    fd = Glibc.socket(remote.family == .ipv4 ? AF_INET : AF_INET6, type, 0)
    guard fd >= 0 else { throw SystemError(call: "socket", number: errno) }
    clinux_receive_times_on(fd)
    clinux_as_go(fd)
    if var size = largestSegment.map({ Int32(clamping: $0) }) {
      setsockopt(fd, Int32(IPPROTO_TCP), TCP_MAXSEG, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    let code = remote.withSocketAddress { Glibc.connect(fd, $0, $1) }
    guard code == 0 || errno == EINPROGRESS || errno == EINTR else {
      throw SystemError(call: "connect", number: errno)
    }
  }

  deinit {
    if fd >= 0 { close(fd) }
  }

  var socket: TCPSocket { self }

  /// It may be read as often as one turn allows.
  func renewReads() { readsLeft = Self.readsPerTurn }

  /// An event has come.
  func ready(_ events: UInt32) {
    renewReads()
    let end = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
    if events & end != 0 { hasHungUp = true }
    if events & (end | EPOLLIN.rawValue) != 0 { isReadable = true }
  }

  /// How connecting has ended: nil for well.
  var connectError: SystemError? {
    var number: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &number, &size)
    return number == 0 ? nil : SystemError(call: "connect", number: number)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    guard isReadable, readsLeft > 0 else { return .nothing }
    readsLeft -= 1
    var time: Int64 = 0
    let count = clinux_receive(fd, buffer.baseAddress, buffer.count, &time)
    if count > 0 {
      sampledAt = 0
      if count < buffer.count, !hasHungUp { isReadable = false }
      received.read(packet: time > 0 ? time : clock.wall, wakeUp: clock.wall)
      flights?.read()
      return .bytes(count)
    }
    if count == 0 { return .end }
    if count == -Int(EAGAIN) || count == -Int(EINTR) {
      isReadable = false
      return .nothing
    }
    return .failed(failure("read", -Int32(count)))
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Writing {
    if flights != nil { endFlight() }
    writeWall = SystemClock.wall()
    flights?.wrote(at: writeWall)
    sampledAt = 0
    let count = clinux_send(fd, bytes.baseAddress, bytes.count)
    if count > 0 { return .wrote(count) }
    if count == 0 || count == -Int(EAGAIN) || count == -Int(EINTR) { return .nothing }
    return .failed(failure("write", -Int32(count)))
  }

  /// The next read is to look again: the last was cut short by its bound.
  var wantsAnotherTurn: Bool { isReadable && readsLeft <= 0 }

  // MARK: Times

  /// No more than `limit` bytes are to be read of the next answer: half of that is all that is under way at a time.
  func expectAtMost(_ limit: Int) {
    _ = clinux_limit_window(fd, Int32(clamping: max(Self.leastWindow, limit / 2)))
  }

  /// A TLS record, in bytes.
  private static let leastWindow = 16 << 10

  /// What comes from now on answers something new.
  func beginAnswer() { received.beginAnswer() }

  /// Counts the present flight of a handshake as ended.
  func endFlight() {
    guard flights?.isOpen == true else { return }
    let end = lastArrival()
    flights?.end(at: end)
    beginAnswer()
  }

  /// When the first of the bytes that were read last could be read (`ReceiveTimes`); to be asked in the turn that read
  /// them.
  func firstArrival() -> Int64 { received.first(sampleFacts()) }

  /// When the last of them could be read; as `firstArrival`.
  func lastArrival() -> Int64 { received.last(sampleFacts()) }

  private func sampleFacts() -> ReceiveTimes.Facts {
    sample()
    return ReceiveTimes.Facts(
      outOfOrder: status.out_of_order, now: SystemClock.wall(),
      sinceData: Int64(status.since_data) * 1_000_000)
  }

  /// When the newest packet of what was read last came.
  var packetWall: Int64 { received.packet }

  /// Segments that were sent again, as `sample` found it last.
  var retransmissions: UInt32 { status.retransmissions }

  /// Asks the kernel what it knows of the connection, unless it was just asked.
  func sample() {
    if sampledAt == clock.wall { return }
    sampledAt = clock.wall
    _ = clinux_tcp_read(fd, &status)
  }

  /// What is seen of a connection on which nothing comes; `before`: segments that were sent again before the request.
  func silence(retransmissionsBefore before: UInt32) -> Silence.Kind {
    sample()
    if clinux_unsent(fd) > 0 { return .unsent }
    guard clinux_unacknowledged(fd) > 0 else { return .acknowledged }
    return status.backoff > 0 || status.retransmissions > before ? .unacknowledged : .undecided
  }

  // MARK: Words

  /// An error of this socket as go has it (net.OpError).
  func failure(_ call: String, _ number: Int32) -> StreamFailure {
    let error = SystemError(call: call, number: number)
    let cause: FailureCause =
      switch number {
      case ECONNRESET, EPIPE: .reset
      default: .other(ServerText(error.text))
      }
    return StreamFailure(
      cause: cause, text: "\(call) tcp \(ends): \(error.text)", isLasting: false)
  }

  /// `127.0.0.1:33060->127.0.0.1:443`.
  var ends: String {
    let local = SocketAddress(localEndOf: fd).map { $0.text + "->" } ?? ""
    return local + remote.text
  }
}

/// Adds up the waits of a handshake: from the last write of a flight to the arrival of the last packet of its answer.
struct FlightWait {
  private var writeWall: Int64 = 0
  private var hasAnswer = false
  private(set) var total: Int64 = 0

  /// Something was read since the last write.
  var isOpen: Bool { hasAnswer }

  mutating func wrote(at wall: Int64) { writeWall = wall }
  mutating func read() { hasAnswer = true }

  /// The flight's last packet came at `wall`.
  mutating func end(at wall: Int64) {
    if writeWall > 0, wall > writeWall { total += wall - writeWall }
    hasAnswer = false
  }
}
