/// A certificate in its parts, before it is signed.
struct CertificateDraft {
  var version: DER? = .context(0, [.integer([2])])
  var serial: [UInt8] = [1, 2, 3, 4, 5]
  var issuer = CertificateDraft.name("CN=root")
  var subject = CertificateDraft.name("CN=leaf")
  var notBefore = DER.primitive(0x17, Array("230101000000Z".utf8))
  var notAfter = DER.primitive(0x17, Array("490101000000Z".utf8))
  var publicInfo: [UInt8]
  var extensions: [Extension] = []
  /// The algorithm that the signature is said to be of; nil for the one it is of.
  var toldAlgorithm: DER?
  var digest = 256
  var isPSS = false

  struct Extension {
    var identifier: String
    var isCritical = false
    var value: DER

    var der: DER {
      .sequence([.identifier(identifier)] + (isCritical ? [.boolean(true)] : []) + [.octets(value)])
    }
  }

  /// A name of one attribute: `CN=text`; empty for an empty name.
  static func name(_ text: String) -> DER {
    guard let value = text.split(separator: "=").last, !text.isEmpty else { return .sequence([]) }
    return .sequence([.set([.sequence([.identifier("2.5.4.3"), .utf8(String(value))])])])
  }

  private func algorithm(_ key: KeyRing.Key) -> DER {
    let name: String
    if key.kind == "Ed25519" {
      return .sequence([.identifier("1.3.101.112")])
    } else if key.kind.hasPrefix("P-") {
      name =
        [1: "1.2.840.10045.4.1", 384: "1.2.840.10045.4.3.3", 512: "1.2.840.10045.4.3.4"][digest]
        ?? "1.2.840.10045.4.3.2"
      return .sequence([.identifier(name)])
    } else if isPSS {
      let hash =
        [384: "2.16.840.1.101.3.4.2.2", 512: "2.16.840.1.101.3.4.2.3"][digest]
        ?? "2.16.840.1.101.3.4.2.1"
      let hashed = DER.sequence([.identifier(hash), .null])
      return .sequence([
        .identifier("1.2.840.113549.1.1.10"),
        .sequence([
          .context(0, [hashed]),
          .context(1, [.sequence([.identifier("1.2.840.113549.1.1.8"), hashed])]),
          .context(2, [.integer([UInt8(digest / 8)])]),
        ]),
      ])
    }
    name =
      [
        1: "1.2.840.113549.1.1.5", 5: "1.2.840.113549.1.1.4", 384: "1.2.840.113549.1.1.12",
        512: "1.2.840.113549.1.1.13",
      ][digest]
      ?? "1.2.840.113549.1.1.11"
    return .sequence([.identifier(name), .null])
  }

  /// What is signed.
  func toBeSigned(_ key: KeyRing.Key) -> DER {
    .sequence(
      (version.map { [$0] } ?? []) + [
        .integer(serial), toldAlgorithm ?? algorithm(key), issuer,
        .sequence([notBefore, notAfter]), subject,
        .raw(publicInfo),
      ] + (extensions.isEmpty ? [] : [.context(3, [.sequence(extensions.map(\.der))])]))
  }

  /// The certificate, signed by `key`; `change` may change what is signed.
  func signed(by key: KeyRing.Key, change: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
    var content = toBeSigned(key).encoded
    change(&content)
    let signature = key.sign(content, digest: digest, isPSS: isPSS)
    return DER.sequence([.raw(content), toldAlgorithm ?? algorithm(key), .bits(signature)]).encoded
  }
}
