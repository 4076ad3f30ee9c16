import GoRules
import Testing

/// Every text is what go 1.27 printed for the same octets (crypto/tls `verifyServerCertificate`).
struct CertificateVerificationTests {
  private static let chains = CertificateFixtures(ChainFixtures.text)
  private static let keys = CertificateFixtures(KeyFixtures.text)
  private static let hosts = CertificateFixtures(HostFixtures.text)
  private static let constraints = CertificateFixtures(ConstraintFixtures.text)
  private static let policies = CertificateFixtures(PolicyFixtures.text)
  private static let parsing = CertificateFixtures(ParsingFixtures.text)

  @Test("Chains", arguments: chains.cases)
  func chain(_ given: CertificateFixtures.Case) {
    #expect(Self.chains.verdict(given) == given.go)
  }

  @Test("Keys and signature algorithms", arguments: keys.cases)
  func key(_ given: CertificateFixtures.Case) {
    #expect(Self.keys.verdict(given) == given.go)
  }

  @Test("Hosts", arguments: hosts.cases)
  func host(_ given: CertificateFixtures.Case) {
    #expect(Self.hosts.verdict(given) == given.go)
  }

  @Test("Name constraints", arguments: constraints.cases)
  func constraint(_ given: CertificateFixtures.Case) {
    #expect(Self.constraints.verdict(given) == given.go)
  }

  @Test("Policies", arguments: policies.cases)
  func policy(_ given: CertificateFixtures.Case) {
    #expect(Self.policies.verdict(given) == given.go)
  }

  @Test("What cannot be parsed", arguments: parsing.cases)
  func malformed(_ given: CertificateFixtures.Case) {
    #expect(Self.parsing.verdict(given) == given.go)
  }

  @Test("No fixture is lost")
  func fixturesAreRead() {
    #expect(Self.chains.cases.count == 33)
    #expect(Self.keys.cases.count == 40)
    #expect(Self.hosts.cases.count == 40)
    #expect(Self.constraints.cases.count == 44)
    #expect(Self.policies.cases.count == 17)
    #expect(Self.parsing.cases.count == 75)
  }

  private static func failure(_ name: String, in fixtures: CertificateFixtures)
    -> CertificateFailure?
  {
    guard let given = fixtures.cases.first(where: { $0.name == name }),
      case .failure(let failure) = fixtures.result(given)
    else { return nil }
    return failure
  }

  @Test(
    "An unknown authority has kinds that go does not tell apart",
    arguments: [
      ("no intermediate, and no place to get it from", .untrustedIssuer),
      ("no intermediate, and a place to get it from", .intermediateMissing),
      ("no roots", .untrustedIssuer),
      ("the root sent along and not trusted", .untrustedRoot),
      ("self-signed", .selfSigned),
      ("a root of the same name with another key", .candidateRejected),
    ] as [(String, CertificateFailure.UnknownAuthority.Kind)])
  func unknownAuthority(_ name: String, _ kind: CertificateFailure.UnknownAuthority.Kind) {
    guard case .unknownAuthority(let unknown) = Self.failure(name, in: Self.chains) else {
      Issue.record("no unknown authority")
      return
    }
    #expect(unknown.kind == kind)
  }

  @Test("A wrong host names the hosts the certificate is for")
  func wrongHost() {
    guard case .wrongHost(let mismatch) = Self.failure("both for localhost", in: Self.hosts) else {
      Issue.record("no wrong host")
      return
    }
    #expect(mismatch.host == "localhost")
    #expect(mismatch.hosts == ["h", "127.0.0.1"])
    #expect(!mismatch.isLegacyCommonName)
  }

  @Test("An expired authority is told from an expired leaf")
  func expiry() {
    guard case .expired(let leaf, _, let end) = Self.failure("an expired leaf", in: Self.chains),
      case .expired(let root, _, _) = Self.failure("an expired root", in: Self.chains)
    else {
      Issue.record("not expired")
      return
    }
    #expect(leaf.subject == "CN=l" && leaf.isLeaf)
    #expect(root.subject == "CN=Root" && !root.isLeaf)
    #expect(end.description == "2026-11-27T06:00:00Z")
  }

  @Test("What cannot be checked is no failure of the server's")
  func unknownVerdict() throws {
    let fixtures = Self.chains
    let given = try #require(fixtures.cases.first)
    let verifier = CertificateVerifier()
    let certificates = try verifier.parse(given.chain.map(fixtures.der))
    var roots = CertificatePool()
    for name in given.roots { roots.append(der: fixtures.der(name)) }
    #expect(throws: CertificateFailure.signatureNotChecked(.ecdsaWithSHA256)) {
      try verifier.verify(
        certificates, host: given.host, now: given.now, isTLS13: true, roots: &roots
      ) { _ in .unknown }
    }
  }

  @Test("A hundred candidates are looked at, and no more")
  func signatureLimit() throws {
    let fixtures = Self.chains
    let leaf = try Certificate(parsing: fixtures.der("leaf"))
    let intermediates = try (0..<150).map { number in
      // The key identifier stands at the end of what is signed, and nobody checks that here.
      var der = fixtures.der("inter")
      let serial = try #require(der.indices.first { der[$0...].starts(with: [2, 1, 2, 0x30]) })
      der[serial + 2] = UInt8(number / 2)
      der[der.count - 1] = UInt8(number)
      return try Certificate(parsing: der)
    }
    var count = 0
    var roots = CertificatePool()
    #expect(throws: CertificateFailure.signatureLimit) {
      try CertificateVerifier().verify(
        [leaf] + intermediates, host: "h", now: CertificateTime(seconds: 1_795_845_600),
        isTLS13: true, roots: &roots
      ) { _ in
        count += 1
        return .invalid
      }
    }
    #expect(count == 100)
  }
}
