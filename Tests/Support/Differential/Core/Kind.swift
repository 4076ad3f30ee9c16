/// What is mutated.
enum Kind: String, CaseIterable, Sendable {
  case http1, http2, info, zip, certificate, dns, redirect

  /// The case of this number; the same for the same seed.
  func testCase(seed: UInt64, number: Int, materials: Materials) throws -> TestCase {
    var generator = Generator(seed: seed, kind: self, number: number)
    return switch self {
    case .http1: HTTP1Cases.make(&generator)
    case .info: InfoCases.make(&generator)
    case .redirect: try RedirectCases.make(&generator, materials)
    case .zip: ZipCases.make(&generator)
    case .http2: try HTTP2Cases.make(&generator, materials)
    case .certificate: try CertificateCases.make(&generator, materials)
    case .dns: DNSCases.make(&generator, number: number)
    }
  }
}
