/// A certificate that crypto/x509 parses: where its parts lie in its DER, and what they mean.
///
/// Immutable; texts are made when they are asked for. Its size is that of its DER and a little
/// more,
/// so whoever takes DER from the network bounds both.
package final class Certificate: Sendable {
  /// The whole certificate.
  package let der: [UInt8]
  let fields: CertificateFields

  /// Parses as `x509.ParseCertificate`; anything after the certificate is an error.
  package convenience init(
    parsing der: [UInt8], rules: CertificateRules = .init()
  ) throws(CertificateParseError) {
    try self.init(der: der, fields: CertificateParser.parse(der, rules))
  }

  private init(der: [UInt8], fields: CertificateFields) {
    self.der = der
    self.fields = fields
  }

  package var notBefore: CertificateTime { fields.notBefore }
  package var notAfter: CertificateTime { fields.notAfter }
  package var publicKey: PublicKey { fields.publicKey }
  /// nil for an algorithm that go does not know.
  package var signatureAlgorithm: SignatureAlgorithm? { fields.signatureAlgorithm }
  /// The issuer's name is the subject's: nobody else is said to have signed it.
  package var isSelfIssued: Bool { der[fields.issuer].elementsEqual(der[fields.subject]) }
  package var isAuthority: Bool { fields.isAuthority }

  package var subject: DistinguishedName { name(fields.subject) }
  package var issuer: DistinguishedName { name(fields.issuer) }
  /// The DER of the subject, which issuers are found by.
  var rawSubject: ArraySlice<UInt8> { der[fields.subject] }
  var rawIssuer: ArraySlice<UInt8> { der[fields.issuer] }

  private func name(_ range: Range<Int>) -> DistinguishedName {
    der.withUnsafeBufferPointer { DistinguishedName($0, range) }
  }

  /// The DNS names of the subject alternative name, as they are written there: ASCII, not always
  /// sound.
  package var dnsNames: [String] { fields.dnsNames.map(text) }
  /// Its IP addresses, as go prints them.
  package var ipAddresses: [String] {
    fields.ipAddresses.map { IPAddress.text(Array(der[$0])) }
  }
  /// DNS names and IP addresses: the hosts that the certificate is for.
  package var hosts: [String] { dnsNames + ipAddresses }
  /// Where the issuer's certificate can be had, as the certificate says (caIssuers).
  package var issuerURLs: [String] { fields.issuerURLs.map(text) }

  func text(_ range: Range<Int>) -> String { String(decoding: der[range], as: UTF8.self) }

  /// In decimal, as go prints it.
  package var serialNumber: String { BigInteger.decimal(der[fields.serial]) }
  /// The SHA-256 of the DER, in lower-case hexadecimal.
  package var fingerprint: String { hexadecimal(SHA256.digest(of: der)) }
}

/// What a parsed certificate says, mostly by where it stands in the DER.
struct CertificateFields: Sendable {
  /// 1 to 3, or a number that go lets overflow to less than 1.
  var version = 1
  var toBeSigned = 0..<0
  var serial = 0..<0
  var signatureAlgorithm: SignatureAlgorithm?
  var issuer = 0..<0
  var subject = 0..<0
  var notBefore = CertificateTime(seconds: 0)
  var notAfter = CertificateTime(seconds: 0)
  var keyInfo = 0..<0
  var publicKey = PublicKey.unknown
  /// The key's DER in the one form that every library reads, where the certificate has another; nil
  /// where not.
  var canonicalKeyInfo: [UInt8]?
  var signature = 0..<0
  /// Bits by which the signature is to be shifted right: 0 in any sound certificate.
  var signaturePadding = 0

  var hasBasicConstraints = false
  var isAuthority = false
  /// -1 for none.
  var maximumPathLength = -1
  /// Zero for none.
  var keyUsage = 0
  /// Whether the certificate lists any extended key usages.
  var hasExtendedKeyUsage = false
  var allowsAnyUsage = false
  var allowsServerAuth = false
  var subjectKeyIdentifier = 0..<0
  var authorityKeyIdentifier = 0..<0

  /// The contents of the extension; nil without it.
  var alternativeNames: Range<Int>?
  var dnsNames: [Range<Int>] = []
  var emailAddresses: [Range<Int>] = []
  var uris: [Range<Int>] = []
  var ipAddresses: [Range<Int>] = []

  /// nil without the extension.
  var nameConstraints: NameConstraints?
  var policies: CertificatePolicies?
  var issuerURLs: [Range<Int>] = []
  /// The object identifiers of critical extensions that go does not handle.
  var unhandledCriticalExtensions: [Range<Int>] = []

  static let certificateSigning = 1 << 5
}

/// The subtrees of a name constraints extension, by where their values lie.
struct NameConstraints: Sendable {
  struct Subtrees: Sendable {
    var dnsNames: [Range<Int>] = []
    /// An address and a mask of the same length, 8 or 32 octets together.
    var networks: [Range<Int>] = []
    var emails: [Range<Int>] = []
    var uriDomains: [Range<Int>] = []
  }

  var permitted = Subtrees()
  var excluded = Subtrees()
}

/// What a certificate says about policies, of which most say little or nothing.
struct CertificatePolicies: Sendable {
  /// The contents of the object identifiers.
  var identifiers: [Range<Int>] = []
  var mappings: [(issuer: Range<Int>, subject: Range<Int>)] = []
  /// nil for none; go keeps a negative one, and ignores it.
  var requireExplicit: Int64?
  var inhibitMapping: Int64?
  var inhibitAny: Int64?
}
