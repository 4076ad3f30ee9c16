import GoRules
import Testing

/// Certificates, and cases of what go makes of them, as the fixtures write them.
struct CertificateFixtures {
  /// What a server sends, and what go says.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var host: String
    var godebug: String
    var now: CertificateTime
    var isTLS13: Bool
    var chain: [String]
    var roots: [String]
    /// `ok`, or go's whole error.
    var go: String

    var testDescription: String { name }
  }

  private(set) var cases: [Case] = []
  private(set) var certificates: [String: [UInt8]] = [:]
  /// The names of certificates by those whose keys signed them.
  private var signers: [String: String] = [:]

  init(_ text: String) {
    for block in text.split(separator: "\n\n") {
      let lines = block.split(separator: "\n").map(String.init)
      if let name = value(lines, 0, "certificate: "), let signer = value(lines, 1, "signed by: ") {
        certificates[name] = Self.octets(base64: lines.dropFirst(2).joined())
        signers[name] = signer
      } else if let name = value(lines, 0, "case: "), let given = value(lines, 1, "given: "),
        let go = value(lines, 2, "go: "), let found = Self.testCase(name, given, go)
      {
        cases.append(found)
      }
    }
  }

  private func value(_ lines: [String], _ index: Int, _ key: String) -> String? {
    guard lines.indices.contains(index), lines[index].hasPrefix(key) else { return nil }
    return String(lines[index].dropFirst(key.count))
  }

  private static func testCase(_ name: String, _ given: String, _ go: String) -> Case? {
    let parts = given.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 8, let seconds = Int64(parts[2]), let nanoseconds = Int32(parts[3]),
      let offset = Int32(parts[4])
    else { return nil }
    func names(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
    return Case(
      name: name, host: parts[0], godebug: parts[1],
      now: CertificateTime(seconds: seconds, nanoseconds: nanoseconds, offset: offset),
      isTLS13: parts[5] == "1.3", chain: names(parts[6]), roots: names(parts[7]), go: go)
  }

  private static func octets(base64: String) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var octets: [UInt8] = []
    var bits = 0
    var count = 0
    for digit in base64.utf8 {
      guard let value = digits.firstIndex(of: digit) else { continue }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      octets.append(UInt8(truncatingIfNeeded: bits >> count))
    }
    return octets
  }

  func der(_ name: String) -> [UInt8] { certificates[name] ?? [] }

  /// What a verifier says to a case: `ok`, or its whole error.
  func verdict(_ given: Case) -> String {
    switch result(given) {
    case .success: "ok"
    case .failure(let failure): failure.fullGoText
    }
  }

  func result(_ given: Case) -> Result<[Certificate], CertificateFailure> {
    let settings = given.godebug.split(separator: "=", maxSplits: 1).map(String.init)
    let rules = CertificateRules { $0 == settings.first ? settings.last : nil }
    let verifier = CertificateVerifier(rules: rules)
    var roots = CertificatePool(rules: rules)
    for name in given.roots { roots.append(der: der(name)) }
    do throws(CertificateFailure) {
      let certificates = try verifier.parse(given.chain.map(der))
      return .success(
        try verifier.verify(
          certificates, host: given.host, now: given.now, isTLS13: given.isTLS13, roots: &roots,
          check: check))
    } catch {
      return .failure(error)
    }
  }

  /// A signature is good where the key is that of the certificate whose key go signed with.
  func check(_ question: SignatureCheck) -> SignatureVerdict {
    let signed = question.withSigned { Array($0) }
    let key = question.withSubjectPublicKeyInfo { Array($0) }
    let isGood = certificates.contains { name, der in
      // Behind the tag and the length of the certificate.
      let isOwn = (2...4).contains { der.dropFirst($0).starts(with: signed) }
      guard isOwn, let signer = signers[name] else { return false }
      return contains(self.der(signer), key)
    }
    return isGood ? .valid : .invalid
  }

  private func contains(_ octets: [UInt8], _ part: [UInt8]) -> Bool {
    guard octets.count >= part.count else { return false }
    return (0...octets.count - part.count).contains { octets[$0...].starts(with: part) }
  }
}
