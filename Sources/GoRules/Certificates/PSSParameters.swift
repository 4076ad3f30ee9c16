/// The parameters of RSA-PSS, of which go takes three sets (crypto/x509
/// `getSignatureAlgorithmFromAI`).
///
/// They are read as encoding/asn1 reads a structure, which is laxer than cryptobyte: what follows
/// the fields of a SEQUENCE is ignored, and the length of an explicit tag is not looked at.
struct PSSParameters {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// The algorithm that the DER of the parameters stands for; nil for none that go takes.
  static func algorithm(_ der: UnsafeBufferPointer<UInt8>) -> SignatureAlgorithm? {
    let reader = PSSParameters(bytes: der)
    guard let sequence = reader.header(0..<der.count), sequence.isSequence,
      let hash = reader.explicitSequence(0, in: sequence.contents),
      let mask = reader.explicitSequence(1, in: hash.after..<sequence.contents.upperBound),
      let salt = reader.explicitInteger(2, in: mask.after..<sequence.contents.upperBound)
    else { return nil }
    let rest = salt.after..<sequence.contents.upperBound
    if !rest.isEmpty {
      guard let next = reader.header(rest) else { return nil }
      if next.isExplicit(3) {
        guard let trailer = reader.explicitInteger(3, in: rest), trailer.value == 1 else {
          return nil
        }
      }
    }
    guard let digest = reader.identifier(hash.contents),
      reader.isNullOrAbsent(digest.parameters),
      let generator = reader.identifier(mask.contents),
      der[generator.identifier].elementsEqual(OID.mgf1),
      let inner = reader.header(generator.parameters), inner.isSequence,
      let maskDigest = reader.identifier(inner.contents),
      der[maskDigest.identifier].elementsEqual(der[digest.identifier]),
      reader.isNullOrAbsent(maskDigest.parameters)
    else { return nil }
    return match(der[digest.identifier], salt: salt.value)
  }

  private static func match(
    _ digest: Slice<UnsafeBufferPointer<UInt8>>, salt: Int
  ) -> SignatureAlgorithm? {
    if digest.elementsEqual(OID.sha256), salt == 32 { return .sha256WithRSAPSS }
    if digest.elementsEqual(OID.sha384), salt == 48 { return .sha384WithRSAPSS }
    if digest.elementsEqual(OID.sha512), salt == 64 { return .sha512WithRSAPSS }
    return nil
  }

  /// A tag and length, and where the contents would lie.
  private struct Header {
    var tag: UInt8
    var start: Int
    var contents: Range<Int>

    var isSequence: Bool { tag == DERTag.sequence }
    /// go takes an empty explicit tag for one even where it is primitive, and then fails on it.
    func isExplicit(_ number: UInt8) -> Bool {
      tag == DERTag.explicit(number) || (tag == DERTag.context(number) && contents.isEmpty)
    }
  }

  /// The header at the front of `range`, whose contents must fit into it.
  private func header(_ range: Range<Int>) -> Header? {
    guard let header = looseHeader(range), header.contents.upperBound <= range.upperBound else {
      return nil
    }
    return header
  }

  /// The same, whether the contents fit or not (`parseTagAndLength`).
  private func looseHeader(_ range: Range<Int>) -> Header? {
    guard range.count >= 2, bytes[range.lowerBound] & 0x1F != 0x1F else { return nil }
    var length = Int(bytes[range.lowerBound + 1])
    var start = range.lowerBound + 2
    if length & 0x80 != 0 {
      let octets = length & 0x7F
      guard octets >= 1, octets <= 4, octets <= range.upperBound - start else { return nil }
      length = 0
      for index in start..<start + octets { length = length << 8 | Int(bytes[index]) }
      guard length >= 128, length >> ((octets - 1) * 8) != 0 else { return nil }
      start += octets
    }
    return Header(
      tag: bytes[range.lowerBound], start: range.lowerBound, contents: start..<start + length)
  }

  /// `[number] SEQUENCE`.
  private func explicitSequence(
    _ number: UInt8, in range: Range<Int>
  ) -> (contents: Range<Int>, after: Int)? {
    guard let inner = explicit(number, in: range), inner.isSequence else { return nil }
    return (inner.contents, inner.contents.upperBound)
  }

  /// `[number] INTEGER`, of one octet: no larger one is ever right.
  private func explicitInteger(
    _ number: UInt8, in range: Range<Int>
  ) -> (value: Int, after: Int)? {
    guard let inner = explicit(number, in: range), inner.tag == DERTag.integer,
      inner.contents.count == 1
    else { return nil }
    return (Int(Int8(bitPattern: bytes[inner.contents.lowerBound])), inner.contents.upperBound)
  }

  private func explicit(_ number: UInt8, in range: Range<Int>) -> Header? {
    guard let outer = looseHeader(range), outer.tag == DERTag.explicit(number),
      !outer.contents.isEmpty, outer.contents.lowerBound <= range.upperBound
    else { return nil }
    return header(outer.contents.lowerBound..<range.upperBound)
  }

  /// An AlgorithmIdentifier's two fields; the parameters are empty for none.
  private func identifier(
    _ range: Range<Int>
  ) -> (identifier: Range<Int>, parameters: Range<Int>)? {
    guard let first = header(range), first.tag == DERTag.objectIdentifier else { return nil }
    let rest = first.contents.upperBound..<range.upperBound
    guard !rest.isEmpty else { return (first.contents, rest) }
    guard let second = header(rest) else { return nil }
    return (first.contents, second.start..<second.contents.upperBound)
  }

  private func isNullOrAbsent(_ parameters: Range<Int>) -> Bool {
    parameters.isEmpty || bytes[parameters].elementsEqual([DERTag.null, 0])
  }
}
