import GoRules
import Health
import Platform

/// What lies between this machine and its mirrors, each part asked alone: name servers, /etc/hosts, every address.
package struct Surroundings: Sendable {
  package struct Name: Sendable {
    package var host: String
    /// `address:port`; nil for /etc/hosts.
    package var server: String?
    /// It is not of this machine's settings.
    package var isOpinion: Bool
    package var answer: Result<[String], LookupFault>
    package var time: Duration
  }

  package struct Reach: Sendable {
    package var host: String
    package var port: Int
    package var address: String
    /// nil: it accepts connections.
    package var failure: FailureCause?
    package var time: Duration
  }

  package var names: [Name] = []
  package var reaches: [Reach] = []

  package init() {}

  /// More is not looked at of one chain, and of one host.
  private static let limits = (hosts: 8, addresses: 8)

  private struct Peer: Hashable {
    var host: String
    var port: Int
  }

  /// Looks at those whom go connects to for `urls`, forward proxies included. `opinions`: name servers
  /// (`ADDRESS[:PORT]`) that are asked beside those of this machine. Each of names and connections takes `limit` at most.
  package static func survey(
    _ urls: [ProxyURL], _ configuration: ProbePoolConfiguration, opinions: [String],
    within limit: Duration
  ) async throws(ProbePoolError) -> Surroundings {
    let overrides = try ResolveOverrides(configuration.resolveOverrides)
    for server in opinions where server.address == nil { throw .nameServer(server) }
    let rules = ForwardProxyRules(environment: configuration.environment)
    var peers: [Peer] = []
    for url in urls where url.scheme != .file {
      guard let peer = peer(for: url, rules), !peers.contains(peer) else { continue }
      peers.append(peer)
    }
    peers = Array(peers.prefix(limits.hosts))
    let files = ResolverFiles(servers: nil)
    let named = peers.filter {
      overrides.addresses(of: $0.host, port: $0.port) == nil
        && AddressFamily(literal: $0.host) == nil
    }
    var all = Surroundings()
    all.names = await names(
      of: named.map(\.host), files, configuration, opinions: opinions, within: limit)
    var addresses: [(peer: Peer, address: SocketAddress)] = []
    for peer in peers {
      let known =
        overrides.addresses(of: peer.host, port: peer.port)
        ?? all.addresses(of: peer.host).compactMap {
          SocketAddress($0, port: UInt16(clamping: peer.port))
        }
      let usable = known.filter { configuration.family == nil || $0.family == configuration.family }
      addresses += usable.prefix(limits.addresses).map { (peer, $0) }
    }
    let targets = addresses.map(\.address)
    let ends = await Threads.run { AddressReach.connect(targets, within: limit) }
    all.reaches = zip(addresses, ends).map { target, end in
      Reach(
        host: target.peer.host, port: target.peer.port, address: target.address.host,
        failure: end.failure, time: end.time)
    }
    return all
  }

  private static func peer(for url: ProxyURL, _ rules: ForwardProxyRules) -> Peer? {
    let port = url.portInUse
    guard !url.host.isEmpty, port <= 65_535,
      let target = RequestTarget(url: "\(url.scheme.rawValue)://\(url.authority)/")
    else { return nil }
    if let proxy = rules.proxy(for: target) { return Peer(host: proxy.host, port: proxy.port) }
    return Peer(host: target.host, port: port)
  }

  /// What this machine itself has for a host, or the host where it is an address.
  private func addresses(of host: String) -> [String] {
    if AddressFamily(literal: host) != nil { return [host] }
    var found: [String] = []
    for name in names where name.host == host && !name.isOpinion {
      for address in (try? name.answer.get()) ?? [] where !found.contains(address) {
        found.append(address)
      }
    }
    return found
  }

  private static func names(
    of hosts: [String], _ files: ResolverFiles, _ configuration: ProbePoolConfiguration,
    opinions: [String], within limit: Duration
  ) async -> [Name] {
    let types: [DNSMessage.RecordType] =
      switch configuration.family {
      case .ipv4: [.a]
      case .ipv6: [.aaaa]
      case nil: [.a, .aaaa]
      }
    return await withTaskGroup(of: (Int, Name).self) { group in
      var place = 0
      for host in hosts {
        let inFile = files.order == .names ? [] : files.hosts.addresses(of: host)
        if !inFile.isEmpty {
          let name = Name(
            host: host, server: nil, isOpinion: false, answer: .success(inFile), time: .zero)
          group.addTask { [place] in (place, name) }
          place += 1
        }
        // What the file has, go asks nobody for.
        let own = inFile.isEmpty && files.order != .files ? files.configuration.servers : []
        let servers = own.map { ($0, false) } + opinions.compactMap(\.address).map { ($0, true) }
        for (server, isOpinion) in servers {
          let inquiry = NameInquiry(
            host: host, server: server, configuration: files.configuration, types: types,
            limit: limit)
          group.addTask { [place] in
            let start = SystemClock.monotonic()
            let answer = await Threads.run { inquiry.run() }
            let time = Duration.nanoseconds(SystemClock.monotonic() - start)
            return (
              place,
              Name(host: host, server: server, isOpinion: isOpinion, answer: answer, time: time)
            )
          }
          place += 1
        }
      }
      var found: [(Int, Name)] = []
      for await name in group { found.append(name) }
      return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

extension String {
  /// `address:port` of `ADDRESS[:PORT]`; nil where it is no address.
  fileprivate var address: String? {
    guard let (host, port) = HostPort.split(self[...]) else {
      return SocketAddress(self, port: 53)?.text
    }
    return SocketAddress(host, port: UInt16(port ?? 53))?.text
      ?? SocketAddress(self, port: 53)?.text
  }
}
