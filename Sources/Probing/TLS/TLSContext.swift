import CGoTLS
import COpenSSL

/// What all TLS connections with the same settings share. Made once, used on any thread.
final class TLSContext: Sendable {
  // OpenSSL counts its users and locks it where need be; nothing is changed once it is made.
  nonisolated(unsafe) let pointer: OpaquePointer
  /// Zeros to fill a ClientHello with, so that it is as long as go's: middleboxes that drop long ones, drop it too.
  nonisolated(unsafe) private let padding: UnsafeMutableBufferPointer<UInt8>

  /// An extension that no server knows (RFC 8701, GREASE), and so ignores.
  private static let paddingType: UInt32 = 0xfafa

  /// Finds the session of an SSL.
  static let index = probe_ssl_index()

  /// nil where there is no memory for it.
  init?(_ hello: ClientHello) {
    guard
      let context = probe_ssl_context(
        gotls_context(), ClientHello.groups, hello.signatures, ClientHello.cipherSuites)
    else { return nil }
    pointer = context
    if hello.offersHTTP2 {
      let names = [2] + Array("h2".utf8) + [8] + Array("http/1.1".utf8)
      SSL_CTX_set_alpn_protos(context, names, UInt32(names.count))
    }
    let length = hello.lengthOfGos - Self.helloLength(context) - 4
    padding = .allocate(capacity: max(0, length))
    padding.initialize(repeating: 0)
    if length >= 0 { addPadding() }
    SSL_CTX_sess_set_new_cb(context) { ssl, session in
      ssl.flatMap(TLSSession.of)?.take(ticket: session)
      return 0
    }
    SSL_CTX_set_info_callback(context) { ssl, event, value in
      guard event & SSL_CB_ALERT != 0, let session = ssl.flatMap(TLSSession.of) else { return }
      session.alert(isOurs: event & SSL_CB_WRITE != 0, value)
    }
    TLSVerification.prepare(context)
  }

  deinit {
    SSL_CTX_free(pointer)
    padding.deallocate()
  }

  private func addPadding() {
    let argument = UnsafeMutableRawPointer(mutating: Unmanaged.passUnretained(self).toOpaque())
    SSL_CTX_add_custom_ext(
      pointer, Self.paddingType, UInt32(SSL_EXT_CLIENT_HELLO),
      { _, _, _, out, length, _, _, _, argument in
        guard let argument else { return 0 }
        let context = Unmanaged<TLSContext>.fromOpaque(argument).takeUnretainedValue()
        out?.pointee = UnsafePointer(context.padding.baseAddress)
        length?.pointee = context.padding.count
        return 1
      }, nil, argument, nil, nil)
  }

  /// How long a ClientHello without a server name is, in bytes; 0 where there is no memory for one.
  private static func helloLength(_ context: OpaquePointer) -> Int {
    guard let ssl = SSL_new(context) else { return 0 }
    defer { SSL_free(ssl) }
    let output = BIO_new(BIO_s_mem())
    SSL_set_bio(ssl, BIO_new(BIO_s_mem()), output)
    SSL_set_connect_state(ssl)
    SSL_do_handshake(ssl)
    ERR_clear_error()
    return probe_bio_pending(output)
  }
}
