/// The handshake message in which a server sends its certificates (crypto/tls `certificateMsg`,
/// `certificateMsgTLS13`).
///
/// Read here, and not by a library, so that what a library cannot parse still gets go's verdict.
package enum CertificateMessage {
  /// go takes no longer message, its header not counted (`maxHandshakeCertificateMsg`).
  static let longest = 262_144

  /// The DER of each certificate in `message`, which starts with its type and its length of three
  /// octets.
  package static func certificates(
    in message: [UInt8], isTLS13: Bool
  ) throws(CertificateFailure) -> [[UInt8]] {
    guard message.count - 4 <= longest else { throw .messageTooLong(message.count - 4) }
    var rest = message.dropFirst(4)
    if isTLS13 {
      // The context, which is empty but for a client's certificate.
      guard rest.popFirst() == 0 else { throw .undecodableMessage }
    }
    guard var list = take(&rest, lengthOctets: 3), rest.isEmpty else { throw .undecodableMessage }
    var certificates: [[UInt8]] = []
    while !list.isEmpty {
      // Before TLS 1.3 go wants an octet of the last certificate.
      guard isTLS13 || list.count >= 4, let certificate = take(&list, lengthOctets: 3) else {
        throw .undecodableMessage
      }
      if isTLS13 {
        guard let extensions = take(&list, lengthOctets: 2),
          areSound(extensions, ofLeaf: certificates.isEmpty)
        else { throw .undecodableMessage }
      }
      certificates.append(Array(certificate))
    }
    if certificates.isEmpty { throw .noCertificates(isTLS13: isTLS13) }
    return certificates
  }

  /// A part that its length precedes.
  private static func take(
    _ bytes: inout ArraySlice<UInt8>, lengthOctets: Int
  ) -> ArraySlice<UInt8>? {
    guard bytes.count >= lengthOctets else { return nil }
    let length = bytes.prefix(lengthOctets).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count - lengthOctets >= length else { return nil }
    let part = bytes.dropFirst(lengthOctets).prefix(length)
    bytes = bytes.dropFirst(lengthOctets + length)
    return part
  }

  /// go looks into two extensions, of the leaf alone (`unmarshalCertificate`).
  private static func areSound(_ extensions: ArraySlice<UInt8>, ofLeaf isLeaf: Bool) -> Bool {
    var rest = extensions
    while !rest.isEmpty {
      guard rest.count >= 2 else { return false }
      let type = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(2)
      guard var data = take(&rest, lengthOctets: 2) else { return false }
      guard isLeaf else { continue }
      switch type {
      case 5:
        // A stapled OCSP response.
        guard data.popFirst() == 1, let response = take(&data, lengthOctets: 3),
          !response.isEmpty, data.isEmpty
        else { return false }
      case 18:
        guard let list = take(&data, lengthOctets: 2), data.isEmpty, hasSoundParts(list) else {
          return false
        }
      default: continue
      }
    }
    return true
  }

  /// Signed certificate timestamps: at least one, none empty.
  private static func hasSoundParts(_ list: ArraySlice<UInt8>) -> Bool {
    var rest = list
    if rest.isEmpty { return false }
    while !rest.isEmpty {
      guard let part = take(&rest, lengthOctets: 2), !part.isEmpty else { return false }
    }
    return true
  }
}
