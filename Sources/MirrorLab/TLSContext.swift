import COpenSSL

/// A server's SSL_CTX: one certificate, one answer to ALPN. Lives on one thread.
package final class TLSContext {
  /// What is accepted of the key exchange groups and of the cipher suites of TLS 1.2, by OpenSSL's names.
  package enum Algorithms: Hashable {
    case any
    case group(String)
    /// TLS 1.2 alone, with this cipher suite.
    case cipherSuite(String)
  }

  private let handle: OpaquePointer
  /// What the ALPN callback reads: a list in wire format (RFC 7301, 3.1) behind its length byte.
  private let protocols: UnsafeMutablePointer<UInt8>
  /// What the status callback reads; nil where nothing is stapled.
  private var staple: UnsafeMutablePointer<lab_staple>?

  /// Takes over an SSL_CTX. `alpn` is what is chosen from, best first; empty where ALPN is ignored.
  package init(_ handle: OpaquePointer, alpn: [String]) {
    self.handle = handle
    let list = alpn.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
    protocols = .allocate(capacity: list.count + 1)
    protocols.initialize(to: UInt8(list.count))
    for (index, byte) in list.enumerated() { (protocols + 1 + index).initialize(to: byte) }
    if alpn.isEmpty { return }
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

  package convenience init(
    _ identity: CertificateAuthority.Identity, alpn: [String] = [], _ algorithms: Algorithms = .any
  ) throws(LabError) {
    guard let handle = SSL_CTX_new(TLS_server_method()) else {
      throw LabError.openSSL("SSL_CTX_new")
    }
    self.init(handle, alpn: alpn)
    let key = identity.key
    let certificate = identity.certificate
    let areKnown =
      switch algorithms {
      case .any: true
      case .group(let name): lab_limit_groups(handle, name) == 1
      case .cipherSuite(let name): lab_limit_cipher_suites(handle, name) == 1
      }
    guard areKnown,
      SSL_CTX_use_certificate_ASN1(handle, Int32(certificate.count), certificate) == 1,
      SSL_CTX_use_PrivateKey_ASN1(EVP_PKEY_EC, handle, key, key.count) == 1,
      identity.intermediates.allSatisfy({ lab_add_to_chain(handle, $0, $0.count) == 1 })
    else { throw LabError.openSSL("set up SSL_CTX") }
    lab_configure_server(handle)
    guard !identity.staple.isEmpty else { return }
    let staple = UnsafeMutablePointer<lab_staple>.allocate(capacity: 1)
    staple.initialize(to: Self.copied(identity.staple))
    self.staple = staple
    lab_add_staple(handle, staple)
  }

  deinit {
    SSL_CTX_free(handle)
    protocols.deallocate()
    staple?.pointee.bytes.deallocate()
    staple?.deallocate()
  }

  private static func copied(_ bytes: [UInt8]) -> lab_staple {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    return lab_staple(bytes: copy.baseAddress, length: bytes.count)
  }

  /// From now on each client gets so many sessions that it could resume.
  func setTickets(_ count: Int) { lab_set_tickets(handle, count) }

  /// A server's end of a handshake on `descriptor`, which stays the caller's; nil without memory.
  package func newSession(on descriptor: Int32) -> OpaquePointer? {
    guard let session = SSL_new(handle) else { return nil }
    SSL_set_accept_state(session)
    guard SSL_set_fd(session, descriptor) == 1 else {
      SSL_free(session)
      return nil
    }
    return session
  }

  /// What ALPN chose in a finished handshake; nil for nothing.
  static func chosenProtocol(_ session: OpaquePointer) -> String? {
    var name: UnsafePointer<UInt8>?
    var length: UInt32 = 0
    SSL_get0_alpn_selected(session, &name, &length)
    guard let name, length > 0 else { return nil }
    return String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
  }
}
