import CLinux
import Glibc
import GoRules
import Health

/// Looks for this user's go commands in /proc, and at their sockets by the kernel's socket diagnosis. Blocks: not for the
/// cooperative pool.
package struct GoProcessTable: Sendable {
  /// Why nothing can be seen.
  package struct Failure: Error, Sendable, Hashable {
    package let text: String
  }

  /// Clock ticks of each process at the last look.
  private var computed: [pid_t: Int] = [:]
  private var lastLook: Timestamp?

  private static let folder = "/proc"
  private static let mostSockets = 512
  private static let ticksPerSecond = max(1, sysconf(Int32(_SC_CLK_TCK)))

  package init() {}

  /// The go commands that run now, oldest first; `root`: only it and those below it.
  package mutating func look(below root: Int32? = nil) throws(Failure) -> [GoProcess] {
    let family = root.map { Set(ProcessStatus.processes(below: $0) + [$0]) }
    let found = try Self.processes().filter { family?.contains($0.id) ?? true }
    let now = SystemClock.now()
    let elapsed = lastLook.map { now.since($0).seconds } ?? 0
    let ticks = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.ticks) })
    let before = computed
    (computed, lastLook) = (ticks, now)

    var sockets: [UInt32: pid_t] = [:]
    for process in found {
      guard let command = Self.command(of: process, in: found) else { continue }
      for inode in process.sockets where sockets.count < Self.mostSockets {
        sockets[inode] = command.id
      }
    }
    var connections: [pid_t: [GoConnection]] = [:]
    for (inode, connection) in try Self.diagnose(Array(sockets.keys)) {
      if let id = sockets[inode] { connections[id, default: []].append(connection) }
    }
    return found.filter(\.isGo).map { process in
      let used = found.filter { Self.command(of: $0, in: found)?.id == process.id }
        .compactMap { one in before[one.id].map { one.ticks - $0 } }.reduce(0, +)
      return GoProcess(
        id: process.id, command: process.command, age: process.age, goproxy: process.goproxy,
        isComputing: Double(used) > elapsed / 2 * Double(Self.ticksPerSecond) && used > 0,
        connections: (connections[process.id] ?? []).sorted {
          ($0.address, $0.port) < ($1.address, $1.port)
        })
    }.sorted { ($1.age, $0.id) < ($0.age, $1.id) }
  }

  // MARK: - Processes

  /// A go command, or version control that may be run by one.
  private struct Found {
    let id: pid_t
    let parent: pid_t
    let isGo: Bool
    /// Of the processor, used so far.
    let ticks: Int
    let age: Duration
    var command = ServerText("")
    var goproxy: String?
    var sockets: [UInt32] = []
  }

  /// The go command that `process` is or works for.
  private static func command(of process: Found, in all: [Found]) -> Found? {
    var one = process
    // git runs another git, and that one ssh.
    for _ in 0..<8 where !one.isGo {
      guard let parent = all.first(where: { $0.id == one.parent }) else { return nil }
      one = parent
    }
    return one.isGo ? one : nil
  }

  private static func processes() throws(Failure) -> [Found] {
    guard let names = Folder.names(in: folder) else {
      throw Failure(text: "\(folder): \(String(cString: strerror(errno)))")
    }
    return names.lazy.compactMap { pid_t($0) }.compactMap { process($0) }
  }

  /// nil where it is none that is looked for, or has ended meanwhile.
  private static func process(_ id: pid_t) -> Found? {
    let place = "\(folder)/\(id)"
    var facts = Glibc.stat()
    guard stat(place, &facts) == 0, facts.st_uid == geteuid(),
      let program = Folder.linkTarget(place + "/exe")?.split(separator: "/").last
    else { return nil }
    let isGo = program == "go"
    guard isGo || versionControl.contains(where: { program.hasPrefix($0) }),
      let status = ProcessStatus(id), !status.isZombie
    else { return nil }
    let sinceBoot = Duration.nanoseconds(clinux_clock(CLOCK_BOOTTIME))
    var process = Found(
      id: id, parent: status.parent, isGo: isGo, ticks: status.ticks,
      age: max(.zero, sinceBoot - .seconds(Double(status.start) / Double(ticksPerSecond))))
    process.sockets = sockets(of: place)
    if isGo {
      process.command = command(words(of: place + "/cmdline", limit: 4096))
      let setting = words(of: place + "/environ", limit: 256 << 10).last {
        $0.hasPrefix("GOPROXY=")
      }
      process.goproxy = setting.map { GoproxySetting.redact(String($0.dropFirst(8))) }
    }
    return process
  }

  /// What go runs for `direct`: these and what they run in turn, git-remote-https and ssh.
  private static let versionControl = ["git", "ssh", "hg", "svn", "fossil", "bzr"]

  /// Without the folders of the program.
  private static func command(_ words: [Substring]) -> ServerText {
    let program = words.first?.split(separator: "/").last ?? "go"
    let rest = words.dropFirst().map { GoproxySetting.redact(String($0)) }
    return ServerText(([String(program)] + rest).joined(separator: " "))
  }

  /// What stands before each zero byte.
  private static func words(of path: String, limit: Int) -> [Substring] {
    let bytes = FileContent.read(path, limit: limit) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\0")
  }

  // MARK: - Sockets

  /// The inodes of the sockets that a process holds open.
  private static func sockets(of place: String) -> [UInt32] {
    let names = Folder.names(in: place + "/fd") ?? []
    return names.prefix(mostSockets).compactMap { name in
      Folder.linkTarget("\(place)/fd/\(name)").flatMap { target in
        target.hasPrefix("socket:[") ? UInt32(target.dropFirst(8).dropLast()) : nil
      }
    }
  }

  private static func diagnose(_ inodes: [UInt32]) throws(Failure) -> [(UInt32, GoConnection)] {
    if inodes.isEmpty { return [] }
    var sockets = [clinux_diagnosed](repeating: clinux_diagnosed(), count: inodes.count)
    let count = clinux_diagnose(inodes, inodes.count, &sockets, sockets.count)
    if count < 0 { throw Failure(text: "sock_diag: \(String(cString: strerror(errno)))") }
    return sockets.prefix(Int(count)).compactMap { socket in
      GoConnection(socket).map { (socket.inode, $0) }
    }
  }
}

extension GoConnection {
  /// nil of one that waits for nothing: a listener, or one that is being taken down.
  fileprivate init?(_ socket: clinux_diagnosed) {
    var socket = socket
    var text = [CChar](repeating: 0, count: 64)
    let family = socket.is_ipv6 != 0 ? AF_INET6 : AF_INET
    guard socket.port != 0,
      inet_ntop(family, &socket.address, &text, socklen_t(text.count)) != nil
    else { return nil }
    let isUDP = socket.protocol == UInt8(IPPROTO_UDP)
    let state: State
    switch Int(socket.state) {
    case TCP_ESTABLISHED: state = isUDP ? .datagrams : .established
    case TCP_SYN_SENT: state = .connecting
    case TCP_CLOSE_WAIT: state = .closed
    default: return nil
    }
    // Only a name server is asked by UDP; go makes sockets to other ports to sort addresses, and sends nothing.
    if isUDP, socket.port != 53 { return nil }
    let address = text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    self.init(
      to: address.trimmingIPv4Mapping, port: socket.port, state,
      unacknowledged: Int(socket.unacknowledged),
      retransmissions: Int(socket.retransmissions),
      sinceSent: .milliseconds(Int64(socket.since_sent)),
      sinceReceived: .milliseconds(Int64(socket.since_data)),
      received: Int(clamping: socket.received))
  }
}

extension String {
  /// An IPv4 address of a socket for both families as IPv4.
  fileprivate var trimmingIPv4Mapping: String {
    hasPrefix("::ffff:") && contains(".") ? String(dropFirst(7)) : self
  }
}
