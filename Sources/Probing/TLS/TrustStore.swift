import GoRules
import Glibc
import Platform

/// The trusted certificates of a pool, loaded when they are needed first.
final class TrustStore: Sendable {
  private let rules: CertificateRules
  /// Of SSL_CERT_FILE and SSL_CERT_DIR; empty for unset.
  private let certificateFile: String
  private let certificateDirectories: String
  private let loaded: Locked<Result<CertificatePool, CertificateFailure>?>

  /// The certificates of `file` alone, or those that go takes: of SSL_CERT_FILE and SSL_CERT_DIR, each instead of the
  /// system's own list of files and folders. An unreadable `file` is an error; go's are left out as go does.
  init(
    file: String?, environment: [String: String], rules: CertificateRules
  ) throws(ProbePoolError) {
    self.rules = rules
    certificateFile = environment["SSL_CERT_FILE"] ?? ""
    certificateDirectories = environment["SSL_CERT_DIR"] ?? ""
    guard let file else {
      loaded = Locked(nil)
      return
    }
    guard let pem = FileContent.read(file, limit: 64 << 20) else {
      throw .certificateFile(file, reason: String(cString: strerror(errno)))
    }
    var pool = CertificatePool(pem: pem, rules: rules)
    guard !pool.isEmpty() else {
      throw .certificateFile(file, reason: "holds no certificate")
    }
    loaded = Locked(.success(pool))
  }

  /// The roots, or why go has none.
  var roots: Result<CertificatePool, CertificateFailure> {
    loaded.withLock { loaded in
      if let loaded { return loaded }
      let roots = load()
      loaded = roots
      return roots
    }
  }

  private func load() -> Result<CertificatePool, CertificateFailure> {
    do throws(CertificateFailure) {
      return .success(
        try SystemRoots.load(
          certificateFile: certificateFile, certificateDirectories: certificateDirectories,
          rules: rules, read: Self.read, list: Self.list))
    } catch {
      return .failure(error)
    }
  }

  private static func read(_ path: String) -> SystemRoots.Reading<[UInt8]> {
    FileContent.read(path, limit: 64 << 20).map { .found($0) } ?? unread(path)
  }

  /// What `errno` says of `path`.
  private static func unread<Value>(_ path: String) -> SystemRoots.Reading<Value> {
    errno == ENOENT ? .missing : .failed("open \(path): \(SystemError.name(errno))")
  }

  private static func list(_ folder: String) -> SystemRoots.Reading<[SystemRoots.DirectoryEntry]> {
    guard let names = Folder.names(in: folder) else { return unread(folder) }
    return .found(
      names.map {
        SystemRoots.DirectoryEntry(name: $0, linkTarget: Folder.linkTarget("\(folder)/\($0)"))
      })
  }
}
