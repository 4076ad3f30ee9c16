import GoRules
import Platform

/// How TLS is spoken by all probers of a pool: made when it is needed first, for that takes as long as many probes.
final class TLSSettings: Sendable {
  private let hello: ClientHello
  let trust: TrustStore
  let rules: CertificateRules
  private let made = Locked<[ClientHello: TLSContext]>([:])

  init(_ hello: ClientHello, _ rules: CertificateRules, trust: TrustStore) {
    self.hello = hello
    self.rules = rules
    self.trust = trust
  }

  /// `offersHTTP2`: as far as GODEBUG allows it. nil where there is no memory for it.
  func context(offersHTTP2: Bool = true) -> TLSContext? {
    var hello = hello
    hello.offersHTTP2 = hello.offersHTTP2 && offersHTTP2
    return made.withLock { [hello] made in
      if made[hello] == nil { made[hello] = TLSContext(hello) }
      return made[hello]
    }
  }
}
