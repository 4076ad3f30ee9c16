import COpenSSL
import Glibc
import Platform

/// The trusted certificates, loaded once and shared by all connections of a pool.
///
/// libcurl would load them again for each connection, which costs 17 ms with the system's list.
final class TrustStore: Sendable {
  private enum Source: Sendable {
    case file(String)
    case system(files: [String], folders: [String])
  }

  /// Where go looks on Linux (crypto/x509/root_linux.go).
  private static let systemFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
  ]
  private static let systemFolders = ["/etc/ssl/certs", "/etc/pki/tls/certs"]

  private let source: Source
  private let loaded = Locked<OpaquePointer?>(nil)

  /// The certificates of `file` alone, or those that go takes: of SSL_CERT_FILE and SSL_CERT_DIR, each in place of the
  /// system's own list of files and folders. An unreadable `file` is an error; go's are left out silently, as go does.
  init(file: String?, environment: [String: String]) throws(ProbePoolError) {
    if let file {
      source = .file(file)
      let store = X509_STORE_new()
      let count = GoAlgorithms.within { Self.load(file: file, into: store) }
      guard count > 0 else {
        let reason = count < 0 ? String(cString: strerror(errno)) : "holds no certificate"
        X509_STORE_free(store)
        throw .certificateFile(file, reason: reason)
      }
      loaded.withLock { $0 = store }
    } else {
      func list(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
      }
      source = .system(
        files: list("SSL_CERT_FILE").map { [$0] } ?? Self.systemFiles,
        folders: list("SSL_CERT_DIR").map { $0.split(separator: ":").map(String.init) }
          ?? Self.systemFolders)
    }
  }

  deinit {
    loaded.withLock { X509_STORE_free($0) }
  }

  /// Gives the certificates to the connections of `context`; loads them at the first call.
  func lend(to context: OpaquePointer) {
    let store = loaded.withLock { loaded in
      if loaded == nil, case .system(let files, let folders) = source {
        loaded = Self.load(files: files, folders: folders)
      }
      return loaded
    }
    SSL_CTX_set1_cert_store(context, store)
  }

  /// The first readable file, and all of the folders.
  private static func load(files: [String], folders: [String]) -> OpaquePointer? {
    let store = X509_STORE_new()
    _ = files.first { load(file: $0, into: store) >= 0 }
    for folder in folders {
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        // Links within the folder (a hash for a name) are second names of the same certificate.
        guard !name.hasPrefix("."), !isLinkWithin(folder, name) else { continue }
        _ = load(file: "\(folder)/\(name)", into: store)
      }
    }
    return store
  }

  private static func isLinkWithin(_ folder: String, _ name: String) -> Bool {
    var buffer = [CChar](repeating: 0, count: 256)
    let length = readlink("\(folder)/\(name)", &buffer, buffer.count)
    return length > 0 && !buffer[..<length].contains(CChar(UInt8(ascii: "/")))
  }

  /// Adds the certificates of a PEM file; how many, -1 with errno where it cannot be read.
  private static func load(file: String, into store: OpaquePointer?) -> Int {
    guard let stream = fopen(file, "re") else { return -1 }
    defer { fclose(stream) }
    var count = 0
    while let certificate = PEM_read_X509(stream, nil, nil, nil) {
      X509_STORE_add_cert(store, certificate)
      X509_free(certificate)
      count += 1
    }
    ERR_clear_error()
    return count
  }
}
