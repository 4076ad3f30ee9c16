/// Where go finds the trusted roots on Linux, and what it makes of the files (crypto/x509
/// `loadOnDiskRoots`).
package enum SystemRoots {
  /// The result of reading a file or a directory.
  package enum Reading<Value: Sendable>: Sendable {
    case found(Value)
    /// There is none: go does not mind.
    case missing
    /// go's text of the error: `open /etc/ssl/cert.pem: permission denied`.
    case failed(String)
  }

  /// An entry of a directory.
  package struct DirectoryEntry: Sendable {
    package var name: String
    /// Where a symbolic link points, as it is written; nil for anything else.
    package var linkTarget: String?

    package init(name: String, linkTarget: String? = nil) {
      self.name = name
      self.linkTarget = linkTarget
    }
  }

  /// The files of which the first readable one counts.
  package static func files(certificateFile: String) -> [String] {
    guard certificateFile.isEmpty else { return [certificateFile] }
    return [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
      "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
      "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]
  }

  /// The directories of which every file counts, besides the file.
  package static func directories(certificateDirectories: String) -> [String] {
    guard !certificateDirectories.isEmpty else { return ["/etc/ssl/certs", "/etc/pki/tls/certs"] }
    return certificateDirectories.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
      .map { String($0) ?? "" }
  }

  /// Loads all roots, the files of SSL_CERT_FILE and SSL_CERT_DIR or the system's own; empty for
  /// unset.
  ///
  /// Fails where there are none and something could not be read. go meets that failure after it has
  /// parsed a server's certificates, and before it verifies them.
  package static func load(
    certificateFile: String, certificateDirectories: String, rules: CertificateRules = .init(),
    read: (String) -> Reading<[UInt8]>, list: (String) -> Reading<[DirectoryEntry]>
  ) throws(CertificateFailure) -> CertificatePool {
    var pool = CertificatePool(rules: rules)
    var fault: String?
    reading: for file in files(certificateFile: certificateFile) {
      switch read(file) {
      case .found(let pem):
        pool.appendPEM(pem)
        break reading
      case .failed(let text): fault = fault ?? text
      case .missing: continue
      }
    }
    for directory in directories(certificateDirectories: certificateDirectories) {
      switch list(directory) {
      case .found(let entries): append(entries, of: directory, to: &pool, read)
      case .failed(let text): fault = fault ?? text
      case .missing: continue
      }
    }
    if let fault, pool.isEmpty() { throw .unreadableRoots(fault) }
    return pool
  }

  private static func append(
    _ entries: [DirectoryEntry], of directory: String, to pool: inout CertificatePool,
    _ read: (String) -> Reading<[UInt8]>
  ) {
    for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      // A link within the directory is read where it points to.
      if let target = entry.linkTarget, !target.utf8.contains(UInt8(ascii: "/")) { continue }
      if case .found(let pem) = read(directory + "/" + entry.name) { pool.appendPEM(pem) }
    }
  }
}
