import GoRules

/// How long each phase of one request took; nil where the phase did not happen.
///
/// The parts add up to `total`. A reused connection has no `resolve`, `connect` and `tls`. Redirects are summed. Of a
/// request that failed, the phase in which it did lasts until then.
package struct PhaseTimings: Sendable, Hashable {
  @OptionalTime package var resolve: Duration?
  /// The wait for addresses that did not answer, where another one then did.
  @OptionalTime package var fallbackWait: Duration?
  /// The TCP handshake as the kernel tells it (TCP_INFO round trip at its end), not as our loop saw it.
  @OptionalTime package var connect: Duration?
  /// The CONNECT exchange with a forward proxy (HTTP_PROXY, SOCKS5).
  @OptionalTime package var forwardProxy: Duration?
  /// The waits of the TLS handshake, from kernel timestamps.
  @OptionalTime package var tls: Duration?
  @OptionalTime package var processing: Duration?
  @OptionalTime package var transfer: Duration?
  /// Time this machine itself added (cryptography, queueing, resolver threads); in no other phase.
  @OptionalTime package var local: Duration?
  /// From the start of the probe to its end, all included, on the monotonic clock.
  @OptionalTime package var total: Duration?

  package init() {}

  package subscript(phase: Phase) -> Duration? {
    get {
      switch phase {
      case .resolve: resolve
      case .connect: connect
      case .tls: tls
      case .processing: processing
      case .transfer: transfer
      }
    }
    set {
      switch phase {
      case .resolve: resolve = newValue
      case .connect: connect = newValue
      case .tls: tls = newValue
      case .processing: processing = newValue
      case .transfer: transfer = newValue
      }
    }
  }
}
