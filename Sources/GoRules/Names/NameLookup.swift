/// The lookup of one host: files and name servers in their order, every name of the search list, both families at once
/// (net/dnsclient_unix.go `goLookupIPCNAMEOrder`).
///
/// A family that is not answered costs the time of its questions, and nothing else where the other one has addresses.
package struct NameLookup: Sendable {
  package enum Command: Sendable, Hashable {
    /// Ask this; the number names the question. One that is asked already is given up.
    case ask(query: Int, name: String, DNSMessage.RecordType, server: String, isTCP: Bool)
    /// Numeric addresses, not sorted; or why there are none.
    case finished(Result<[String], LookupFault>)
  }

  package let host: String
  private let configuration: ResolverConfiguration
  private let order: LookupOrder
  private let hosts: [String]
  private let types: [DNSMessage.RecordType]
  private let offset: Int
  private var names: ArraySlice<String> = []
  private var ended: Set<Int> = []
  private var queries: [NameQuery] = []
  private var pending = 0
  private var addresses: [[UInt8]] = []
  private var lastFault: LookupFault?

  /// `hosts`: what the file has for the host; `types`: what is asked for; `offset`: of the server that is asked first.
  package init(
    _ host: String, _ configuration: ResolverConfiguration, _ order: LookupOrder,
    hosts: [String], types: [DNSMessage.RecordType], offset: Int
  ) {
    self.host = host
    self.configuration = configuration
    self.order = order
    self.hosts = hosts
    self.types = types
    self.offset = offset
  }

  /// An address is known, whatever else is waited for.
  package var hasAddress: Bool { !addresses.isEmpty }

  /// The question of this number has no answer yet.
  package func isWaiting(for query: Int) -> Bool {
    queries.indices.contains(query) && !ended.contains(query)
  }

  package mutating func start() -> [Command] {
    if order.startsWithFiles {
      if !hosts.isEmpty { return [.finished(.success(hosts))] }
      if order == .files { return [.finished(.failure(.noSuchHost))] }
    }
    guard HostName.isValid(host) else { return [.finished(.failure(.noSuchHost))] }
    names = configuration.names(for: host)[...]
    return nextName()
  }

  /// The question of this number cannot be asked or is not answered.
  package mutating func failed(
    _ query: Int, _ kind: LookupFault.Kind, _ text: String
  ) -> [Command] {
    guard queries.indices.contains(query) else { return [] }
    return take(queries[query].failed(kind, text), of: query)
  }

  /// What a server has said to the question of this number, which had `id`.
  package mutating func answered(_ query: Int, _ bytes: [UInt8], id: UInt16) -> [Command] {
    guard queries.indices.contains(query) else { return [] }
    return take(queries[query].answered(bytes, id: id), of: query)
  }

  private mutating func nextName() -> [Command] {
    guard let name = names.popFirst() else { return [.finished(ending)] }
    queries = types.map { NameQuery(name, $0, configuration, offset: offset) }
    pending = queries.count
    ended = []
    let first = configuration.asksOneByOne ? queries.indices.prefix(1) : queries.indices[...]
    return first.flatMap { take(queries[$0].next(), of: $0) }
  }

  private mutating func take(_ step: NameQuery.Step, of query: Int) -> [Command] {
    switch step {
    case .wait: return []
    case .ask(let server, let isTCP):
      return [
        .ask(
          query: query, name: queries[query].name, queries[query].type, server: server,
          isTCP: isTCP)
      ]
    case .finished(.success(let found)):
      addresses += found
      return finished(query)
    case .finished(.failure(let fault)):
      // The host's own name says more than one with a suffix.
      if lastFault == nil || queries[query].name == host + "." { lastFault = fault }
      return finished(query)
    case .unreadable(let fault):
      lastFault = fault
      return finished(query)
    }
  }

  private mutating func finished(_ query: Int) -> [Command] {
    pending -= 1
    ended.insert(query)
    if pending > 0 {
      guard configuration.asksOneByOne, query + 1 < queries.count else { return [] }
      return take(queries[query + 1].next(), of: query + 1)
    }
    return addresses.isEmpty ? nextName() : [.finished(ending)]
  }

  private var ending: Result<[String], LookupFault> {
    if !addresses.isEmpty { return .success(addresses.map { IPAddress.text($0) }) }
    if order == .namesThenFiles, !hosts.isEmpty { return .success(hosts) }
    return .failure(lastFault ?? .noSuchHost)
  }
}
