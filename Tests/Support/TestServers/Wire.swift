import COpenSSL
import Glibc
import MirrorLab
import Platform

/// One end of a connection for a thread that may wait for it, with TLS or without.
struct Wire: Sendable {
  let descriptor: Int32
  /// Used by the thread of its connection alone.
  nonisolated(unsafe) private let tls: OpaquePointer?

  init(_ descriptor: Int32, tls: OpaquePointer?) {
    self.descriptor = descriptor
    self.tls = tls
    _ = fcntl(descriptor, F_SETFL, 0)
  }

  /// A connection to a loopback address; nil where there is none.
  init?(connectingTo address: String, port: UInt16) {
    guard Socket.Address.isLoopback(address), let peer = Socket.Address(address, port: port) else {
      return nil
    }
    let descriptor = socket(
      peer.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    guard peer.connect(descriptor) else {
      Glibc.close(descriptor)
      return nil
    }
    self.init(descriptor, tls: nil)
  }

  /// The server's side of the TLS handshake, if there is TLS.
  func shakeHands() -> Bool { tls.map { SSL_accept($0) == 1 } ?? true }

  /// Exactly `count` bytes; nil where the peer ends before.
  func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = readSome(count - bytes.count)
      if more.isEmpty { return nil }
      bytes += more
    }
    return bytes
  }

  /// What there is, at least one byte; empty at the end.
  private func readSome(_ limit: Int = 16384) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count =
      tls.map { Int(SSL_read($0, &buffer, Int32(limit))) }
      ?? recv(descriptor, &buffer, limit, 0)
    return Array(buffer.prefix(max(0, count)))
  }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        tls.map { Int(SSL_write($0, buffer.baseAddress, Int32(buffer.count))) }
          ?? send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  func waitForEnd() { while !readSome().isEmpty {} }

  /// Whether the peer ends, or says something that nobody asked for, before `delay` is over.
  func isOver(within delay: Duration) -> Bool {
    Self.wait(for: [descriptor], milliseconds: Int32(clamping: delay.inNanoseconds / 1_000_000))
      .first == true
  }

  /// Has `close` send a reset.
  func resetWhenClosed() { Socket.resetWhenClosed(descriptor) }

  func close() {
    SSL_free(tls)
    Glibc.close(descriptor)
  }

  /// Hands on what comes from either to the other, until one of them ends.
  static func join(_ one: Wire, _ other: Wire) {
    while true {
      let ready =
        one.hasPending || other.hasPending ? [] : wait(for: [one.descriptor, other.descriptor])
      for (index, (from, to)) in [(one, other), (other, one)].enumerated() {
        guard from.hasPending || ready.indices.contains(index) && ready[index] else { continue }
        let bytes = from.readSome()
        guard !bytes.isEmpty, to.write(bytes) else { return }
      }
    }
  }

  private var hasPending: Bool { tls.map { SSL_pending($0) > 0 } ?? false }

  /// Waits until one of them is readable or at its end, and says which.
  static func wait(for descriptors: [Int32], milliseconds: Int32 = -1) -> [Bool] {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&polled, nfds_t(polled.count), milliseconds) < 0, errno == EINTR {}
    return polled.map { $0.revents != 0 }
  }
}
