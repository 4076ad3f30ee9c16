import CDifferential
import Foundation
import MirrorLab
import Platform

/// A name server (RFC 1035) on 127.0.0.1:53 over UDP and TCP; it knows no name but those it was given a plan for.
final class NameServer: Sendable {
  private let plans = Locked<[String: DNSPlan]>([:])
  private let datagrams: Int32
  private let listener: Int32

  /// Puts this process into a network of its own, where no name is known and no other machine is reached, and starts a
  /// name server in it.
  ///
  /// To be called before the first thread exists.
  static func inOwnNetwork(folder: String) throws -> NameServer {
    let settings = "nameserver 127.0.0.1\nsearch corp.test\noptions timeout:1 attempts:2\n"
    let hosts = "127.0.0.1 localhost\n"
    try Data(settings.utf8).write(to: URL(fileURLWithPath: folder + "/resolv.conf"))
    try Data(hosts.utf8).write(to: URL(fileURLWithPath: folder + "/hosts"))
    if cdiff_own_network(folder + "/resolv.conf", folder + "/hosts") != 0 {
      throw DifferentialError("no network of its own: error \(errno)")
    }
    return try NameServer()
  }

  private init() throws {
    guard let address = Socket.Address("127.0.0.1", port: 53) else {
      throw DifferentialError("no address")
    }
    listener = try Socket.listener(on: address)
    datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if !address.bind(datagrams) { throw DifferentialError("no port 53: error \(errno)") }
    pthread_detach(try Threads.start { [self] in serveDatagrams() })
    pthread_detach(try Threads.start { [self] in serveConnections() })
  }

  /// From now on the plan's name is answered by it.
  func answer(_ plan: DNSPlan) { plans.withLock { $0[plan.name] = plan } }

  private struct Query {
    var number: UInt16
    var name: String
    var type: UInt16
    /// Name, type and class, as they were sent.
    var question: [UInt8]

    init?(_ message: [UInt8]) {
      guard message.count > 16 else { return nil }
      number = UInt16(message[0]) << 8 | UInt16(message[1])
      var labels: [String] = []
      var index = 12
      while index < message.count, message[index] > 0 {
        let end = index + 1 + Int(message[index])
        guard end < message.count else { return nil }
        labels.append(String(decoding: message[index + 1..<end], as: UTF8.self).lowercased())
        index = end
      }
      guard index + 5 <= message.count else { return nil }
      name = labels.joined(separator: ".")
      type = UInt16(message[index + 1]) << 8 | UInt16(message[index + 2])
      question = Array(message[12..<index + 5])
    }
  }

  private func replies(_ query: Query) -> [DNSReply] {
    guard let plan = plans.withLock({ $0[query.name] }) else {
      return [DNSReply(flags: 0x8183)]
    }
    return plan.replies[query.type] ?? [DNSReply()]
  }

  private func serveDatagrams() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var peer = sockaddr_storage()
      var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let count = withUnsafeMutablePointer(to: &peer) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(datagrams, &buffer, buffer.count, 0, $0, &size)
        }
      }
      guard count > 0, let query = Query(Array(buffer[..<count])) else { continue }
      var delay = 0
      for reply in replies(query) where !reply.isSilent {
        let bytes = reply.encoded(query.number, query.question, isTCP: false)
        delay += reply.delay
        send(bytes, to: peer, size, after: delay)
      }
    }
  }

  private func send(
    _ bytes: [UInt8], to peer: sockaddr_storage, _ size: socklen_t, after delay: Int
  ) {
    let send: @Sendable () -> Void = { [datagrams] in
      if delay > 0 { usleep(UInt32(delay) * 1000) }
      var peer = peer
      _ = withUnsafePointer(to: &peer) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(datagrams, bytes, bytes.count, 0, $0, size)
        }
      }
    }
    if delay == 0 {
      send()
    } else if let thread = try? Threads.start(send) {
      pthread_detach(thread)
    }
  }

  private func serveConnections() {
    while true {
      var watched = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, -1) > 0 else { continue }
      guard let descriptor = Socket.accept(listener) else { continue }
      if let thread = try? Threads.start({ [self] in serve(descriptor) }) {
        pthread_detach(thread)
      } else {
        close(descriptor)
      }
    }
  }

  /// One query over TCP, which stands behind its length.
  private func serve(_ descriptor: Int32) {
    defer { close(descriptor) }
    var inbox: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, 10_000) > 0 else { return }
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return }
      inbox += buffer[..<count]
      while inbox.count > 2 {
        let length = Int(inbox[0]) << 8 | Int(inbox[1])
        guard inbox.count >= length + 2 else { break }
        let message = Array(inbox[2..<length + 2])
        inbox.removeFirst(length + 2)
        guard let query = Query(message) else { return }
        for reply in replies(query) where !reply.isSilent {
          if reply.isRefusedOverTCP { return }
          let bytes = reply.encoded(query.number, query.question, isTCP: true)
          let framed = [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
          _ = Glibc.send(descriptor, framed, framed.count, Int32(MSG_NOSIGNAL))
        }
      }
    }
  }
}
