import GoRules
import Glibc
import Platform

/// The files that say how names are looked up, read anew when they have changed, as go does every 5 s.
struct ResolverFiles {
  private static let interval: Int64 = 5_000_000_000

  private(set) var configuration: ResolverConfiguration
  private(set) var order: LookupOrder
  private(set) var hosts: HostsFile
  private let isFixed: Bool
  private var versions: [FileVersion]
  private var nextLook: Int64

  private static let paths = ["/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/hosts"]

  /// `servers` (`address:port`) instead of those in resolv.conf, unless nil.
  init(servers: [String]?) {
    isFixed = servers != nil
    configuration = servers.map { ResolverConfiguration(servers: $0) } ?? Self.readConfiguration()
    order = LookupOrder(text: Self.text(Self.paths[1]))
    hosts = HostsFile(text: Self.text(Self.paths[2]) ?? "")
    versions = Self.paths.map { FileVersion($0) }
    nextLook = SystemClock.monotonic() + Self.interval
  }

  mutating func reload() {
    let now = SystemClock.monotonic()
    guard now >= nextLook else { return }
    nextLook = now + Self.interval
    let new = Self.paths.map { FileVersion($0) }
    if new[0] != versions[0], !isFixed { configuration = Self.readConfiguration() }
    if new[1] != versions[1] { order = LookupOrder(text: Self.text(Self.paths[1])) }
    if new[2] != versions[2] { hosts = HostsFile(text: Self.text(Self.paths[2]) ?? "") }
    versions = new
  }

  private static func readConfiguration() -> ResolverConfiguration {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let hostName = name.withUnsafeBufferPointer {
      $0.baseAddress.map { String(cString: $0) } ?? ""
    }
    return ResolverConfiguration(text: text(paths[0]), hostName: hostName)
  }

  private static func text(_ path: String) -> String? {
    FileContent.read(path, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What of a file changes with its content.
private struct FileVersion: Equatable {
  private var inode: UInt64 = 0
  private var size: Int64 = 0
  private var changedAt: [UInt8] = []

  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    changedAt = withUnsafeBytes(of: status.st_mtim) { Array($0) }
  }
}
