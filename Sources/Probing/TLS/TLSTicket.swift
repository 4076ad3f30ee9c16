import COpenSSL

/// A session that a peer offers to go on with: a copy, since OpenSSL spoils its own when the connection ends without
/// close_notify.
final class TLSTicket {
  let pointer: OpaquePointer

  /// nil where there is no memory for it.
  init?(_ session: OpaquePointer) {
    guard let copy = SSL_SESSION_dup(session) else { return nil }
    pointer = copy
  }

  deinit { SSL_SESSION_free(pointer) }
}
