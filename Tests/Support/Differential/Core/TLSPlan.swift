import CDifferential
import MirrorLab

/// How a server speaks TLS.
struct TLSPlan: Sendable {
  /// What is sent in the Certificate message, leaf first: DER, or not.
  var chain: [[UInt8]]
  /// The leaf's key, DER.
  var key: [UInt8]
  /// The answer to ALPN; empty for no answer.
  var alpn: [String] = ["http/1.1"]
  /// Nothing newer than TLS 1.2.
  var isTLS12 = false

  /// The settings of a server that sends the chain, whatever its bytes are.
  func context() throws -> TLSContext {
    let wire = chain.flatMap { $0 }
    let lengths = chain.map(\.count)
    guard
      let handle = cdiff_server(key, key.count, wire, lengths, lengths.count, isTLS12 ? 1 : 0)
    else { throw DifferentialError("OpenSSL does not take the key") }
    return TLSContext(handle, alpn: alpn)
  }
}
