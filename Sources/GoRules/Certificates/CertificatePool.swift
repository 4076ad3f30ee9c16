/// Certificates found by their subjects: the trusted roots, or what a server sent (go:
/// `x509.CertPool`).
///
/// A certificate is parsed when it is first looked for; loading a system's hundred and forty costs
/// little more than their base64. Only the holder of the value may look things up, so nothing is
/// locked.
package struct CertificatePool: Sendable {
  private enum Entry: Sendable {
    case unparsed([UInt8])
    case parsed(Certificate)
    /// Not a certificate that go parses: it would not be in the pool.
    case unusable
  }

  private let rules: CertificateRules
  private var entries: [Entry] = []
  private var places: [RawName: [Int]] = [:]

  /// The DER of a name, hashed as a whole: an array would be hashed octet by octet.
  private struct RawName: Hashable {
    let der: ArraySlice<UInt8>

    func hash(into hasher: inout Hasher) {
      der.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  package init(rules: CertificateRules = .init()) {
    self.rules = rules
  }

  /// A pool of what can be read of a PEM bundle.
  package init(pem: [UInt8], rules: CertificateRules = .init()) {
    self.init(rules: rules)
    appendPEM(pem)
  }

  /// Adds the certificates of a PEM file and skips the rest of it (go: `AppendCertsFromPEM`).
  package mutating func appendPEM(_ pem: [UInt8]) {
    pem.withUnsafeBufferPointer { bytes in
      var blocks = PEMBlocks(bytes)
      while let block = blocks.next() {
        if blocks.isCertificate(block) { append(der: block.contents) }
      }
    }
  }

  /// Adds a certificate by its DER, if it is one as far as its subject.
  package mutating func append(der: [UInt8]) {
    guard let subject = Self.subject(of: der) else { return }
    append(.unparsed(der), der, subject: subject)
  }

  /// Adds a certificate that has been parsed; one that is there already is not added again.
  package mutating func append(_ certificate: Certificate) {
    append(.parsed(certificate), certificate.der, subject: certificate.rawSubject)
  }

  private mutating func append(_ entry: Entry, _ der: [UInt8], subject: ArraySlice<UInt8>) {
    let name = RawName(der: subject)
    let known = places[name] ?? []
    if known.contains(where: { self.der(at: $0) == der }) { return }
    entries.append(entry)
    places[name] = known + [entries.count - 1]
  }

  private func der(at place: Int) -> [UInt8]? {
    switch entries[place] {
    case .unparsed(let der): der
    case .parsed(let certificate): certificate.der
    case .unusable: nil
    }
  }

  private mutating func certificate(at place: Int) -> Certificate? {
    switch entries[place] {
    case .parsed(let certificate): return certificate
    case .unusable: return nil
    case .unparsed(let der):
      let parsed = try? Certificate(parsing: der, rules: rules)
      entries[place] = parsed.map { .parsed($0) } ?? .unusable
      return parsed
    }
  }

  /// Whether the pool holds any certificate that can be parsed.
  package mutating func isEmpty() -> Bool {
    !entries.indices.contains { certificate(at: $0) != nil }
  }

  func contains(_ certificate: Certificate) -> Bool {
    guard let known = places[RawName(der: certificate.rawSubject)] else { return false }
    return known.contains { der(at: $0) == certificate.der }
  }

  /// Those that may have signed `child`, the most plausible first (`findPotentialParents`).
  mutating func candidates(for child: Certificate) -> [Certificate] {
    guard let known = places[RawName(der: child.rawIssuer)] else { return [] }
    let wanted = child.der[child.fields.authorityKeyIdentifier]
    var matching: [Certificate] = []
    var oneSided: [Certificate] = []
    var mismatching: [Certificate] = []
    for place in known {
      guard let candidate = certificate(at: place) else { continue }
      let own = candidate.der[candidate.fields.subjectKeyIdentifier]
      if own == wanted {
        matching.append(candidate)
      } else if own.isEmpty != wanted.isEmpty {
        oneSided.append(candidate)
      } else {
        mismatching.append(candidate)
      }
    }
    return matching + oneSided + mismatching
  }

  /// The DER of a certificate's subject, found without parsing the rest; nil for no certificate.
  private static func subject(of der: [UInt8]) -> ArraySlice<UInt8>? {
    let place = der.withUnsafeBufferPointer { bytes -> Range<Int>? in
      var outer = DERReader(bytes)
      guard var certificate = outer.enter(DERTag.sequence),
        var body = certificate.enter(DERTag.sequence)
      else { return nil }
      if body.peek(DERTag.explicit(0)) { _ = body.readAny() }
      // Serial number, signature algorithm, issuer, validity.
      for _ in 0..<4 { guard body.readAny() != nil else { return nil } }
      return body.readWhole(DERTag.sequence)
    }
    return place.map { der[$0] }
  }
}
