import Glibc
import Platform

/// A DNS server (RFC 1035) on a free loopback port, on its own thread.
final class NameServer: Sendable {
  enum Answer: Sendable {
    /// A records; other types get an empty answer.
    case addresses([[UInt8]])
    case code(UInt8)
    case silence
  }

  let port: Int
  private let fd: Int32
  private let thread = TestThread()
  private let asked = Locked<[String]>([])

  /// Names asked so far, one entry a query.
  var questions: [String] { asked.withLock { $0 } }

  /// As `ProbePoolConfiguration.nameServers` takes it.
  var address: String { "127.0.0.1:\(port)" }

  init(_ answer: @escaping @Sendable (String) -> Answer) {
    fd = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    port = Loopback.bind(fd)
    thread.start { [unowned self] in self.run(answer) }
  }

  func stop() {
    shutdown(fd, Int32(SHUT_RDWR))
    thread.join()
    close(fd)
  }

  private func run(_ answer: @Sendable (String) -> Answer) {
    var buffer = [UInt8](repeating: 0, count: 1500)
    while true {
      var peer = sockaddr_in()
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = withUnsafeMutablePointer(to: &peer) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(fd, &buffer, buffer.count, 0, $0, &size)
        }
      }
      guard count > 12 else { return }
      let (name, end) = Self.question(buffer)
      asked.withLock { $0.append(name) }
      guard let reply = Self.reply(Array(buffer[..<end]), answer(name)) else { continue }
      _ = withUnsafePointer(to: &peer) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(fd, reply, reply.count, 0, $0, size)
        }
      }
    }
  }

  /// The name asked and where the question ends.
  private static func question(_ message: [UInt8]) -> (String, Int) {
    var labels: [String] = []
    var index = 12
    while message[index] > 0 {
      let length = Int(message[index])
      labels.append(String(decoding: message[index + 1...index + length], as: UTF8.self))
      index += length + 1
    }
    return (labels.joined(separator: ".").lowercased(), index + 5)
  }

  private static func reply(_ question: [UInt8], _ answer: Answer) -> [UInt8]? {
    var code: UInt8 = 0
    var records: [[UInt8]] = []
    let isA = question[question.count - 3] == 1
    switch answer {
    case .silence: return nil
    case .code(let value): code = value
    case .addresses(let addresses): records = isA ? addresses : []
    }
    var reply = question
    reply[2] = 0x81
    reply[3] = 0x80 | code
    reply[7] = UInt8(records.count)
    reply[9] = 0
    reply[11] = 0
    for record in records {
      reply += [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4] + record
    }
    return reply
  }
}
