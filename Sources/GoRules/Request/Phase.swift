/// A part of one request in time; the names are blackbox_exporter's.
package enum Phase: String, Sendable, Hashable, CaseIterable, Codable {
  /// Name to address.
  case resolve
  /// TCP (and, behind a forward proxy, its CONNECT).
  case connect
  /// TLS handshake.
  case tls
  /// Request sent to first byte of the answer.
  case processing
  /// First to last byte of the body.
  case transfer
}
