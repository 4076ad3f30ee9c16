/// One question for one complete name: which name server is asked next, and what its answer means
/// (net/dnsclient_unix.go `tryOneName`, `exchange`).
struct NameQuery: Sendable {
  enum Step: Sendable {
    case ask(server: String, isTCP: Bool)
    /// The answer is none to this question: wait on.
    case wait
    case finished(Result<[[UInt8]], LookupFault>)
    /// Finished, with a fault that counts more than that of any other name: the answer's address cannot be read.
    case unreadable(LookupFault)
  }

  let name: String
  let type: DNSMessage.RecordType
  private let servers: [String]
  private let usesTCP: Bool
  /// Questions left to be asked, one to each server in turn.
  private var left: Int
  private var asked = 0
  private var isTCP = false
  private var lastFault: LookupFault?

  /// `offset`: of the server that is asked first.
  init(
    _ name: String, _ type: DNSMessage.RecordType, _ configuration: ResolverConfiguration,
    offset: Int
  ) {
    self.name = name
    self.type = type
    let first = offset % max(1, configuration.servers.count)
    servers = Array(configuration.servers[first...] + configuration.servers[..<first])
    usesTCP = configuration.usesTCP
    left = configuration.attempts * configuration.servers.count
  }

  private var server: String { servers[(asked + servers.count - 1) % servers.count] }

  mutating func next() -> Step {
    guard left > 0, !servers.isEmpty else {
      return .finished(.failure(lastFault ?? .noSuchHost))
    }
    left -= 1
    asked += 1
    isTCP = usesTCP
    return .ask(server: server, isTCP: isTCP)
  }

  /// The present server cannot be asked, or did not answer; `text` in go's words.
  mutating func failed(_ kind: LookupFault.Kind, _ text: String) -> Step {
    lastFault = LookupFault(kind, text, server: server)
    return next()
  }

  /// The present server has said this to the question `id`.
  mutating func answered(_ bytes: [UInt8], id: UInt16) -> Step {
    switch DNSMessage.read(bytes, name: name, type, id: id, isTCP: isTCP) {
    case .foreign(let text): return isTCP ? failed(.misbehaving, text) : .wait
    case .truncated:
      isTCP = true
      return .ask(server: server, isTCP: true)
    case .addresses(let addresses): return .finished(.success(addresses))
    case .unreadableAddress(let text):
      return .unreadable(LookupFault(.misbehaving, text, server: server))
    case .noSuchHost:
      return .finished(.failure(LookupFault(.notFound, "no such host", server: server)))
    case .fault(let text): return failed(.misbehaving, text)
    }
  }
}
