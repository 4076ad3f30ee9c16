import CYardstick
import Glibc

/// What the wire saw of the first exchange of one connection; CLOCK_REALTIME, by the kernel.
struct CapturedExchange {
  var serverPort: UInt16
  var clientPort: UInt16
  var syn: Duration
  var synAck: Duration
  /// The ClientHello.
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
    let times = [syn, synAck, hello, flightEnd, request, firstByte].map { "\(nanoseconds($0))" }
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
/// TLS 1.3 only: SYN, SYN-ACK, ClientHello, the server's flight, then Finished and the request, then
/// the answer. Records are encrypted by then, and told apart by length and time: a request's record
/// is longer than Finished and acknowledgements, and an answer comes no sooner than `answerDelay`
/// after its request, while tickets and settings of the server come at once.
struct ConnectionTrace {
  private var syn: Duration?
  private var synAck: Duration?
  private var hello: Duration?
  private var flightEnd: Duration?
  private var isFlightOver = false
  private var request: Duration?
  /// Something was sent again: its times mean nothing.
  private(set) var isSpoilt = false

  /// A Finished behind its ChangeCipherSpec has at most 80 bytes (SHA-384), an acknowledgement 39.
  private static let requestLength = 80

  mutating func sent(_ packet: yardstick_packet) {
    let time = Duration.nanoseconds(packet.time_ns)
    if packet.flags & 0x02 != 0 {
      if syn != nil { isSpoilt = true }
      syn = time
    }
    guard packet.payload_length > 0 else { return }
    if hello == nil {
      hello = time
    } else {
      isFlightOver = true
      if packet.payload_length > Self.requestLength { request = time }
    }
  }

  /// The exchange, when `packet` begins the answer.
  mutating func received(
    _ packet: yardstick_packet, ports: (server: UInt16, client: UInt16), answerDelay: Duration
  ) -> CapturedExchange? {
    let time = Duration.nanoseconds(packet.time_ns)
    if packet.flags & 0x12 == 0x12 { synAck = time }
    guard packet.payload_length > 0 else { return nil }
    if !isFlightOver { flightEnd = time }
    guard let syn, let synAck, let hello, let flightEnd, let request,
      time - request >= answerDelay
    else { return nil }
    return CapturedExchange(
      serverPort: ports.server, clientPort: ports.client,
      times: [syn, synAck, hello, flightEnd, request, time])
  }
}

/// Captures the exchanges of clients with servers on known ports.
struct Capture {
  private let descriptor: Int32
  private let serverPorts: Set<UInt16>
  private let answerDelay: Duration
  private var traces: [UInt32: ConnectionTrace] = [:]

  init(
    interface: String, serverPorts: Set<UInt16>, answerDelay: Duration
  ) throws(BenchmarkError) {
    descriptor = yardstick_open_capture(interface)
    if descriptor < 0 { throw .system("capture on \(interface)") }
    self.serverPorts = serverPorts
    self.answerDelay = answerDelay
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
    if packet.is_outgoing != 0, serverPorts.contains(packet.destination_port) {
      let key = UInt32(packet.destination_port) << 16 | UInt32(packet.source_port)
      if packet.flags & 0x02 != 0, traces[key]?.isSpoilt ?? true { traces[key] = ConnectionTrace() }
      traces[key]?.sent(packet)
    } else if packet.is_outgoing == 0, serverPorts.contains(packet.source_port) {
      let key = UInt32(packet.source_port) << 16 | UInt32(packet.destination_port)
      let exchange = traces[key]?.received(
        packet, ports: (packet.source_port, packet.destination_port), answerDelay: answerDelay)
      guard let exchange else { return nil }
      let isSpoilt = traces.removeValue(forKey: key)?.isSpoilt ?? true
      return isSpoilt ? nil : exchange
    }
    return nil
  }

  private func hasInputEnded() -> Bool {
    yardstick_wait(0, -1, 0) != 0
  }
}
