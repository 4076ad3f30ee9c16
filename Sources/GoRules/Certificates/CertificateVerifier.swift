/// Verifies what a server sent as go's TLS client does (crypto/tls `verifyServerCertificate`,
/// crypto/x509 `Verify`).
///
/// Pure but for `check`, which the caller gives: it gets every signature whose algorithm and key go
/// would look at, at most a hundred a verification.
package struct CertificateVerifier: Sendable {
  package var rules: CertificateRules

  package init(rules: CertificateRules = .init()) {
    self.rules = rules
  }

  /// Checks signatures; called only during `verify`.
  package typealias Check = (SignatureCheck) -> SignatureVerdict

  /// Parses the certificates of a server in the order they came in; the first is its own.
  ///
  /// What has been parsed before may be handed to `verify` again without parsing it anew.
  package func parse(_ chain: [[UInt8]]) throws(CertificateFailure) -> [Certificate] {
    var parsed: [Certificate] = []
    for der in chain { parsed.append(try parse(der)) }
    return parsed
  }

  /// Parses one certificate of a server's.
  package func parse(_ der: [UInt8]) throws(CertificateFailure) -> Certificate {
    let certificate: Certificate
    do throws(CertificateParseError) {
      certificate = try Certificate(parsing: der, rules: rules)
    } catch {
      throw .malformed(text: error.goText)
    }
    if case .rsa(let bits, _, _) = certificate.publicKey, bits > rules.largestRSA {
      throw .keyTooLarge(limit: rules.largestRSA)
    }
    return certificate
  }

  /// Finds a chain from the first of `certificates` to one of `roots`, and returns it.
  ///
  /// - `host`: what the certificate must be for; empty for anything.
  /// - `isTLS13`: the version that the server chose.
  package func verify(
    _ certificates: [Certificate], host: String, now: CertificateTime, isTLS13: Bool,
    roots: inout CertificatePool, check: Check
  ) throws(CertificateFailure) -> [Certificate] {
    guard let leaf = certificates.first else { throw .noCertificates(isTLS13: isTLS13) }
    try ChainBuilder.checkValidity(of: leaf, below: [], now: now, isIntermediate: false)
    if !host.isEmpty, let mismatch = leaf.mismatch(with: host) { throw .wrongHost(mismatch) }
    var builder = ChainBuilder(rules: rules, now: now, intermediates: certificates.dropFirst())
    let chain: [Certificate]
    do throws(CertificateFailure) {
      let chains =
        roots.contains(leaf)
        ? [[leaf]] : try builder.chains(continuing: [leaf], roots: &roots, check: check)
      chain = try choose(among: chains)
    } catch {
      if let unchecked = builder.unchecked { throw .signatureNotChecked(unchecked) }
      throw error
    }
    switch leaf.publicKey {
    case .rsa, .ecdsa, .ed25519: return chain
    case .mldsa: if isTLS13 { return chain } else { throw .keyNeedsTLS13 }
    case .dsa, .unknown: throw .unsupportedKey(type: leaf.publicKey.goType)
    }
  }

  /// The first chain that may be used for a server (the second half of `Verify`).
  private func choose(
    among chains: [[Certificate]]
  ) throws(CertificateFailure) -> [Certificate] {
    var badPolicies = 0
    var badUsages = 0
    var nameFault: String?
    var names = ChainConstraints()
    for chain in chains {
      if !ChainPolicies.areValid(chain) {
        badPolicies += 1
      } else if !Self.isForServers(chain) {
        badUsages += 1
      } else {
        do throws(ChainConstraints.Fault) {
          try names.check(chain)
          if !DistrustedKeys.contain(anyOf: chain) { return chain }
        } catch {
          guard case .notPermitted(let text) = error else { throw .overOurLimit }
          nameFault = nameFault ?? text
        }
      }
    }
    if let nameFault { throw .nameNotPermitted(detail: nameFault) }
    if badUsages > 0, badPolicies == 0 { throw .incompatibleUsage }
    var details: [String] = []
    if badUsages > 0 { details.append("\(badUsages) candidate chains with incompatible key usage") }
    if badPolicies > 0 { details.append("\(badPolicies) candidate chains with invalid policies") }
    throw .noValidChains(detail: details.joined(separator: ", "))
  }

  /// Every certificate that lists usages lists that of a server, or any (`checkChainForKeyUsage`).
  private static func isForServers(_ chain: [Certificate]) -> Bool {
    chain.allSatisfy {
      !$0.fields.hasExtendedKeyUsage || $0.fields.allowsAnyUsage || $0.fields.allowsServerAuth
    }
  }
}
