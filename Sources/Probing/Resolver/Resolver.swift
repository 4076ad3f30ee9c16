import CLinux
import Glibc
import GoRules
import Health
import Platform

/// Looks up names on the prober's own loop as go's resolver does.
final class Resolver {
  typealias Answer = Result<[String], LookupFault>

  /// Names one lookup.
  struct Token: Hashable {
    fileprivate let number: UInt
  }

  private final class Lookup {
    var lookup: NameLookup
    let timeout: Int64
    let trustsAuthentication: Bool
    let found: (Answer) -> Void
    var sockets: [NameServerSocket] = []

    init(
      _ lookup: NameLookup, _ configuration: ResolverConfiguration,
      found: @escaping (Answer) -> Void
    ) {
      self.lookup = lookup
      timeout = configuration.timeout.inNanoseconds
      trustsAuthentication = configuration.trustsAuthentication
      self.found = found
    }
  }

  private let epoll: Int32
  private let hasEDNS: Bool
  private var files: ResolverFiles
  private var lookups: [Token: Lookup] = [:]
  private var owners: [Int32: Token] = [:]
  private var lastNumber: UInt = 0
  /// The server that is asked first, where they take turns.
  private var offset = 0
  private var random = SystemRandomNumberGenerator()

  init(nameServers: [String]?, debug: GoDebug, epoll: Int32) throws(ProbePoolError) {
    self.epoll = epoll
    hasEDNS = debug["netedns0"] != "0"
    var servers: [String]?
    if let nameServers {
      servers = []
      for text in nameServers { servers?.append(try Self.address(text).text) }
    }
    files = ResolverFiles(servers: servers)
  }

  private static func address(_ text: String) throws(ProbePoolError) -> SocketAddress {
    guard let (host, port) = HostPort.split(text[...]),
      let address = SocketAddress(host, port: UInt16(port ?? 53))
    else { throw .nameServer(text) }
    return address
  }

  /// Looks up `host`; `found` is called once, maybe before this returns, unless `forget` is called first.
  func lookUp(
    _ host: String, family: AddressFamily?, found: @escaping (Answer) -> Void
  ) -> Token? {
    files.reload()
    if files.configuration.rotates { offset += 1 }
    let types: [DNSMessage.RecordType] =
      switch family {
      case .ipv4: [.a]
      case .ipv6: [.aaaa]
      case nil: [.a, .aaaa]
      }
    let hosts = files.hosts.addresses(of: host)
    let lookup = NameLookup(
      host, files.configuration, files.order, hosts: hosts, types: types, offset: offset)
    lastNumber += 1
    let token = Token(number: lastNumber)
    let entry = Lookup(lookup, files.configuration) { answer in
      found(answer.map { Self.usable($0, family) })
    }
    lookups[token] = entry
    perform(entry.lookup.start(), of: token)
    return lookups[token] == nil ? nil : token
  }

  /// Of one family, the best first.
  private static func usable(_ addresses: [String], _ family: AddressFamily?) -> [String] {
    let usable = addresses.filter { family == nil || AddressFamily(literal: $0) == family }
    return AddressOrder.sorted(usable, source: source)
  }

  /// The address from which the kernel would reach `address`; nil where it cannot. Nothing is sent.
  private static func source(_ address: String) -> String? {
    guard let target = SocketAddress(address, port: 53) else { return nil }
    let fd = Glibc.socket(
      target.family == .ipv4 ? AF_INET : AF_INET6,
      Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard fd >= 0 else { return nil }
    defer { Glibc.close(fd) }
    guard target.withSocketAddress({ Glibc.connect(fd, $0, $1) }) == 0 else { return nil }
    return SocketAddress(localEndOf: fd)?.host
  }

  /// The answer of this lookup is not wanted any more.
  func forget(_ token: Token) {
    guard let lookup = lookups.removeValue(forKey: token) else { return }
    for socket in lookup.sockets { close(socket) }
  }

  /// An address is known already, and another family is waited for.
  func hasAddress(_ token: Token) -> Bool { lookups[token]?.lookup.hasAddress ?? false }

  /// What go would say of `host` if it were to wait in vain.
  func fault(_ token: Token) -> LookupFault {
    let text = lookups[token]?.sockets.first?.timeout ?? "i/o timeout"
    return LookupFault(.timedOut, text, server: files.configuration.servers.first)
  }

  /// How long until `checkTimeouts` is wanted, in nanoseconds; nil where nothing is under way.
  var timeout: Int64? {
    guard !lookups.isEmpty else { return nil }
    let next = lookups.values.lazy.flatMap(\.sockets).map(\.deadline).min()
    return next.map { max(0, $0 - SystemClock.monotonic()) }
  }

  /// Gives up the servers that have not answered in time.
  func checkTimeouts() {
    let now = SystemClock.monotonic()
    for (token, lookup) in lookups {
      for socket in lookup.sockets where socket.deadline <= now {
        perform(
          lookup.lookup.failed(socket.query, .timedOut, socket.timeout), of: token, after: socket)
      }
    }
  }

  /// A socket is ready.
  func socketReady(_ fd: Int32) {
    guard let token = owners[fd], let lookup = lookups[token],
      let socket = lookup.sockets.first(where: { $0.fd == fd })
    else { return }
    while true {
      switch socket.ready() {
      case .pending:
        clinux_epoll_watch(epoll, fd, socket.events)
        return
      case .failed(let kind, let text):
        return perform(lookup.lookup.failed(socket.query, kind, text), of: token, after: socket)
      case .answer(let bytes):
        let commands = lookup.lookup.answered(socket.query, bytes, id: socket.id)
        if commands.isEmpty, lookup.lookup.isWaiting(for: socket.query) { continue }
        return perform(commands, of: token, after: socket)
      }
    }
  }

  private func perform(
    _ commands: [NameLookup.Command], of token: Token, after socket: NameServerSocket? = nil
  ) {
    guard let lookup = lookups[token] else { return }
    if let socket {
      close(socket)
      lookup.sockets.removeAll { $0 === socket }
    }
    for command in commands {
      switch command {
      case .ask(let query, let name, let type, let server, let isTCP):
        ask(lookup, token, query, name, type, server, isTCP)
      case .finished(let result):
        guard lookups.removeValue(forKey: token) != nil else { return }
        for socket in lookup.sockets { close(socket) }
        lookup.found(result)
      }
    }
  }

  private func ask(
    _ lookup: Lookup, _ token: Token, _ query: Int, _ name: String, _ type: DNSMessage.RecordType,
    _ server: String, _ isTCP: Bool
  ) {
    let id = UInt16.random(in: 0...UInt16.max, using: &random)
    guard
      let message = DNSMessage.query(
        name, type, id: id, wantsAuthentication: lookup.trustsAuthentication, hasEDNS: hasEDNS),
      let (host, port) = HostPort.split(server[...]),
      let address = SocketAddress(host, port: UInt16(port ?? 53))
    else {
      return perform(
        lookup.lookup.failed(query, .misbehaving, "cannot marshal DNS message"), of: token)
    }
    do throws(SystemError) {
      let socket = try NameServerSocket(
        query, message: message, id: id, server: address, isTCP: isTCP,
        deadline: SystemClock.monotonic() + lookup.timeout)
      lookup.sockets.append(socket)
      owners[socket.fd] = token
      clinux_epoll_watch(epoll, socket.fd, socket.events)
    } catch {
      let text = "dial \(isTCP ? "tcp" : "udp") \(server): \(error.text)"
      perform(lookup.lookup.failed(query, .unreachable, text), of: token)
    }
  }

  private func close(_ socket: NameServerSocket) {
    owners[socket.fd] = nil
    clinux_epoll_watch(epoll, socket.fd, 0)
  }
}
