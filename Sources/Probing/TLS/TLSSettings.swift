import GoRules
import Platform

/// How TLS is spoken by all probers of a pool: made when it is needed first, for that takes as long as many probes.
final class TLSSettings: Sendable {
  private let hello: ClientHello
  let trust: TrustStore
  let rules: CertificateRules
  private let made = Locked<TLSContext?>(nil)

  init(_ hello: ClientHello, _ rules: CertificateRules, trust: TrustStore) {
    self.hello = hello
    self.rules = rules
    self.trust = trust
  }

  /// nil where there is no memory for it.
  var context: TLSContext? {
    made.withLock { made in
      if made == nil { made = TLSContext(hello) }
      return made
    }
  }

}
