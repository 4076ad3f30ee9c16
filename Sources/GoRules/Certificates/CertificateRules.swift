/// The GODEBUG settings that change what go makes of a certificate (go 1.27, internal/godebugs).
///
/// `x509sha1`, `tlsrsakex` and the like are gone from go; `x509usepolicies`, `x509rsacrt` and
/// `x509sha256skid` are about certificates that go makes.
package struct CertificateRules: Sendable, Hashable {
  /// `x509negativeserial=1`: serial numbers may be negative.
  package var allowsNegativeSerials = false
  /// `rsa1024min=0`: RSA keys of less than 1024 bits may have signed something.
  package var allowsSmallRSA = false
  /// `tlsmaxrsasize`: the most bits of an RSA key that a server may send; may be negative.
  package var largestRSA = 8192

  package init() {}

  /// The rules under the settings that `value` looks up by name; nil for one that is not set.
  package init(godebug value: (String) -> String?) {
    allowsNegativeSerials = value("x509negativeserial") == "1"
    allowsSmallRSA = value("rsa1024min") == "0"
    if let size = value("tlsmaxrsasize").flatMap(Self.integer) { largestRSA = size }
  }

  /// As strconv.Atoi: a sign and decimal digits.
  private static func integer(_ text: String) -> Int? {
    let isSigned = text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
    let digits = text.utf8.dropFirst(isSigned ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39) ~= $0 }) else { return nil }
    return Int(text)
  }
}

/// Why go does not parse a certificate.
package struct CertificateParseError: Error, Sendable, Hashable {
  /// go's text, without what it puts in front: `x509: malformed certificate`.
  package var goText: String

  init(_ goText: String) { self.goText = goText }
}
