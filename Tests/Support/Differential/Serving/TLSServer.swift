import CDifferential

/// A server's SSL_CTX that sends a chain of any bytes.
final class TLSServer {
  private let handle: OpaquePointer
  /// What the ALPN callback reads: a list in wire format (RFC 7301, 3.1) behind its length byte.
  private let protocols: UnsafeMutablePointer<UInt8>

  init(_ plan: TLSPlan) throws {
    let wire = plan.chain.flatMap { $0 }
    let lengths = plan.chain.map(\.count)
    guard
      let handle = cdiff_server(
        plan.key, plan.key.count, wire, lengths, lengths.count, plan.isTLS12 ? 1 : 0)
    else { throw DifferentialError("OpenSSL does not take the key") }
    self.handle = handle
    let list = plan.alpn.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    protocols = .allocate(capacity: list.count + 1)
    protocols.initialize(to: UInt8(list.count))
    for (index, byte) in list.enumerated() { (protocols + 1 + index).initialize(to: byte) }
    if list.isEmpty { return }
    SSL_CTX_set_alpn_select_cb(
      handle,
      { _, chosen, chosenLength, offered, offeredLength, argument in
        guard let chosen, let list = argument?.assumingMemoryBound(to: UInt8.self) else {
          return SSL_TLSEXT_ERR_NOACK
        }
        var selected: UnsafeMutablePointer<UInt8>?
        let result = SSL_select_next_proto(
          &selected, chosenLength, list + 1, UInt32(list.pointee), offered, offeredLength)
        chosen.pointee = UnsafePointer(selected)
        return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK
      }, protocols)
  }

  deinit {
    SSL_CTX_free(handle)
    protocols.deallocate()
  }

  /// A server's end of a handshake on `descriptor`, which stays the caller's.
  func newSession(on descriptor: Int32) -> OpaquePointer? {
    guard let session = SSL_new(handle) else { return nil }
    SSL_set_accept_state(session)
    guard SSL_set_fd(session, descriptor) == 1 else {
      SSL_free(session)
      return nil
    }
    return session
  }
}
