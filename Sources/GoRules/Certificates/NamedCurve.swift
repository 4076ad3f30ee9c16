/// The curves of ECDSA keys that go knows (crypto/x509 `namedCurveFromOID`).
package enum NamedCurve: Sendable, Hashable {
  case p224, p256, p384, p521

  init?(objectIdentifier: some Sequence<UInt8>) {
    if objectIdentifier.elementsEqual(OID.p256) {
      self = .p256
    } else if objectIdentifier.elementsEqual(OID.p384) {
      self = .p384
    } else if objectIdentifier.elementsEqual(OID.p521) {
      self = .p521
    } else if objectIdentifier.elementsEqual(OID.p224) {
      self = .p224
    } else {
      return nil
    }
  }

  /// As go's texts name it: `P256`.
  var name: String {
    switch self {
    case .p224: "P224"
    case .p256: "P256"
    case .p384: "P384"
    case .p521: "P521"
    }
  }

  /// Octets of a coordinate.
  var coordinateLength: Int {
    switch self {
    case .p224: 28
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  /// What is wrong with the octets of a public key, in go's words; nil for nothing
  /// (crypto/ecdsa `ParseUncompressedPublicKey`, nistec `SetBytes`).
  func fault(inPoint point: some RandomAccessCollection<UInt8>) -> String? {
    guard point.first == 4 else { return "ecdsa: invalid uncompressed public key" }
    guard point.count == 1 + 2 * coordinateLength else { return "invalid \(name) point encoding" }
    let field = field
    let x = PrimeField.Element(bigEndian: point.dropFirst().prefix(coordinateLength))
    let y = PrimeField.Element(bigEndian: point.suffix(coordinateLength))
    guard field.contains(x), field.contains(y) else {
      // go's P256 has an implementation in assembly, with words of its own.
      return self == .p256 ? "invalid P256 element encoding" : "invalid \(name)Element encoding"
    }
    return field.isOnCurve(x, y) ? nil : "\(name) point not on curve"
  }

  private var field: PrimeField {
    switch self {
    case .p224: Self.field224
    case .p256: Self.field256
    case .p384: Self.field384
    case .p521: Self.field521
    }
  }

  // The primes and the b of FIPS 186-4, D.1.2, least significant word first; a is always -3.
  private static let field224 = PrimeField(
    words: 4,
    prime: [0x0000_0000_0000_0001, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF],
    b: [
      0x270B_3943_2355_FFB4, 0x5044_B0B7_D7BF_D8BA, 0x0C04_B3AB_F541_3256, 0xB405_0A85,
    ])
  private static let field256 = PrimeField(
    words: 4,
    prime: [0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF, 0, 0xFFFF_FFFF_0000_0001],
    b: [
      0x3BCE_3C3E_27D2_604B, 0x651D_06B0_CC53_B0F6, 0xB3EB_BD55_7698_86BC, 0x5AC6_35D8_AA3A_93E7,
    ])
  private static let field384 = PrimeField(
    words: 6,
    prime: [
      0xFFFF_FFFF, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFE, 0xFFFF_FFFF_FFFF_FFFF,
      0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
    ],
    b: [
      0x2A85_C8ED_D3EC_2AEF, 0xC656_398D_8A2E_D19D, 0x0314_088F_5013_875A, 0x181D_9C6E_FE81_4112,
      0x988E_056B_E3F8_2D19, 0xB331_2FA7_E23E_E7E4,
    ])
  private static let field521 = PrimeField(
    words: 9,
    prime: [UInt64](repeating: .max, count: 8) + [0x1FF],
    b: [
      0xEF45_1FD4_6B50_3F00, 0x3573_DF88_3D2C_34F1, 0x1652_C0BD_3BB1_BF07, 0x5619_3951_EC7E_937B,
      0xB8B4_8991_8EF1_09E1, 0xA2DA_725B_99B3_15F3, 0x929A_21A0_B685_40EE, 0x953E_B961_8E1C_9A1F,
      0x51,
    ])
}
