import CAres
import CLinux
import Glibc
import GoRules
import Health
import Record

/// One c-ares channel on the prober's own loop: hosts file first, then the name servers it was made with.
final class AresChannel {
  /// What a lookup found: addresses in the order of RFC 6724, at least one, or why there are none.
  typealias Answer = Result<[String], LookupFailure>
  struct LookupFailure: Error { var cause: FailureCause }

  /// How patient it is.
  let options: ResolverOptions
  private var channel: ares_channel?
  private let epoll: Int32
  private var sockets: Set<Int32> = []
  private var handlers: [UInt: (Answer) -> Void] = [:]
  private var lastToken: UInt = 0
  /// Datagrams that came from name servers.
  fileprivate var replies = 0

  /// `nameServers` in place of those of resolv.conf, unless nil.
  init(
    nameServers: [String]?, _ patience: ResolverOptions, epoll: Int32
  ) throws(ProbePoolError) {
    self.epoll = epoll
    options = patience
    _ = Self.library
    var options = ares_options()
    options.timeout = Int32(patience.timeout.components.seconds * 1000)
    options.tries = Int32(patience.attempts)
    options.sock_state_cb = { context, fd, readable, writable in
      guard let context else { return }
      Unmanaged<AresChannel>.fromOpaque(context).takeUnretainedValue()
        .watch(fd, readable: readable != 0, writable: writable != 0)
    }
    options.sock_state_cb_data = Unmanaged.passUnretained(self).toOpaque()
    var mask = Int32(ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB)
    let lookups = strdup("fb")
    defer { free(lookups) }
    options.lookups = lookups
    mask |= Int32(ARES_OPT_LOOKUPS)
    mask |= Int32(patience.rotates ? ARES_OPT_ROTATE : ARES_OPT_NOROTATE)
    let code = ares_init_options(&channel, &options, mask)
    guard code == ARES_SUCCESS else {
      throw .library("c-ares: \(String(cString: ares_strerror(code)))")
    }
    if let nameServers {
      let list = nameServers.joined(separator: ",")
      guard ares_set_servers_ports_csv(channel, list) == ARES_SUCCESS else {
        throw .nameServer(list)
      }
    }
  }

  deinit {
    if let channel { ares_destroy(channel) }
  }

  private static let library = ares_library_init(Int32(ARES_LIB_INIT_ALL))

  /// Looks up `host`; `found` is called once, maybe before this returns, unless `forget` is called first.
  func lookUp(
    _ host: String, family: AddressFamily?, found: @escaping (Answer) -> Void
  ) -> UInt {
    lastToken += 1
    let token = lastToken
    handlers[token] = found
    var hints = ares_addrinfo_hints()
    hints.ai_family =
      switch family {
      case .ipv4: AF_INET
      case .ipv6: AF_INET6
      case nil: AF_UNSPEC
      }
    let request = Unmanaged.passRetained(Lookup(channel: self, token: token))
    ares_getaddrinfo(
      channel, host, nil, &hints,
      { context, status, _, found in
        guard let context else { return }
        let lookup = Unmanaged<Lookup>.fromOpaque(context).takeRetainedValue()
        defer { if let found { ares_freeaddrinfo(found) } }
        guard status != ARES_EDESTRUCTION, let channel = lookup.channel else { return }
        var answer = AresChannel.answer(status: status, found: found)
        if status == ARES_ECONNREFUSED, channel.replies > lookup.repliesBefore {
          // c-ares says so too where every server answered, and none of them had an answer.
          answer = .failure(LookupFailure(cause: .resolverFailed))
        }
        channel.finish(lookup.token, answer)
      }, request.toOpaque())
    return token
  }

  /// The answer of this lookup is not wanted any more.
  func forget(_ token: UInt) { handlers[token] = nil }

  /// Whether lookups are under way.
  var isBusy: Bool { !handlers.isEmpty }

  /// Whether `fd` is one of the channel's sockets.
  func owns(_ fd: Int32) -> Bool { sockets.contains(fd) }

  /// A socket of the channel is ready.
  func socketReady(_ fd: Int32, events: UInt32) {
    let isReadable = events & ~EPOLLOUT.rawValue != 0
    if isReadable, events & EPOLLERR.rawValue == 0 { replies += 1 }
    let isWritable = events & EPOLLOUT.rawValue != 0
    ares_process_fd(channel, isReadable ? fd : ARES_SOCKET_BAD, isWritable ? fd : ARES_SOCKET_BAD)
  }

  /// Lets c-ares look at its time limits.
  func checkTimeouts() { ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD) }

  /// How long until `checkTimeouts` is wanted, in nanoseconds; nil where nothing is under way.
  var timeout: Int64? {
    guard !handlers.isEmpty else { return nil }
    var limit = timeval()
    guard let time = ares_timeout(channel, nil, &limit) else { return nil }
    return Int64(time.pointee.tv_sec) * 1_000_000_000 + Int64(time.pointee.tv_usec) * 1000
  }

  private func finish(_ token: UInt, _ answer: Answer) {
    handlers.removeValue(forKey: token)?(answer)
  }

  private func watch(_ fd: Int32, readable: Bool, writable: Bool) {
    let events = (readable ? EPOLLIN.rawValue : 0) | (writable ? EPOLLOUT.rawValue : 0)
    clinux_epoll_watch(epoll, fd, events)
    if events == 0 { sockets.remove(fd) } else { sockets.insert(fd) }
  }

  private static func answer(
    status: Int32, found: UnsafeMutablePointer<ares_addrinfo>?
  ) -> Answer {
    guard status == ARES_SUCCESS, let found else {
      return .failure(LookupFailure(cause: cause(of: status)))
    }
    var addresses: [String] = []
    var node = found.pointee.nodes
    while let entry = node {
      if let text = numeric(entry.pointee), !addresses.contains(text) { addresses.append(text) }
      node = entry.pointee.ai_next
    }
    return addresses.isEmpty
      ? .failure(LookupFailure(cause: .nameNotFound)) : .success(addresses)
  }

  private static func numeric(_ node: ares_addrinfo_node) -> String? {
    var host = [CChar](repeating: 0, count: 64)
    let code = getnameinfo(
      node.ai_addr, node.ai_addrlen, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { return nil }
    return host.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }

  private static func cause(of status: Int32) -> FailureCause {
    switch status {
    case ARES_ENOTFOUND, ARES_ENODATA, ARES_EBADNAME: .nameNotFound
    case ARES_ETIMEOUT: .resolverTimedOut
    case ARES_ECONNREFUSED: .resolverUnreachable
    default: .resolverFailed
    }
  }
}

/// What c-ares hands back: which lookup it was. The channel may be gone by then.
private final class Lookup {
  weak var channel: AresChannel?
  let token: UInt
  let repliesBefore: Int

  init(channel: AresChannel, token: UInt) {
    self.channel = channel
    self.token = token
    repliesBefore = channel.replies
  }
}
