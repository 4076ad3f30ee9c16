import CLinux
import Glibc
import GoRules
import Health

/// One question to one name server, over UDP or TCP. Closed with its last reference.
final class NameServerSocket {
  let fd: Int32
  let query: Int
  let id: UInt16
  let deadline: Int64
  private let server: SocketAddress
  private let isTCP: Bool
  private var output: [UInt8]
  private var input: [UInt8] = []

  enum Event {
    case pending
    case answer([UInt8])
    case failed(LookupFault.Kind, String)
  }

  /// Begins to ask; go's words where that cannot be.
  init(
    _ query: Int, message: [UInt8], id: UInt16, server: SocketAddress, isTCP: Bool, deadline: Int64
  ) throws(SystemError) {
    self.query = query
    self.id = id
    self.server = server
    self.isTCP = isTCP
    self.deadline = deadline
    let length = [UInt8(truncatingIfNeeded: message.count >> 8), UInt8(message.count & 0xff)]
    output = isTCP ? length + message : message
    let kind = isTCP ? SOCK_STREAM : SOCK_DGRAM
    let type = Int32(kind.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    fd = Glibc.socket(server.family == .ipv4 ? AF_INET : AF_INET6, type, 0)
    guard fd >= 0 else { throw SystemError(call: "socket", number: errno) }
    let code = server.withSocketAddress { Glibc.connect(fd, $0, $1) }
    guard code == 0 || errno == EINPROGRESS else {
      throw SystemError(call: "connect", number: errno)
    }
  }

  deinit {
    if fd >= 0 { close(fd) }
  }

  /// What the loop is to watch for.
  var events: UInt32 { EPOLLIN.rawValue | (output.isEmpty ? 0 : EPOLLOUT.rawValue) }

  /// go's words for a server that does not answer.
  var timeout: String {
    isConnecting ? "dial tcp \(server.text): i/o timeout" : "read \(network) \(ends): i/o timeout"
  }

  private var isConnecting: Bool { isTCP && !output.isEmpty }
  private var network: String { isTCP ? "tcp" : "udp" }
  private var ends: String {
    (SocketAddress(localEndOf: fd).map { $0.text + "->" } ?? "") + server.text
  }

  /// The socket is ready, or may be.
  func ready() -> Event {
    if !output.isEmpty {
      let sent = output.withUnsafeBytes { clinux_send(fd, $0.baseAddress, $0.count) }
      if sent > 0 {
        output.removeFirst(sent)
      } else if sent != -Int(EAGAIN) && sent != -Int(ENOTCONN) {
        return failed(-Int32(sent), isTCP ? "dial" : "write")
      }
    }
    var buffer = [UInt8](repeating: 0, count: isTCP ? 4096 : 1232)
    while true {
      var time: Int64 = 0
      let count = buffer.withUnsafeMutableBytes {
        clinux_receive(fd, $0.baseAddress, $0.count, &time)
      }
      if count == -Int(EAGAIN) || count == -Int(ENOTCONN) { return .pending }
      if count < 0 { return failed(-Int32(count), "read") }
      guard isTCP else { return .answer(Array(buffer[..<count])) }
      if count == 0 { return .failed(.misbehaving, input.isEmpty ? "EOF" : "unexpected EOF") }
      input += buffer[..<count]
      guard input.count >= 2 else { continue }
      let length = Int(input[0]) << 8 | Int(input[1])
      if input.count >= 2 + length { return .answer(Array(input[2..<2 + length])) }
    }
  }

  private func failed(_ number: Int32, _ operation: String) -> Event {
    let kind: LookupFault.Kind =
      number == ECONNREFUSED || number == ENETUNREACH || number == EHOSTUNREACH
      ? .unreachable : .misbehaving
    let text =
      operation == "dial"
      ? "dial tcp \(server.text): \(SystemError(call: "connect", number: number).text)"
      : "\(operation) \(network) \(ends): \(SystemError(call: operation, number: number).text)"
    return .failed(kind, text)
  }
}
