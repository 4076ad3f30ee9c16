import Glibc
import GoRules
import Health
import MirrorLab
import Platform

/// A server on loopback that keeps what it is sent, bodies included, and answers as it is told: a chat's webhook, another
/// monitor.
///
/// HTTP/1.1, with TLS or without; each connection has a thread of its own, which may block. May be used from any thread.
package final class WebReceiver: Sendable {
  package struct Request: Sendable, Hashable {
    package var method: String
    /// As on the wire, with its query.
    package var target: String
    /// By lower-case name.
    package var headers: [String: String]
    package var body: String
    /// Of its connection, from 1.
    package var connection: Int
  }

  package struct Answer: Sendable {
    package var status = 200
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8] = []
    /// Nothing is ever answered.
    package var isSilent = false
    /// Bytes of the body after which the connection ends; nil for all of it.
    package var breaksAfter: Int?

    package init(_ status: Int = 200, _ body: String = "") {
      self.status = status
      self.body = Array(body.utf8)
    }
  }

  package let host: String
  package let port: UInt16
  private let isTLS: Bool
  private let listener: Int32
  private let answer: @Sendable (Request, Int) -> Answer
  private let state = Locked(State())
  /// Signalled with each request.
  private let arrival = ConditionLock()

  private struct State: Sendable {
    var requests: [Request] = []
    var connections = 0
    var open: Set<Int32> = []
    var threads: [pthread_t] = []
    var isClosed = false
  }

  /// Starts it on 127.0.0.1. `lab`: whose authority gives it a certificate for `host`; nil for plain HTTP. `answer` gets
  /// each request and how many came before.
  package init(
    _ lab: MirrorLab? = nil, host: String = "127.0.0.1",
    _ answer: @escaping @Sendable (Request, Int) -> Answer = { _, _ in Answer() }
  ) throws(LabError) {
    self.host = host
    self.answer = answer
    isTLS = lab != nil
    let identity = try lab?.identity(for: host)
    guard let any = Socket.Address("127.0.0.1", port: 0) else { throw LabError.system("address") }
    listener = try Socket.listener(on: any)
    port = try Socket.port(of: listener)
    startThread { $0.accept(identity) }
  }

  /// Without a path.
  package var url: String { "\(isTLS ? "https" : "http")://\(host):\(port)" }

  /// All that came, oldest first.
  package var requests: [Request] { state.withLock { $0.requests } }

  /// Waits until `count` requests have come, a minute at most; all of them.
  package func wait(for count: Int) -> [Request] {
    let end = SystemClock.now().monotonic + .seconds(60)
    arrival.withLock {
      while requests.count < count, SystemClock.now().monotonic < end { arrival.wait(until: end) }
    }
    return requests
  }

  /// Ends its connections and threads.
  package func close() {
    let threads = state.withLock { state in
      state.isClosed = true
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
      defer { state.threads = [] }
      return state.threads
    }
    guard !threads.isEmpty else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    for thread in threads { pthread_join(thread, nil) }
    Glibc.close(listener)
  }

  // MARK: Threads

  private func accept(_ identity: CertificateAuthority.Identity?) {
    let context = identity.flatMap { try? TLSContext($0) }
    while Wire.wait(for: [listener]).first == true {
      guard let descriptor = Socket.accept(listener) else { return }
      let wire = Wire(descriptor, tls: context?.newSession(on: descriptor))
      let number = state.withLock { state in
        if !state.isClosed { state.open.insert(descriptor) }
        state.connections += 1
        return state.isClosed ? nil : state.connections
      }
      let isServed = number.map { number in
        startThread {
          $0.serve(wire, number)
          $0.closed(wire)
        }
      }
      if isServed != true { closed(wire) }
    }
  }

  /// False where it is closed, or where there is no thread.
  @discardableResult
  private func startThread(_ body: @escaping @Sendable (WebReceiver) -> Void) -> Bool {
    state.withLock { state in
      guard !state.isClosed, let thread = try? LabThread.start({ [self] in body(self) }) else {
        return false
      }
      state.threads.append(thread)
      return true
    }
  }

  private func closed(_ wire: Wire) {
    state.withLock { state in
      state.open.remove(wire.descriptor)
      wire.close()
    }
  }

  private func serve(_ wire: Wire, _ connection: Int) {
    guard wire.shakeHands() else { return }
    while let request = Self.read(wire, connection) {
      let before = state.withLock { state in
        state.requests.append(request)
        return state.requests.count - 1
      }
      arrival.withLock { arrival.signal() }
      let answer = answer(request, before)
      if answer.isSilent { return wire.waitForEnd() }
      var text = "HTTP/1.1 \(answer.status) \(HTTPStatus.name(answer.status) ?? "Status")\r\n"
      for (name, value) in answer.headers { text += "\(name): \(value)\r\n" }
      text += "Content-Length: \(answer.body.count)\r\n\r\n"
      let body = answer.body.prefix(answer.breaksAfter ?? answer.body.count)
      guard wire.write(Array(text.utf8) + body), answer.breaksAfter == nil else { return }
    }
  }

  private static func read(_ wire: Wire, _ connection: Int) -> Request? {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard head.count < 64 << 10, let byte = wire.read(1) else { return nil }
      head += byte
    }
    let lines = String(decoding: head, as: UTF8.self).split(at: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(
        line[line.index(after: colon)...].drop { $0 == " " })
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    guard let body = length == 0 ? [] : wire.read(length) else { return nil }
    return Request(
      method: String(words[0]), target: String(words[1]), headers: headers,
      body: String(decoding: body, as: UTF8.self), connection: connection)
  }
}
