import Glibc
import GoRules
import Health
import Platform

/// Looks up names on the prober's own loop, with the name servers that /etc/resolv.conf names at the time.
final class Resolver {
  /// How often the file is looked at, as go does (net/dnsclient_unix.go), in nanoseconds.
  private static let reloadInterval: Int64 = 5_000_000_000
  private static let file = "/etc/resolv.conf"

  /// Names one lookup.
  struct Token {
    fileprivate let channel: AresChannel
    fileprivate let number: UInt
  }

  private let nameServers: [String]?
  private let epoll: Int32
  private var current: AresChannel
  /// Channels of older settings that still wait for answers.
  private var retired: [AresChannel] = []
  private var version: FileVersion
  private var nextLook: Int64

  init(nameServers: [String]?, epoll: Int32) throws(ProbePoolError) {
    self.nameServers = nameServers
    self.epoll = epoll
    version = FileVersion(Self.file)
    nextLook = SystemClock.monotonic() + Self.reloadInterval
    current = try AresChannel(
      nameServers: nameServers, Self.options(nameServers), epoll: epoll)
  }

  /// How long go waits for a lookup, in nanoseconds.
  var patience: Int64 { current.options.patience.inNanoseconds }

  private static func options(_ nameServers: [String]?) -> ResolverOptions {
    if let nameServers { return ResolverOptions(nameServers: nameServers.count) }
    let bytes = FileContent.read(file, limit: 64 << 10) ?? []
    return ResolverOptions(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Looks up `host`; `found` is called once, maybe before this returns, unless `forget` is called first.
  func lookUp(
    _ host: String, family: AddressFamily?, found: @escaping (AresChannel.Answer) -> Void
  ) -> Token {
    reload()
    return Token(
      channel: current, number: current.lookUp(host, family: family, found: found))
  }

  /// The answer of this lookup is not wanted any more.
  func forget(_ token: Token) { token.channel.forget(token.number) }

  /// A socket is ready; false where it is none of the resolver's.
  func socketReady(_ fd: Int32, events: UInt32) -> Bool {
    if current.owns(fd) {
      current.socketReady(fd, events: events)
      return true
    }
    guard let channel = retired.first(where: { $0.owns(fd) }) else { return false }
    channel.socketReady(fd, events: events)
    return true
  }

  /// Lets c-ares look at its time limits.
  func checkTimeouts() {
    current.checkTimeouts()
    for channel in retired { channel.checkTimeouts() }
    retired.removeAll { !$0.isBusy }
  }

  /// How long until `checkTimeouts` is wanted, in nanoseconds; nil where nothing is under way.
  var timeout: Int64? {
    guard !retired.isEmpty else { return current.timeout }
    return ([current] + retired).compactMap(\.timeout).min()
  }

  /// Takes the new settings where the file has changed: this machine is on another network now.
  private func reload() {
    let now = SystemClock.monotonic()
    guard nameServers == nil, now >= nextLook else { return }
    nextLook = now + Self.reloadInterval
    let version = FileVersion(Self.file)
    guard version != self.version,
      let channel = try? AresChannel(nameServers: nil, Self.options(nil), epoll: epoll)
    else { return }
    self.version = version
    if current.isBusy { retired.append(current) }
    current = channel
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
