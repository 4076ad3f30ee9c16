import CYardstick
import Glibc
import Platform

/// What the wire saw of the first exchange of one connection; CLOCK_REALTIME, by the kernel.
struct CapturedExchange {
  var serverPort: UInt16
  var clientPort: UInt16
  var syn: Duration
  var synAck: Duration
  /// The first packet of the ClientHello.
  var hello: Duration
  /// The last packet of the server's flight that answers it.
  var flightEnd: Duration
  /// The last packet of the request.
  var request: Duration
  /// The first packet of its answer.
  var firstByte: Duration

  var connect: Duration { synAck - syn }
  var tls: Duration { flightEnd - hello }
  var processing: Duration { firstByte - request }

  /// One line of nanoseconds, from the capturing process to the comparing one.
  var line: String {
    let times = [syn, synAck, hello, flightEnd, request, firstByte].map { "\($0.inNanoseconds)" }
    return "\(serverPort) \(clientPort) " + times.joined(separator: " ")
  }

  /// nil for anything but such a line.
  init?(line: String) {
    let numbers = line.split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == 8, let serverPort = UInt16(exactly: numbers[0]),
      let clientPort = UInt16(exactly: numbers[1])
    else { return nil }
    let times = numbers.dropFirst(2).map { Duration.nanoseconds($0) }
    self.init(serverPort: serverPort, clientPort: clientPort, times: Array(times))
  }

  /// `times` in the order of the properties.
  init(serverPort: UInt16, clientPort: UInt16, times: [Duration]) {
    self.serverPort = serverPort
    self.clientPort = clientPort
    syn = times[0]
    synAck = times[1]
    hello = times[2]
    flightEnd = times[3]
    request = times[4]
    firstByte = times[5]
  }
}

/// Follows one connection, packet by packet as the client's end of the link saw them.
///
/// TLS 1.3 with HTTP/2 only: SYN, SYN-ACK, ClientHello, the server's flight, then Finished and the
/// request, then tickets and settings of the server, then the answer. Records are encrypted by then,
/// and told apart by length and order; not by time, for a busy machine brings late packets all at once.
/// A request's record is longer than Finished, and an answer, which our mirrors send as one packet, is
/// the server's last before the client says more than its acknowledgement. Of what the client sends
/// again the first time counts; what the server sends counts when it can be read, all before it included.
struct ConnectionTrace {
  private let syn: Duration
  /// The number of the first SYN: it is sent again under the same.
  private let synSequence: UInt32
  private var synAck: Duration?
  private var hello: Duration?
  private var flightEnd: Duration?
  private var isFlightOver = false
  private var request: Duration?
  /// The server's last packet after its flight.
  private var answer: Duration?
  /// Sequence number that follows what the client has sent.
  private var clientEnd: UInt32
  private var server = Reassembly(start: 0)

  /// A Finished behind its ChangeCipherSpec has at most 80 bytes (SHA-384).
  private static let finishedLength = 80
  /// The acknowledgement of the server's settings: a frame of 9 bytes in a record that adds 22.
  private static let acknowledgementLength = 31
  private static let fin: UInt8 = 0x01
  fileprivate static let syn: UInt8 = 0x02
  private static let reset: UInt8 = 0x04

  /// Begins with a SYN.
  init(_ packet: yardstick_packet) {
    syn = .nanoseconds(packet.time_ns)
    synSequence = packet.sequence
    clientEnd = packet.sequence &+ 1
  }

  /// Whether `packet`, a SYN, is this connection's own, sent again.
  func isRepeated(by packet: yardstick_packet) -> Bool { packet.sequence == synSequence }

  /// Follows a packet to the server; returns the times of the first exchange when `packet` follows it.
  mutating func sent(_ packet: yardstick_packet) -> [Duration]? {
    let time = Duration.nanoseconds(packet.time_ns)
    let length = newBytes(packet)
    let isEnd = packet.flags & (Self.fin | Self.reset) != 0
    let isTold = length > 0 && length != Self.acknowledgementLength
    if let answer, isTold || isEnd { return times(firstByte: answer) }
    guard length > 0 else { return nil }
    if flightEnd == nil {
      // A ClientHello of go's size takes two packets.
      hello = hello ?? time
    } else {
      isFlightOver = true
      if length > Self.finishedLength { request = time }
    }
    return nil
  }

  /// Follows a packet from the server.
  mutating func received(_ packet: yardstick_packet) {
    let time = Duration.nanoseconds(packet.time_ns)
    if packet.flags & Self.syn != 0, synAck == nil {
      synAck = time
      server = Reassembly(start: packet.sequence &+ 1)
    }
    guard server.take(packet) else { return }
    if isFlightOver { answer = time } else { flightEnd = time }
  }

  /// How many bytes of the client's `packet` were not seen before.
  private mutating func newBytes(_ packet: yardstick_packet) -> Int {
    let length = Int32(bitPattern: packet.sequence &+ packet.payload_length &- clientEnd)
    guard packet.payload_length > 0, length > 0 else { return 0 }
    clientEnd &+= UInt32(length)
    return Int(length)
  }

  /// In the order of `CapturedExchange`; nil where one is missing.
  private func times(firstByte: Duration) -> [Duration]? {
    guard let synAck, let hello, let flightEnd, let request else { return nil }
    return [syn, synAck, hello, flightEnd, request, firstByte]
  }
}

/// What of a stream can be read, where packets are lost and come in another order.
private struct Reassembly {
  /// The sequence number that is to come next.
  private var next: UInt32
  /// What came before its turn.
  private var early: [(start: UInt32, end: UInt32)] = []

  init(start: UInt32) { next = start }

  /// Takes a packet; whether there is more to read than before.
  mutating func take(_ packet: yardstick_packet) -> Bool {
    guard packet.payload_length > 0 else { return false }
    early.append((packet.sequence, packet.sequence &+ packet.payload_length))
    let before = next
    while let part = early.first(where: {
      !Self.isAfter($0.start, next) && Self.isAfter($0.end, next)
    }) {
      next = part.end
    }
    early.removeAll { [next] in !Self.isAfter($0.end, next) }
    return next != before
  }

  private static func isAfter(_ number: UInt32, _ other: UInt32) -> Bool {
    Int32(bitPattern: number &- other) > 0
  }
}

/// Captures the exchanges of clients with servers on known ports.
struct Capture {
  private let descriptor: Int32
  private let serverPorts: Set<UInt16>
  private var traces: [UInt32: ConnectionTrace] = [:]

  init(interface: String, serverPorts: Set<UInt16>) throws(BenchmarkError) {
    descriptor = yardstick_open_capture(interface)
    if descriptor < 0 { throw .system("capture on \(interface)") }
    self.serverPorts = serverPorts
  }

  /// Hands every exchange to `report` until standard input ends and nothing is left to read.
  mutating func run(_ report: (CapturedExchange) -> Void) throws(BenchmarkError) {
    var packet = yardstick_packet()
    while true {
      let result = yardstick_next_packet(descriptor, 50, &packet)
      if result < 0 { throw .system("read from the capture") }
      if result > 0 {
        if let exchange = follow(packet) { report(exchange) }
      } else if hasInputEnded() {
        break
      }
    }
    let lost = yardstick_lost_packets(descriptor)
    if lost != 0 { throw BenchmarkError("the capture lost \(lost) packets") }
  }

  /// The link shows each packet twice, leaving one end and reaching the other; the client's end is
  /// where those to a server leave and those from a server arrive.
  private mutating func follow(_ packet: yardstick_packet) -> CapturedExchange? {
    let (source, destination) = (packet.source_port, packet.destination_port)
    if packet.is_outgoing == 0, serverPorts.contains(source) {
      traces[UInt32(source) << 16 | UInt32(destination)]?.received(packet)
    } else if packet.is_outgoing != 0, serverPorts.contains(destination) {
      let key = UInt32(destination) << 16 | UInt32(source)
      if packet.flags & ConnectionTrace.syn != 0 {
        // A port is used again before long.
        if traces[key]?.isRepeated(by: packet) != true { traces[key] = ConnectionTrace(packet) }
      } else if let times = traces[key]?.sent(packet) {
        traces[key] = nil
        return CapturedExchange(serverPort: destination, clientPort: source, times: times)
      }
    }
    return nil
  }

  private func hasInputEnded() -> Bool {
    yardstick_wait(0, -1, 0) != 0
  }
}
