import GoRules
import Health

/// All that the doctor has found out so far; a `Diagnosis` is what follows from it.
package struct Facts: Sendable {
  /// What one round of probes found, asked as go asks.
  package var snapshot: Snapshot
  /// nil where PATH has none.
  package var go: GoCommand?
  /// go's own settings; nil where they are not to be told (a chain given by hand).
  package var environment: GoEnvironment?
  /// What the real go did; nil where it was not run, or has not ended.
  package var referee: RefereeReport?
  /// Why go could not be run.
  package var refereeFailure: String?
  /// Each host as each name server, and /etc/hosts, has it.
  package var names: [NameFact] = []
  /// Each address of each host.
  package var reaches: [ReachFact] = []
  package var trials: [Trial: TrialResult] = [:]
  /// Idle connections and many requests at once are looked at, too.
  package var isDeep = false
  package var idles: [IdleFact] = []
  package var bursts: [BurstFact] = []
  /// Of each entry the first request of go's own that failed, where a command was watched.
  package var asked: [Int: GoRun.Request] = [:]
  /// No further trials: there is no time left.
  package var isComplete = false

  package init(snapshot: Snapshot) { self.snapshot = snapshot }

  package var verdict: Walk.Verdict {
    snapshot.chain == nil ? .broken : snapshot.walks.verdict
  }

  /// The real go does what the probes said it cannot.
  var isContradicted: Bool {
    guard let referee, referee.rulings.allSatisfy({ $0.go == .works }) else { return false }
    return snapshot.walks.contains { $0.kind.isDownloaded && $0.verdict.isBad }
  }
}

/// The go command on PATH.
package struct GoCommand: Sendable, Hashable {
  package var path: String
  /// `go1.27.3`; nil where it is not known.
  package var version: String?

  package init(path: String, version: String?) {
    self.path = path
    self.version = version
  }

  /// 27 of `go1.27.3`; nil where it is not known.
  package var release: Int? {
    guard let version, version.hasPrefix("go1.") else { return nil }
    return Int(version.dropFirst(4).prefix { $0.isASCII && $0.isNumber })
  }
}

/// What one name server, or /etc/hosts, says of one host.
package struct NameFact: Sendable, Hashable {
  package enum Source: Sendable, Hashable {
    case hosts
    /// `address:port`, of /etc/resolv.conf.
    case server(String)
    /// The same of another one, which the user named.
    case opinion(String)
  }

  package var host: String
  package var source: Source
  /// Numeric addresses.
  package var answer: Result<[String], LookupFault>
  package var time: Duration

  package init(
    host: String, source: Source, answer: Result<[String], LookupFault>, time: Duration = .zero
  ) {
    self.host = host
    self.source = source
    self.answer = answer
    self.time = time
  }

  var fault: LookupFault? {
    if case .failure(let fault) = answer { fault } else { nil }
  }

  /// Empty where it has none.
  package var addresses: [String] { (try? answer.get()) ?? [] }

  /// A name server of this machine that does not do its work: silent, out of reach, or with an error of its own.
  var isDeadServer: Bool {
    guard case .server = source, let fault else { return false }
    return fault.kind != .notFound
  }
}

/// Whether one address of a host accepts connections.
package struct ReachFact: Sendable, Hashable {
  package var host: String
  package var port: Int
  package var address: String
  /// nil: it does.
  package var failure: FailureCause?
  /// TCP's handshake.
  package var time: Duration

  package init(
    host: String, port: Int, address: String, failure: FailureCause? = nil, time: Duration = .zero
  ) {
    self.host = host
    self.port = port
    self.address = address
    self.failure = failure
    self.time = time
  }

  package var peer: String { (host.utf8.contains(0x3A) ? "[\(host)]" : host) + ":\(port)" }

  var isIPv6: Bool { address.utf8.contains(UInt8(ascii: ":")) }
}
