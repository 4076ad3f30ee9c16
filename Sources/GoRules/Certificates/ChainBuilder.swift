/// Builds the chains from a certificate to the roots (crypto/x509 `buildChains`, `isValid`).
struct ChainBuilder {
  private let rules: CertificateRules
  private let now: CertificateTime
  private var intermediates: CertificatePool
  /// Candidates that have been looked at, of which go looks at a hundred.
  private var looked = 0
  /// A signature that could not be checked, if any: what fails after that is not go's failure.
  private(set) var unchecked: SignatureAlgorithm?

  private static let limit = 100

  init(rules: CertificateRules, now: CertificateTime, intermediates: ArraySlice<Certificate>) {
    self.rules = rules
    self.now = now
    self.intermediates = CertificatePool(rules: rules)
    for certificate in intermediates { self.intermediates.append(certificate) }
  }

  /// Why candidates were rejected: the first reason counts, the last failure is the chain's own.
  private struct Rejection {
    var hint: Hint?
    var failure: CertificateFailure?
    var chains: [[Certificate]] = []
  }

  private struct Hint {
    var text: String
    var candidate: String
    var signature: SignatureFault?
  }

  /// All chains that continue `chain`, whose first is the leaf, up to a root.
  mutating func chains(
    continuing chain: [Certificate], roots: inout CertificatePool,
    check: CertificateVerifier.Check
  ) throws(CertificateFailure) -> [[Certificate]] {
    guard let child = chain.last else { return [] }
    var state = Rejection()
    for candidate in roots.candidates(for: child) {
      guard consider(candidate, for: chain, isRoot: true, &state, check) else { continue }
      state.chains.append(chain + [candidate])
    }
    for candidate in intermediates.candidates(for: child) {
      guard consider(candidate, for: chain, isRoot: false, &state, check) else { continue }
      do throws(CertificateFailure) {
        state.chains += try chains(continuing: chain + [candidate], roots: &roots, check: check)
      } catch {
        state.failure = error
      }
    }
    if !state.chains.isEmpty { return state.chains }
    if let failure = state.failure { throw failure }
    throw .unknownAuthority(unknownAuthority(child, isLeaf: chain.count == 1, state.hint))
  }

  /// Whether `candidate` signed the last of `chain` and may stand above it.
  private mutating func consider(
    _ candidate: Certificate, for chain: [Certificate], isRoot: Bool, _ state: inout Rejection,
    _ check: CertificateVerifier.Check
  ) -> Bool {
    // Once it is reached, the limit is the failure whatever else there is to look at.
    guard looked < Self.limit, let child = chain.last else {
      state.failure = .signatureLimit
      return false
    }
    looked += 1
    if candidate.publicKey == .unknown || Self.isAlready(candidate, in: chain) { return false }
    if let fault = signatureFault(of: child, from: candidate, check) {
      reject(candidate, fault.goText, fault, &state)
      return false
    }
    do throws(CertificateFailure) {
      try Self.checkValidity(of: candidate, below: chain, now: now, isIntermediate: !isRoot)
      state.failure = nil
      return true
    } catch {
      state.failure = error
      reject(candidate, error.goText, nil, &state)
      return false
    }
  }

  private func reject(
    _ candidate: Certificate, _ text: String, _ fault: SignatureFault?, _ state: inout Rejection
  ) {
    guard state.hint == nil else { return }
    state.hint = Hint(text: text, candidate: candidate.nameAsCandidate, signature: fault)
  }

  private mutating func signatureFault(
    of child: Certificate, from authority: Certificate, _ check: CertificateVerifier.Check
  ) -> SignatureFault? {
    let question: SignatureCheck
    do throws(SignatureFault) {
      question = try child.signatureCheck(from: authority, rules)
    } catch {
      return error
    }
    switch check(question) {
    case .valid: return nil
    case .unknown:
      unchecked = question.algorithm
      return child.mismatch(question.algorithm)
    case .invalid: return child.mismatch(question.algorithm)
    }
  }

  /// Whether a certificate may stand on top of those of `chain` (`isValid`); an empty chain is for
  /// a leaf.
  static func checkValidity(
    of certificate: Certificate, below chain: [Certificate], now: CertificateTime,
    isIntermediate: Bool
  ) throws(CertificateFailure) {
    let fields = certificate.fields
    func holder() -> CertificateFailure.Holder {
      .init(subject: certificate.subject.description, isLeaf: chain.isEmpty)
    }
    if !fields.unhandledCriticalExtensions.isEmpty {
      let identifiers = fields.unhandledCriticalExtensions.map { OID.text(certificate.der[$0]) }
      throw .unhandledCriticalExtension(holder(), identifiers: identifiers)
    }
    if now.isBefore(fields.notBefore) {
      throw .notYetValid(holder(), now: now, notBefore: fields.notBefore)
    }
    if fields.notAfter.isBefore(now) {
      throw .expired(holder(), now: now, notAfter: fields.notAfter)
    }
    if isIntermediate, !fields.hasBasicConstraints || !fields.isAuthority {
      throw .notAnAuthority(holder())
    }
    if fields.hasBasicConstraints, fields.maximumPathLength >= 0,
      chain.count - 1 > fields.maximumPathLength
    {
      throw .tooManyIntermediates(holder())
    }
  }

  /// Whether a chain has a certificate of this subject, key and names (`alreadyInChain`).
  private static func isAlready(_ candidate: Certificate, in chain: [Certificate]) -> Bool {
    func names(_ certificate: Certificate) -> ArraySlice<UInt8>? {
      certificate.fields.alternativeNames.map { certificate.der[$0] }
    }
    let own = names(candidate)
    for certificate in chain {
      guard candidate.rawSubject == certificate.rawSubject,
        candidate.der[candidate.fields.keyInfo] == certificate.der[certificate.fields.keyInfo]
      else { continue }
      let other = names(certificate)
      if own == nil || other == nil { return own == nil && other == nil }
      if own == other { return true }
    }
    return false
  }

  private func unknownAuthority(
    _ certificate: Certificate, isLeaf: Bool, _ hint: Hint?
  ) -> CertificateFailure.UnknownAuthority {
    let kind: CertificateFailure.UnknownAuthority.Kind =
      if hint != nil {
        .candidateRejected
      } else if certificate.isSelfIssued {
        isLeaf ? .selfSigned : .untrustedRoot
      } else {
        isLeaf && !certificate.fields.issuerURLs.isEmpty ? .intermediateMissing : .untrustedIssuer
      }
    return .init(
      kind: kind, subject: certificate.subject.description,
      issuer: certificate.issuer.description, hint: hint?.text, candidate: hint?.candidate,
      signature: hint?.signature)
  }
}
