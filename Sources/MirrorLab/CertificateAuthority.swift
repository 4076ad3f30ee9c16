import COpenSSL
import Glibc

/// A throw-away certificate authority: made at start, never written, trusted by nobody unless told.
///
/// Holds its key as bytes, so that it can be used from any thread; OpenSSL's handles live for one call.
package struct CertificateAuthority: Sendable {
  /// A certificate and its key, both DER.
  package struct Identity: Sendable {
    var certificate: [UInt8]
    var key: [UInt8]
    /// What a server sends behind its certificate: its issuer and so on, without the root.
    var intermediates: [[UInt8]] = []
    /// An OCSP response to send with the certificate; empty for none.
    var staple: [UInt8] = []
  }

  /// What goes into a certificate.
  struct Subject: Sendable {
    var commonName: String
    var organization = "goproxytop mirror lab"
    /// OpenSSL's notation: `DNS:a.example,IP:127.0.0.1`; empty for no such extension, nil makes an authority.
    var alternativeNames: String?
    /// Days from today.
    var firstDay: Int32 = -1
    var lastDay: Int32 = 30

    /// A host, a name or an address, as `alternativeNames` has it.
    static func alternativeName(_ host: String) -> String {
      "\(Socket.Address(host, port: 0) == nil ? "DNS" : "IP"):\(host)"
    }
  }

  private let identity: Identity
  /// What leads from a certificate that it signed to the root.
  private let intermediates: [[UInt8]]

  /// A root.
  init(name: String) throws(LabError) {
    let key = try PrivateKey(lab_new_key(), "new key")
    let subject = Subject(commonName: name)
    identity = Identity(
      certificate: try Self.sign(subject, key: key, issuer: nil, by: key), key: try key.der())
    intermediates = []
  }

  /// An authority that `parent` vouches for, as those that sign public mirrors' certificates are.
  init(name: String, under parent: CertificateAuthority) throws(LabError) {
    identity = try parent.issue(Subject(commonName: name))
    intermediates = [identity.certificate] + parent.intermediates
  }

  /// The authority's certificate, as a CA file of one.
  func pem() throws(LabError) -> String {
    let certificate = try Certificate(der: identity.certificate)
    guard let memory = BIO_new(BIO_s_mem()) else { throw LabError.openSSL("memory") }
    defer { BIO_free(memory) }
    guard PEM_write_bio_X509(memory, certificate.handle) == 1 else {
      throw LabError.openSSL("write PEM")
    }
    var text = [UInt8](repeating: 0, count: 8192)
    let length = BIO_read(memory, &text, Int32(text.count))
    return String(decoding: text.prefix(Int(max(length, 0))), as: UTF8.self)
  }

  /// A new key with a certificate signed by this authority.
  func issue(_ subject: Subject) throws(LabError) -> Identity {
    let key = try PrivateKey(lab_new_key(), "new key")
    let certificate = try Self.sign(
      subject, key: key, issuer: try Certificate(der: identity.certificate),
      by: try PrivateKey(der: identity.key))
    return Identity(certificate: certificate, key: try key.der(), intermediates: intermediates)
  }

  /// The OCSP response that calls the certificate of `subject`, issued by this authority, good.
  func staple(for subject: Identity) throws(LabError) -> [UInt8] {
    let certificate = try Certificate(der: subject.certificate)
    let own = try Certificate(der: identity.certificate)
    let key = try PrivateKey(der: identity.key)
    var buffer: UnsafeMutablePointer<UInt8>?
    let length = lab_ocsp_good(certificate.handle, own.handle, key.handle, &buffer)
    return try bytesOfOpenSSL(buffer, length)
  }

  private static func sign(
    _ subject: Subject, key: borrowing PrivateKey, issuer: consuming Certificate?,
    by issuerKey: borrowing PrivateKey
  ) throws(LabError) -> [UInt8] {
    let certificate = try Certificate()
    let handle = certificate.handle
    var generator = SystemRandomNumberGenerator()
    let serial = UInt64.random(in: 1...UInt64(Int64.max), using: &generator)
    let day = 24 * 60 * 60
    guard X509_set_version(handle, Int(X509_VERSION_3)) == 1,
      ASN1_INTEGER_set_uint64(X509_get_serialNumber(handle), serial) == 1,
      X509_gmtime_adj(X509_getm_notBefore(handle), Int(subject.firstDay) * day) != nil,
      X509_gmtime_adj(X509_getm_notAfter(handle), Int(subject.lastDay) * day) != nil,
      X509_set_pubkey(handle, key.handle) == 1,
      add(subject.organization, as: "O", to: X509_get_subject_name(handle)),
      add(subject.commonName, as: "CN", to: X509_get_subject_name(handle))
    else { throw LabError.openSSL("fill certificate") }

    let issuerHandle = issuer?.handle ?? handle
    guard X509_set_issuer_name(handle, X509_get_subject_name(issuerHandle)) == 1 else {
      throw LabError.openSSL("name issuer")
    }
    let extensions: [(Int32, String)] =
      if let names = subject.alternativeNames {
        [
          (NID_basic_constraints, "critical,CA:FALSE"), (NID_ext_key_usage, "serverAuth"),
          (NID_subject_alt_name, names),
        ]
      } else {
        [(NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign")]
      }
    for (id, value) in extensions where !value.isEmpty {
      var context = X509V3_CTX()
      X509V3_set_ctx(&context, issuerHandle, handle, nil, nil, 0)
      guard let made = X509V3_EXT_conf_nid(nil, &context, id, value) else {
        throw LabError.openSSL("extension \(value)")
      }
      defer { X509_EXTENSION_free(made) }
      guard X509_add_ext(handle, made, -1) == 1 else { throw LabError.openSSL("add extension") }
    }
    guard X509_sign(handle, issuerKey.handle, EVP_sha256()) > 0 else {
      throw LabError.openSSL("sign")
    }
    return try certificate.der()
  }

  private static func add(_ text: String, as field: String, to name: OpaquePointer?) -> Bool {
    let bytes = Array(text.utf8)
    return X509_NAME_add_entry_by_txt(
      name, field, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0) == 1
  }
}

/// An EVP_PKEY, freed with its owner.
private struct PrivateKey: ~Copyable {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer?, _ operation: String) throws(LabError) {
    guard let handle else { throw LabError.openSSL(operation) }
    self.handle = handle
  }

  init(der: [UInt8]) throws(LabError) {
    let handle = der.withUnsafeBufferPointer { bytes in
      var cursor = bytes.baseAddress
      return d2i_AutoPrivateKey(nil, &cursor, bytes.count)
    }
    try self.init(handle, "read key")
  }

  deinit { EVP_PKEY_free(handle) }

  func der() throws(LabError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let length = i2d_PrivateKey(handle, &buffer)
    return try bytesOfOpenSSL(buffer, length)
  }
}

/// An X509, freed with its owner.
private struct Certificate: ~Copyable {
  let handle: OpaquePointer

  init() throws(LabError) {
    guard let handle = X509_new() else { throw LabError.openSSL("new certificate") }
    self.handle = handle
  }

  init(der: [UInt8]) throws(LabError) {
    let handle = der.withUnsafeBufferPointer { bytes in
      var cursor = bytes.baseAddress
      return d2i_X509(nil, &cursor, bytes.count)
    }
    guard let handle else { throw LabError.openSSL("read certificate") }
    self.handle = handle
  }

  deinit { X509_free(handle) }

  func der() throws(LabError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let length = i2d_X509(handle, &buffer)
    return try bytesOfOpenSSL(buffer, length)
  }
}

/// Copies what an i2d function allocated, and frees it.
private func bytesOfOpenSSL(
  _ buffer: UnsafeMutablePointer<UInt8>?, _ length: Int32
) throws(LabError) -> [UInt8] {
  guard length > 0, let buffer else { throw LabError.openSSL("encode") }
  defer { CRYPTO_free(buffer, nil, 0) }
  return Array(UnsafeBufferPointer(start: buffer, count: Int(length)))
}
