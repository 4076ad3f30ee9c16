import Glibc
import Platform

/// Real GOPROXY mirrors in this process, on loopback, with faults that can be switched while they run.
///
/// HTTP/1.1 and HTTP/2 (libnghttp2) over TLS (OpenSSL) or plain TCP, all on one thread. Every port is
/// chosen by the kernel; nothing outside 127.0.0.0/8 and ::1 is touched. May be used from any thread.
package final class MirrorLab: Sendable {
  /// The root that the mirrors' certificates lead to, over an intermediate: the content of a CA file.
  package let certificateAuthorityPEM: String

  private let core: LabCore
  private let thread: Locked<pthread_t?>

  /// Makes the authorities and starts the servers' thread.
  package init() throws(LabError) {
    let root = try CertificateAuthority(name: "goproxytop mirror lab root")
    certificateAuthorityPEM = try root.pem()
    let authority = try CertificateAuthority(name: "goproxytop mirror lab authority", under: root)
    core = LabCore(authority: authority, poller: try Poller())
    do {
      thread = Locked(try EventLoop.start(core))
    } catch {
      core.poller.close()
      throw error
    }
  }

  deinit { close() }

  /// Starts a mirror that serves.
  ///
  /// `name` is for people; `host` the name in its URL and certificate, by default the address;
  /// `address` must be a loopback address. `sumdb`: it says that it carries the checksum database, which `database` is.
  package func addMirror(
    name: String = "mirror", host: String? = nil, address: String = "127.0.0.1", tls: Bool = true,
    modules: [LabModule] = LabModule.standard, sumdb: Bool = true, database: LabDatabase? = nil
  ) throws(LabError) -> LabMirror {
    let tree = ModuleTree(modules: modules, carriesSumdb: sumdb, database: database)
    return try core.registry.withLock { registry throws(LabError) in
      if registry.isStopping { throw LabError(description: "the lab is closed") }
      let mirror = try LabMirror(
        id: LabCore.mirrorBit | UInt64(registry.mirrors.count), name: name, host: host,
        address: address, isTLS: tls, tree: tree, poller: core.poller)
      registry.mirrors.append(mirror)
      return mirror
    }
  }

  /// The loopback address of the mirror with this host or address; nil where there is none.
  package func address(of host: String) -> String? {
    core.registry.withLock { registry in
      registry.mirrors.first { $0.host == host || $0.address == host }?.address
    }
  }

  /// A certificate for another server on this host, a name or an address, by the authority of the mirrors.
  package func identity(for host: String) throws(LabError) -> CertificateAuthority.Identity {
    try core.authority.issue(
      CertificateAuthority.Subject(
        commonName: host, alternativeNames: CertificateAuthority.Subject.alternativeName(host)))
  }

  /// Ends all mirrors and their thread, and returns when nothing of them is left. Again: no effect.
  package func close() {
    guard let thread = thread.withLock({ $0.take() }) else { return }
    let mirrors = core.registry.withLock { registry in
      registry.isStopping = true
      return registry.mirrors
    }
    for mirror in mirrors { mirror.close() }
    core.poller.wake()
    pthread_join(thread, nil)
    core.poller.close()
  }
}

/// What the lab and its thread share.
final class LabCore: Sendable {
  /// Set in the identities of mirrors, clear in those of connections.
  static let mirrorBit: UInt64 = 1 << 63

  struct Registry: Sendable {
    var mirrors: [LabMirror] = []
    var isStopping = false
  }

  let authority: CertificateAuthority
  let poller: Poller
  let registry = Locked(Registry())

  init(authority: CertificateAuthority, poller: Poller) {
    self.authority = authority
    self.poller = poller
  }
}
