import GoRules

/// What a mirror saw, in order; its log is made of these.
package enum LabEvent: Sendable, Hashable {
  /// A connection was accepted; connections of a mirror count from 1.
  case connected(Int)
  /// The TLS handshake of a connection is done, with the protocol chosen by ALPN.
  case handshaken(Int, alpn: String?)
  case requested(LabRequest)
  /// A connection was idle too long and is closed, or from now on ignored.
  case idleDropped(Int)
  /// A connection is gone, by whichever side.
  case closed(Int)
}

/// One request as a mirror read it.
package struct LabRequest: Sendable, Hashable {
  /// The number of its connection, from 1.
  package var connection: Int
  package var method: String
  /// As on the wire, with its query.
  package var path: String
  /// `1.0`, `1.1` or `2`.
  package var httpVersion: String
  /// By lower-case name; without HTTP/2's pseudo headers.
  package var headers: [String: String] = [:]

  /// The file of the GOPROXY protocol that the path names; nil for any other path.
  package var file: LabFile? {
    let path = path.prefix { $0 != "?" }
    if path.contains("/lookup/") { return .lookup }
    if path.contains("/tile/8/") { return .tile }
    if path.contains("/sumdb/") || path.hasPrefix("sumdb/") { return .sumdb }
    if path.hasSuffix("/@latest") { return .latest }
    guard path.contains("/@v/") else { return nil }
    if path.hasSuffix("/@v/list") { return .list }
    if path.hasSuffix(".info") { return .info }
    if path.hasSuffix(".mod") { return .mod }
    return path.hasSuffix(".zip") ? .zip : nil
  }
}
