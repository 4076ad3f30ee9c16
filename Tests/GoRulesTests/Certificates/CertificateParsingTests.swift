import GoRules
import Testing

struct CertificateParsingTests {
  private static let fixtures = CertificateFixtures(ChainFixtures.text)

  @Test("Facts for the screen")
  func facts() throws {
    let certificate = try Certificate(parsing: Self.fixtures.der("aia"))
    #expect(certificate.subject.description == "CN=l")
    #expect(certificate.issuer.description == "CN=Inter")
    #expect(certificate.notBefore.description == "2025-11-28T06:00:00Z")
    #expect(certificate.notAfter.description == "2035-11-28T06:00:00Z")
    #expect(certificate.hosts == ["h"])
    #expect(certificate.issuerURLs == ["http://a/i"])
    #expect(certificate.publicKey == .ecdsa(.p256))
    #expect(certificate.signatureAlgorithm == .ecdsaWithSHA256)
    #expect(!certificate.isAuthority)
    #expect(!certificate.isSelfIssued)
  }

  @Test("Serial numbers beyond a machine word, names beyond ASCII (go: big.Int, pkix.Name)")
  func largeFacts() throws {
    let certificate = try Certificate(parsing: Self.fixtures.der("no root"))
    #expect(certificate.serialNumber == "15282369784978019493629688545280")
    #expect(certificate.subject.description == "O=O \\\"q\\\" \\\\ é\u{A0}")
  }

  @Test("The fingerprint is the SHA-256 of the DER (sha256sum)")
  func fingerprint() throws {
    let certificate = try Certificate(parsing: Self.fixtures.der("leaf"))
    #expect(
      certificate.fingerprint
        == "e62061792bc30362724e15f07720758c0cb822642975877b5a50c6be61900e08")
  }

  @Test("A cut certificate never parses or traps", arguments: ["leaf", "critical", "aia"])
  func truncation(_ name: String) {
    let der = Self.fixtures.der(name)
    for length in der.indices {
      #expect(throws: CertificateParseError.self) {
        try Certificate(parsing: Array(der[..<length]))
      }
    }
  }

  @Test("No octet can be changed so that anything traps", arguments: ["inter", "critical", "aia"])
  func mutation(_ name: String) throws {
    let der = Self.fixtures.der(name)
    let now = CertificateTime(seconds: 1_795_845_600)
    var roots = CertificatePool()
    roots.append(der: Self.fixtures.der("root"))
    var parsed = 0
    for index in der.indices {
      for change in [UInt8(1), 0x80, 0x20, 0xFF] {
        var changed = der
        changed[index] ^= change
        guard let certificate = try? Certificate(parsing: changed) else { continue }
        parsed += 1
        _ = certificate.subject.description + certificate.issuer.description
        _ = certificate.serialNumber + certificate.hosts.joined()
        _ = try? CertificateVerifier().verify(
          [certificate, certificate], host: "h", now: now, isTLS13: true, roots: &roots
        ) { _ in .valid }
      }
    }
    #expect(parsed > der.count)
  }

  @Test(
    "Moments in any zone (go: Time.Format(time.RFC3339))",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"),
      (-1, 0, "1969-12-31T23:59:59Z"),
      (951_782_400, 0, "2000-02-29T00:00:00Z"),
      (1_795_845_600, 3600, "2026-11-28T07:00:00+01:00"),
      (1_795_845_600, -12_600, "2026-11-28T02:30:00-03:30"),
      (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
      (-62_167_219_200, 0, "0000-01-01T00:00:00Z"),
    ] as [(Int64, Int32, String)])
  func moments(_ seconds: Int64, _ offset: Int32, _ text: String) {
    #expect(CertificateTime(seconds: seconds, offset: offset).description == text)
  }

  @Test(
    "GODEBUG (go: strconv.Atoi for tlsmaxrsasize)",
    arguments: [
      ("tlsmaxrsasize", "16384", 16_384), ("tlsmaxrsasize", "+5", 5), ("tlsmaxrsasize", "-1", -1),
      ("tlsmaxrsasize", "1_000", 8192), ("tlsmaxrsasize", "", 8192),
      ("tlsmaxrsasize", "99999999999999999999", 8192), ("x509sha1", "1", 8192),
    ])
  func largestRSA(_ name: String, _ value: String, _ expected: Int) {
    #expect(CertificateRules { $0 == name ? value : nil }.largestRSA == expected)
  }
}
