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
}
