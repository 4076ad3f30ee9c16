import GoRules
import Testing

/// Which certificates a bundle holds for go (crypto/x509 `AppendCertsFromPEM`, encoding/pem
/// `Decode`).
struct CertificatePoolTests {
  private static let fixtures = CertificateFixtures(ChainFixtures.text)

  /// The PEM of the trusted root, without a line end after it.
  private static let block: String = {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    let der = fixtures.der("root")
    for start in stride(from: 0, to: der.count, by: 3) {
      let part = der[start..<min(start + 3, der.count)]
      let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0..<4 {
        text.append(place > part.count ? "=" : digits[bits >> (18 - 6 * place) & 63])
      }
      if start % 48 == 45 { text.append("\n") }
    }
    let end = text.hasSuffix("\n") ? "" : "\n"
    return "-----BEGIN CERTIFICATE-----\n\(text)\(end)-----END CERTIFICATE-----"
  }()

  /// Whether a chain to the root verifies with what the bundle holds.
  private static func isTrusted(_ pool: CertificatePool) -> Bool {
    guard let given = fixtures.cases.first else { return false }
    var pool = pool
    let verifier = CertificateVerifier()
    let chain = try? verifier.verify(
      verifier.parse(given.chain.map(fixtures.der)), host: given.host, now: given.now,
      isTLS13: true, roots: &pool, check: fixtures.check)
    return chain?.count == 3
  }

  private static func edited(_ change: (inout String) -> Void) -> String {
    var text = block + "\n"
    change(&text)
    return text
  }

  @Test(
    "Bundles that hold the root",
    arguments: [
      block, block + "\n", "junk before\n" + block, "\n\n" + block + " \t\njunk",
      block.split(separator: "\n").joined(separator: "\r\n"),
      block.split(separator: "\n").joined(separator: " \n"),
      block.split(separator: "\n").joined(separator: "\n\t"),
      "-----BEGIN CERTIFICATE-----\n" + block,
      "-----BEGIN X-----\n!\n-----END X-----\n" + block,
      "\u{FEFF}" + block + "\n" + block,
    ].filter { !$0.contains("\n\t-----") } + ["-----END CERTIFICATE-----\n" + block])
  func holdsRoot(_ bundle: String) {
    #expect(Self.isTrusted(CertificatePool(pem: Array(bundle.utf8))))
  }

  @Test(
    "Bundles that do not",
    arguments: [
      "", "junk", "\u{FEFF}" + block, "  " + block,
      edited { $0.replace("CERTIFICATE", with: "TRUSTED CERTIFICATE") },
      edited { $0.replace("CERTIFICATE-----\nM", with: "CERTIFICATE-----\nKey: value\n\nM") },
      edited { $0.replace("-----END CERTIFICATE", with: "-----END CERTIFICATES") },
      edited { $0.replace("-----END CERTIFICATE-----", with: "-----END CERTIFICATE----- x") },
      edited { $0.replace("\nMII", with: "\nM!II") },
      edited { $0.replace("\n-----END", with: "=\n-----END") },
      edited { $0.removeLast(30) },
    ])
  func holdsNothing(_ bundle: String) {
    var pool = CertificatePool(pem: Array(bundle.utf8))
    let isEmpty = pool.isEmpty()
    #expect(isEmpty)
    #expect(!Self.isTrusted(pool))
  }

  @Test("A certificate is in the pool once, however often it is added")
  func repetition() throws {
    var pool = CertificatePool(pem: Array((Self.block + "\n" + Self.block).utf8))
    pool.append(der: Self.fixtures.der("root"))
    pool.append(try Certificate(parsing: Self.fixtures.der("root")))
    var looked = 0
    let leaf = try Certificate(parsing: Self.fixtures.der("direct"))
    _ = try? CertificateVerifier().verify(
      [leaf], host: "h", now: CertificateTime(seconds: 1_795_845_600), isTLS13: true, roots: &pool
    ) { _ in
      looked += 1
      return .invalid
    }
    #expect(looked == 1)
  }

  // MARK: SSL_CERT_FILE and SSL_CERT_DIR (crypto/x509 loadOnDiskRoots)

  private static let disk: [String: SystemRoots.Reading<[UInt8]>] = [
    "/etc/pki/tls/cacert.pem": .found(Array(block.utf8)),
    "/d/root.pem": .found(Array(block.utf8)),
    "/d/secret.pem": .failed("open /d/secret.pem: permission denied"),
    "/locked.pem": .failed("open /locked.pem: permission denied"),
    "/empty.pem": .found([]),
  ]

  private static let folders: [String: SystemRoots.Reading<[SystemRoots.DirectoryEntry]>] = [
    "/d": .found([.init(name: "secret.pem"), .init(name: "root.pem")]),
    "/linked": .found([.init(name: "root.pem", linkTarget: "other.pem")]),
    "/locked": .failed("open /locked: permission denied"),
  ]

  private static func load(
    _ file: String, _ directories: String
  ) throws(CertificateFailure) -> CertificatePool {
    try SystemRoots.load(
      certificateFile: file, certificateDirectories: directories,
      read: { disk[$0] ?? .missing }, list: { folders[$0] ?? .missing })
  }

  @Test(
    "Where roots are found",
    arguments: [
      ("", "", true), ("/none.pem", "", false), ("/empty.pem", "/d", true),
      ("/none.pem", "/none::/d", true), ("/none.pem", "/linked", false),
      ("/locked.pem", "/d", true),
    ])
  func places(_ file: String, _ directories: String, _ isFound: Bool) throws {
    #expect(Self.isTrusted(try Self.load(file, directories)) == isFound)
  }

  @Test("What cannot be read is an error only where there is nothing else")
  func unreadable() {
    let failure = CertificateFailure.unreadableRoots("open /locked.pem: permission denied")
    #expect(throws: failure) { try Self.load("/locked.pem", "/locked") }
    #expect(
      failure.fullGoText
        == "tls: failed to verify certificate: x509: failed to load system roots and no roots "
        + "provided; open /locked.pem: permission denied")
  }
}
