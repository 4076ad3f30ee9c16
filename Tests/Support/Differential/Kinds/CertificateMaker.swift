import Foundation

/// Certificates that are as they should be.
enum CertificateMaker {
  static func basicConstraints(isAuthority: Bool, pathLength: UInt8? = nil)
    -> CertificateDraft.Extension
  {
    let length = pathLength.map { [DER.integer([$0])] } ?? []
    return .init(
      identifier: "2.5.29.19", isCritical: true,
      value: .sequence((isAuthority ? [.boolean(true)] : []) + length))
  }

  /// `names` as `DNS:localhost` or `IP:127.0.0.1`.
  static func alternativeNames(_ names: [String]) -> CertificateDraft.Extension {
    .init(identifier: "2.5.29.17", value: .sequence(names.map(generalName)))
  }

  /// `DNS:`, `IP:` (IPv4 with dots, or hexadecimal digits), `URI:` or `EMAIL:`.
  static func generalName(_ text: String) -> DER {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let value = Array(parts.last?.utf8 ?? "".utf8)
    switch parts.first {
    case "DNS": return .primitive(0x82, value)
    case "URI": return .primitive(0x86, value)
    case "EMAIL": return .primitive(0x81, value)
    default:
      let isDotted = value.contains(UInt8(ascii: "."))
      let numbers =
        isDotted
        ? (parts.last ?? "").split(separator: ".").map { UInt8($0) ?? 0 }
        : stride(from: 0, to: value.count - 1, by: 2).map {
          UInt8(String(decoding: value[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
        }
      return .primitive(0x87, numbers)
    }
  }

  static func keyUsage(_ bits: UInt8...) -> CertificateDraft.Extension {
    var byte: UInt8 = 0
    for bit in bits { byte |= 0x80 >> bit }
    return .init(
      identifier: "2.5.29.15", isCritical: true,
      value: .bits([byte], unused: UInt8(byte.trailingZeroBitCount % 8)))
  }

  static func extendedKeyUsage(_ identifiers: [String]) -> CertificateDraft.Extension {
    .init(identifier: "2.5.29.37", value: .sequence(identifiers.map(DER.identifier)))
  }

  /// A self-signed authority.
  static func root(_ key: KeyRing.Key, name: String = "CN=root") -> CertificateDraft {
    CertificateDraft(
      issuer: CertificateDraft.name(name), subject: CertificateDraft.name(name),
      publicInfo: key.publicInfo,
      extensions: [basicConstraints(isAuthority: true), keyUsage(5, 6)])
  }

  static func pem(_ certificate: [UInt8]) -> String {
    let text = Data(certificate).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
  }

  /// For `localhost`, 127.0.0.1 and ::1, with the PEM of its authority.
  static func soundIdentity(_ keys: KeyRing) throws -> (TLSPlan, String) {
    let authority = try keys.key("P-256", 0)
    let key = try keys.key("P-256", 1)
    let leaf = CertificateDraft(
      publicInfo: key.publicInfo,
      extensions: [
        basicConstraints(isAuthority: false), extendedKeyUsage(["1.3.6.1.5.5.7.3.1"]),
        alternativeNames(["DNS:localhost", "IP:127.0.0.1", "IP:00000000000000000000000000000001"]),
      ])
    let chain = [leaf.signed(by: authority)]
    return (TLSPlan(chain: chain, key: key.der), pem(root(authority).signed(by: authority)))
  }
}
