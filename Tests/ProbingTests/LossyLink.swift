import CYardstick
import Glibc
import Platform
import Synchronization

/// A network of a test's own, whose only link does with each packet what the test says.
///
/// A TUN interface in a network namespace: what is sent to `far` is held for `delay` and comes back with source and
/// destination exchanged, to a server that listens on 127.0.0.1. Exchanging the addresses leaves every checksum right.
/// It follows one connection. The namespace ends with the last thread and socket in it.
final class LossyLink: Sendable {
  static let far = "127.9.0.2"
  static let delay: Int64 = 10_000_000
  private static let interface = "lossy0"

  /// A SYN or a segment with data.
  struct Segment: Sendable {
    var isFromClient: Bool
    /// 0 for the SYN, then from 1; a repetition has the number of what it repeats.
    var number: Int
    var isRepeated: Bool
  }

  enum Fate: Sendable {
    case pass
    case lose
    /// Comes so much later, in nanoseconds.
    case hold(Int64)
  }

  /// What the link saw, on CLOCK_REALTIME in nanoseconds.
  struct Record: Sendable {
    /// When the client sent each SYN.
    var syns: [Int64] = []
    /// When the SYN-ACK came to the client.
    var synAck: Int64 = 0
    /// When the client sent each segment with data for the first time.
    var sent: [Int64] = []
    /// How many bytes of the server's the client could read, and since when.
    var readable: [(bytes: Int, at: Int64)] = []

    /// When the first `count` bytes of the server could be read; nil for never.
    func readable(_ count: Int) -> Int64? { readable.first { $0.bytes >= count }?.at }
  }

  /// Whether this machine lets a test have a network of its own.
  ///
  /// That takes CAP_SYS_ADMIN and CAP_NET_ADMIN: a user namespace, which would do without, needs a process of one
  /// thread. Where it is false these tests are skipped: run them as root, in a container with `--privileged`.
  static let isPossible: Bool = {
    let isPossible = Locked(false)
    let thread = TestThread()
    thread.start {
      guard yardstick_new_network() == 0 else { return }
      let tun = yardstick_open_tun(interface)
      isPossible.withLock { $0 = tun >= 0 }
      if tun >= 0 { close(tun) }
    }
    thread.join()
    return isPossible.withLock { $0 }
  }()

  private let tun: Int32
  private let thread = TestThread()
  private let mustStop = Atomic(false)
  private let record = Locked(Record())
  private let fate: @Sendable (Segment) -> Fate

  /// Returns a link and what `body` makes at its ends, in a network of their own.
  static func with<Value: Sendable>(
    fate: @escaping @Sendable (Segment) -> Fate, _ body: @escaping @Sendable () throws -> Value
  ) async throws -> (LossyLink, Value) {
    try await Threads.run {
      Result {
        guard yardstick_new_network() == 0 else { throw SetUpError(what: "network", code: errno) }
        return (try LossyLink(fate: fate), try body())
      }
    }.get()
  }

  struct SetUpError: Error {
    var what: String
    var code: Int32
  }

  private init(fate: @escaping @Sendable (Segment) -> Fate) throws {
    tun = yardstick_open_tun(Self.interface)
    self.fate = fate
    guard tun >= 0 else { throw SetUpError(what: "/dev/net/tun", code: errno) }
    let commands = [
      "link set lo up", "addr flush dev lo", "addr add 127.0.0.1/32 dev lo",
      // Small segments, so that a server's handshake takes several (RFC 791: every host takes 576 bytes).
      "link set \(Self.interface) mtu 576 up",
    ]
    let script =
      commands.map { "ip \($0)" } + [
        // The kernel takes addresses of 127.0.0.0/8 from the loopback interface only, unless told.
        "echo 1 > /proc/sys/net/ipv4/conf/\(Self.interface)/route_localnet",
        "ip route add \(Self.far)/32 dev \(Self.interface) src 127.0.0.1",
      ]
    let status = system("PATH=$PATH:/usr/sbin:/sbin; " + script.joined(separator: " && "))
    guard status == 0 else { throw SetUpError(what: "ip", code: status) }
    thread.start { [self] in Relay(tun: tun).run(self) }
  }

  deinit { if tun >= 0 { close(tun) } }

  var seen: Record { record.withLock { $0 } }

  /// Ends the link.
  func stop() {
    mustStop.store(true, ordering: .relaxed)
    thread.join()
  }

  /// Notes a SYN of the client's; whether it is not the first.
  private func noteSYN(_ time: Int64) -> Bool {
    record.withLock { record in
      record.syns.append(time)
      return record.syns.count > 1
    }
  }

  /// Carries packets, on the link's own thread.
  private struct Relay {
    let tun: Int32
    private var serverPort: UInt16 = 0
    private var waiting: [(due: Int64, packet: [UInt8], range: Range<Int>?)] = []
    private var clientEnds: [UInt32] = []
    private var serverEnds: [UInt32] = []
    private var serverStart: UInt32 = 0
    private var arrived: [Range<Int>] = []
    private var readable = 0

    init(tun: Int32) { self.tun = tun }

    consuming func run(_ link: LossyLink) {
      var buffer = [UInt8](repeating: 0, count: 65536)
      while !link.mustStop.load(ordering: .relaxed) {
        let next = waiting.map(\.due).min() ?? .max
        _ = yardstick_wait(tun, -1, min(10_000_000, next - SystemClock.monotonic()))
        while case let count = read(tun, &buffer, buffer.count), count > 0 {
          take(Array(buffer[..<count]), link)
        }
        deliver(link)
      }
    }

    private mutating func take(_ packet: [UInt8], _ link: LossyLink) {
      guard let header = TCPHeader(packet) else { return }
      let now = SystemClock.wall()
      var packet = packet
      for offset in 12..<16 { packet.swapAt(offset, offset + 4) }
      var due = SystemClock.monotonic() + LossyLink.delay
      // The client speaks first.
      if header.isSYN, !header.isAcknowledgement { serverPort = header.destination }
      let isFromClient = header.destination == serverPort
      guard header.isSYN || header.length > 0 else {
        return waiting.append((due, packet, nil))
      }
      var segment = Segment(isFromClient: isFromClient, number: 0, isRepeated: false)
      var range: Range<Int>?
      if header.isSYN {
        if isFromClient { segment.isRepeated = link.noteSYN(now) } else { range = 0..<0 }
        if !isFromClient { serverStart = header.sequence &+ 1 }
      } else if isFromClient {
        Self.count(&segment, header, &clientEnds)
        if !segment.isRepeated { link.record.withLock { $0.sent.append(now) } }
      } else {
        Self.count(&segment, header, &serverEnds)
        let start = Int(header.sequence &- serverStart)
        range = start..<start + header.length
      }
      switch link.fate(segment) {
      case .pass: break
      case .lose: return
      case .hold(let time): due += time
      }
      waiting.append((due, packet, range))
    }

    /// Gives `segment` its number among those whose `ends` were seen.
    private static func count(
      _ segment: inout Segment, _ header: TCPHeader, _ ends: inout [UInt32]
    ) {
      let end = header.sequence &+ UInt32(header.length)
      if let index = ends.firstIndex(where: { Int32(bitPattern: $0 &- end) >= 0 }) {
        (segment.number, segment.isRepeated) = (index + 1, true)
      } else {
        ends.append(end)
        segment.number = ends.count
      }
    }

    /// How far what follows `position` reaches; nil where it has not arrived.
    private static func end(of arrived: [Range<Int>], after position: Int) -> Int? {
      arrived.first { $0.lowerBound <= position && $0.upperBound > position }?.upperBound
    }

    private mutating func deliver(_ link: LossyLink) {
      let now = SystemClock.monotonic()
      let due = waiting.filter { $0.due <= now }
      waiting.removeAll { $0.due <= now }
      for (_, packet, range) in due {
        _ = write(tun, packet, packet.count)
        guard let range else { continue }
        let wall = SystemClock.wall()
        if range.isEmpty {
          link.record.withLock { if $0.synAck == 0 { $0.synAck = wall } }
          continue
        }
        arrived.append(range)
        let before = readable
        while let end = Self.end(of: arrived, after: readable) { readable = end }
        let total = readable
        if total > before { link.record.withLock { $0.readable.append((total, wall)) } }
      }
    }
  }
}

/// What a relay needs of a packet of TCP over IPv4; nil for others.
private struct TCPHeader {
  let destination: UInt16
  let sequence: UInt32
  let isSYN: Bool
  let isAcknowledgement: Bool
  /// Bytes of data.
  let length: Int

  init?(_ packet: [UInt8]) {
    func number(_ offset: Int) -> UInt16 {
      UInt16(packet[offset]) << 8 | UInt16(packet[offset + 1])
    }
    guard packet.count >= 40, packet[0] >> 4 == 4, packet[9] == UInt8(IPPROTO_TCP) else {
      return nil
    }
    let start = Int(packet[0] & 15) * 4
    guard packet.count >= start + 20 else { return nil }
    destination = number(start + 2)
    sequence = UInt32(number(start + 4)) << 16 | UInt32(number(start + 6))
    isSYN = packet[start + 13] & 0x02 != 0
    isAcknowledgement = packet[start + 13] & 0x10 != 0
    length = packet.count - start - Int(packet[start + 12] >> 4) * 4
  }
}
