import GoRules
import Testing

/// The message as crypto/tls reads it (`certificateMsg.unmarshal`,
/// `certificateMsgTLS13.unmarshal`).
struct CertificateMessageTests {
  @Test(
    "Certificates of a message before TLS 1.3",
    arguments: [
      ([11, 0, 0, 7, 0, 0, 4, 0, 0, 1, 0x30], [[0x30]]),
      ([11, 0, 0, 12, 0, 0, 9, 0, 0, 1, 0x30, 0, 0, 2, 1, 2], [[0x30], [1, 2]]),
      // An empty one is certificate enough where another follows.
      ([11, 0, 0, 10, 0, 0, 7, 0, 0, 0, 0, 0, 1, 0x30], [[], [0x30]]),
    ] as [([UInt8], [[UInt8]])])
  func old(_ message: [UInt8], _ certificates: [[UInt8]]) throws {
    #expect(
      try CertificateMessage.certificates(in: message, isTLS13: false) == certificates)
  }

  @Test(
    "Certificates of a message of TLS 1.3",
    arguments: [
      ([11, 0, 0, 10, 0, 0, 0, 6, 0, 0, 1, 0x30, 0, 0], [[0x30]]),
      // An extension that nobody knows.
      ([11, 0, 0, 15, 0, 0, 0, 11, 0, 0, 1, 0x30, 0, 5, 9, 9, 0, 1, 7], [[0x30]]),
      // A timestamp of one octet.
      (
        [11, 0, 0, 19, 0, 0, 0, 15, 0, 0, 1, 0x30, 0, 9, 0, 18, 0, 5, 0, 3, 0, 1, 7], [[0x30]]
      ),
      // A stapled response of one octet.
      (
        [11, 0, 0, 19, 0, 0, 0, 15, 0, 0, 1, 0x30, 0, 9, 0, 5, 0, 5, 1, 0, 0, 1, 7], [[0x30]]
      ),
      // The same without a response, with a certificate that is not the leaf.
      (
        [
          11, 0, 0, 24, 0, 0, 0, 20, 0, 0, 1, 0x30, 0, 0, 0, 0, 1, 0x31, 0, 8, 0, 5, 0, 4, 1, 0, 0,
          0,
        ],
        [[0x30], [0x31]]
      ),
    ] as [([UInt8], [[UInt8]])])
  func new(_ message: [UInt8], _ certificates: [[UInt8]]) throws {
    #expect(try CertificateMessage.certificates(in: message, isTLS13: true) == certificates)
  }

  @Test(
    "Messages that cannot be read",
    arguments: [
      ([], false), ([], true), ([11, 0, 0, 2, 0, 0], false), ([11, 0, 0, 3, 0, 0, 1], false),
      ([11, 0, 0, 8, 0, 0, 4, 0, 0, 1, 0x30, 0], false),
      ([11, 0, 0, 7, 0, 0, 4, 0, 0, 2, 0x30], false),
      ([11, 0, 0, 6, 0, 0, 3, 0, 0, 0], false),
      ([11, 0, 0, 10, 1, 0, 0, 6, 0, 0, 1, 0x30, 0, 0], true),
      ([11, 0, 0, 11, 0, 0, 0, 6, 0, 0, 1, 0x30, 0, 0, 0], true),
      ([11, 0, 0, 8, 0, 0, 0, 4, 0, 0, 1, 0x30], true),
      ([11, 0, 0, 14, 0, 0, 0, 10, 0, 0, 1, 0x30, 0, 4, 0, 18, 0, 0], true),
      ([11, 0, 0, 18, 0, 0, 0, 14, 0, 0, 1, 0x30, 0, 8, 0, 5, 0, 4, 1, 0, 0, 0], true),
      ([11, 0, 0, 13, 0, 0, 0, 9, 0, 0, 1, 0x30, 0, 3, 9, 9, 0], true),
    ] as [([UInt8], Bool)])
  func undecodable(_ message: [UInt8], _ isTLS13: Bool) {
    #expect(throws: CertificateFailure.undecodableMessage) {
      try CertificateMessage.certificates(in: message, isTLS13: isTLS13)
    }
  }

  @Test("No certificate, and too many octets")
  func limits() {
    #expect(throws: CertificateFailure.noCertificates(isTLS13: true)) {
      try CertificateMessage.certificates(in: [11, 0, 0, 4, 0, 0, 0, 0], isTLS13: true)
    }
    #expect(throws: CertificateFailure.noCertificates(isTLS13: false)) {
      try CertificateMessage.certificates(in: [11, 0, 0, 3, 0, 0, 0], isTLS13: false)
    }
    let long = [UInt8](repeating: 0, count: 262_149)
    #expect(throws: CertificateFailure.messageTooLong(262_145)) {
      try CertificateMessage.certificates(in: long, isTLS13: true)
    }
    #expect(
      CertificateFailure.messageTooLong(262_145).fullGoText
        == "tls: handshake message of length 262145 bytes exceeds maximum of 262144 bytes")
  }
}
