import GoRules

/// A mirror that is watched, in the chain or not.
package struct Mirror: Sendable, Hashable, Identifiable {
  /// The identity of a mirror: its base URL with a password redacted; safe to store and to show.
  package struct ID: Sendable, Hashable, RawRepresentable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ url: ProxyURL) { rawValue = url.redacted }
    /// A checksum database itself: a proxy may have the same URL.
    package init(databaseAt url: ProxyURL) { rawValue = "sumdb+" + url.redacted }
    /// Version control, for the entries `direct` and `noproxy` alike.
    package static let direct = ID(rawValue: "direct")
  }

  /// What it is to go; the raw value is the word of JSON.
  package enum Service: String, Sendable, Hashable, Codable, CaseIterable {
    case proxy
    /// Version control: the modules' own pages and the hosts that they name.
    case direct
    /// The checksum database itself.
    case checksumDatabase = "checksum-database"
  }

  package var id: ID
  /// What it is called everywhere; the host (and path, where two share a host) unless configured. Safe to draw.
  package var name: String { didSet { name = ServerText(name).text } }
  package var url: ProxyURL
  /// Index of the first chain entry that uses it; nil where it is only watched.
  package var entry: Int?
  /// Group of the watch list; nil for none.
  package var group: String?
  /// What is asked of it.
  package var canary: ModuleVersion
  package var service = Service.proxy
  /// It is a place of the gateway in the chain (`Chain.gateway`), which is told that a probe asks.
  package var isGateway = false

  /// go asks it with the chain that is watched.
  package var isInChain: Bool { entry != nil || service == .checksumDatabase }

  /// - Parameter name: nil for the host, or the path of a `file` URL.
  package init(
    name: String? = nil, url: ProxyURL, entry: Int? = nil, group: String? = nil,
    canary: ModuleVersion = .standard
  ) {
    id = ID(url)
    self.name = ServerText(name ?? (url.host.isEmpty ? url.path : url.host)).text
    self.url = url
    self.entry = entry
    self.group = group.map { ServerText($0).text }
    self.canary = canary
  }
}

/// On what connection a request goes out.
package enum ConnectionUse: String, Sendable, Hashable, CaseIterable, Codable {
  /// A new connection: name, TCP, TLS, request.
  case cold
  /// A second request on the connection just opened.
  case warm
  /// The first request of a round on the connection kept since the last one, as go meets it in its pool.
  case idle
}

/// One request to make of one mirror.
package struct ProbeRequest: Sendable, Hashable {
  package var kind: RequestKind
  package var canary: ModuleVersion
  package var use: ConnectionUse
  /// Only addresses of this family; nil for either.
  package var family: AddressFamily?
  package var fetch = Fetch.never
  /// Bytes of a body after which no more of it is read, and none where it has more by its head; nil for all of it.
  package var limit: Int?
  package var trial = Trial.none

  /// What a comparison of mirrors tries with a request, and wants to be told of its answer (`AnswerDetails`).
  package enum Trial: Sendable, Hashable {
    /// It is none of a comparison.
    case none
    /// As go asks; the ticket that TLS gives is kept until the end of the round.
    case asGo
    /// HTTP/1.1 alone is offered, as with `GODEBUG=http2client=0`.
    case http1
    /// TLS goes on with the ticket of this round, if there is one. go never does in a new process.
    case resumed
    /// Whether a proxy carries a checksum database, and no more of it (`sumdb`); the canary's module is the name of the
    /// database.
    case carriage
  }
  /// The checksum database is to prove its record with all that a new go would ask for.
  package var provesAnew = false

  /// Whether a proxy is to fetch what it has not cached. go's own requests let it.
  package enum Fetch: Sendable, Hashable {
    /// It is asked not to: what it then lacks, it may have for go.
    case never
    /// It is asked not to, and where it then lacks the module, once more without that: one result.
    case ifMissing
    /// As go asks.
    case always
  }

  package init(
    _ kind: RequestKind, canary: ModuleVersion, use: ConnectionUse, family: AddressFamily? = nil
  ) {
    self.kind = kind
    self.canary = canary
    self.use = use
    self.family = family
  }
}

/// What one mirror is asked in one turn: in order, one at a time. At most one round per mirror and lane is in flight.
package struct ProbeRound: Sendable, Hashable {
  /// Rounds of one mirror that go on side by side, so that neither waits for the other.
  package enum Lane: Sendable, Hashable {
    /// Requests as a new go process makes them: on a new connection, and then on that.
    case fresh
    /// What decides nothing: the connection that was kept since the last round, and each address family apart.
    case beside
    /// What lately had no answer for longer than usual, on a connection of its own: one lane for each kind.
    case apart(RequestKind)
    /// A comparison of mirrors that the user asked for.
    case compared

    /// Those of the schedule.
    static let all = [fresh, beside] + RequestKind.allCases.map { apart($0) }
  }

  package var mirror: Mirror.ID
  package var lane: Lane
  package var url: ProxyURL
  package var service: Mirror.Service
  /// What `sumdb` asks for, and what a `.mod` and a zip are measured by.
  package var database: ChecksumDatabase
  package var requests: [ProbeRequest]
  /// Our own deadline for each request; go has none for a connected server.
  package var timeout: Duration
  /// A gateway is asked, which counts probes apart.
  package let asksGateway: Bool

  /// - Parameters:
  ///   - place: connections are kept by mirror; each place has its own.
  ///   - url: where another is asked than the mirror's own.
  package init(
    of mirror: Mirror, on place: String? = nil, at url: ProxyURL? = nil, lane: Lane = .fresh,
    database: ChecksumDatabase = .off, requests: [ProbeRequest], timeout: Duration
  ) {
    let id = place.map { Mirror.ID(rawValue: "\(mirror.id.rawValue) \($0)") } ?? mirror.id
    self.init(
      mirror: id, lane: lane, url: url ?? mirror.url, service: mirror.service, database: database,
      requests: requests, timeout: timeout, asksGateway: mirror.isGateway)
  }

  /// Of a server that is no mirror of the list.
  package init(
    mirror: Mirror.ID, lane: Lane = .fresh, url: ProxyURL, service: Mirror.Service = .proxy,
    database: ChecksumDatabase = .off, requests: [ProbeRequest], timeout: Duration
  ) {
    self.init(
      mirror: mirror, lane: lane, url: url, service: service, database: database,
      requests: requests, timeout: timeout, asksGateway: false)
  }

  private init(
    mirror: Mirror.ID, lane: Lane, url: ProxyURL, service: Mirror.Service,
    database: ChecksumDatabase, requests: [ProbeRequest], timeout: Duration, asksGateway: Bool
  ) {
    self.asksGateway = asksGateway
    self.mirror = mirror
    self.lane = lane
    self.url = url
    self.service = service
    self.database = database
    self.requests = requests
    self.timeout = timeout
  }

  /// The sum of what a proxy sends is compared, with the database's or another proxy's.
  package var comparesSums: Bool { database.key != nil || lane == .compared }
}

/// One measured exchange with one mirror.
package struct ProbeResult: Sendable, Hashable {
  package var mirror: Mirror.ID
  package var request: ProbeRequest
  package var startedAt: Timestamp
  package var outcome: RequestOutcome
  /// HTTP status of the last answer; nil where none came.
  package var status: Int?
  package var timings: PhaseTimings
  package var connection: ConnectionFacts
  package var redirects = 0
  /// Bytes of the body read, after decoding.
  package var bodyBytes = 0
  /// Bytes of the body as the server declared them; nil where it did not, and from the history.
  package var declaredBytes: Int?
  /// No more of a zip was read, since the request has a limit.
  package var wasStopped = false
  /// The SHA-256 of a zip that came whole; nil for anything else, and for what is read from the history. Zips of the same
  /// files may differ, where they are packed differently.
  package var zipDigest: [UInt8]?
  /// The sum of a `.mod` or zip that came whole; nil for anything else, where nothing is checked, and from the history.
  package var sum: ModuleSum?
  /// What the checksum database has on record of the canary; nil for other requests, and from the history.
  @Boxed package var recordedSums: SumErrand.Sums?
  /// What the server said on an error, where go would print it (text/plain).
  package var serverText: ServerText?
  /// What was seen of the connection where the outcome is a hang, or silence on an idle connection; nil for other outcomes,
  /// and from the history.
  @Boxed package var silence: Silence?
  /// What go prints after `go: m@v: `; nil where it is served, waits forever or its text is not known exactly.
  package var goText: ServerText?
  /// Something go does not see but a person should (an HTML page as `.mod`).
  package var warning: ContentWarning?
  /// How far the server's clock is ahead of ours by its `Date`, give or take a second and the way; nil where it names
  /// none, and from the history.
  @OptionalTime package var clockAhead: Duration?
  /// How long the server asks us to stay away (`Retry-After`); nil where it does not, and from the history.
  @OptionalTime package var retryAfter: Duration?
  /// The clocks disagreed during the probe: its times are not to be used.
  package var timingsAreUnusable = false
  /// go gets along with it without a word: an idle connection was closed, and it dials again.
  package var isHarmless: Bool { outcome.failure?.cause.code == .idleConnectionDropped }
  /// What was told besides; nil where it was not asked for (`ProbeRequest.Trial`), and from the history.
  @Boxed package var details: AnswerDetails?

  /// What is odd about content that go takes; the raw value is the word of the history.
  package enum ContentWarning: String, Sendable, Hashable, Codable {
    /// A 200 whose body is an HTML page: a captive portal or a block page.
    case htmlPage = "html-page"
    /// A `.mod` without a module line.
    case noModuleLine = "no-module-line"
    /// A `.mod` whose module line names another module.
    case otherModule = "other-module"
    /// A `list` with no valid version: it hides the proxies after it.
    case emptyList = "empty-list"
  }

  package init(
    mirror: Mirror.ID, request: ProbeRequest, startedAt: Timestamp, outcome: RequestOutcome,
    status: Int? = nil, timings: PhaseTimings = PhaseTimings(),
    connection: ConnectionFacts = ConnectionFacts()
  ) {
    self.mirror = mirror
    self.request = request
    self.startedAt = startedAt
    self.outcome = outcome
    self.status = status
    self.timings = timings
    self.connection = connection
  }
}

extension ProbeResult {
  /// The mirror could not be connected to, or hung: every other request would meet the same. Not where it sent us on,
  /// since then another host failed.
  var preventsConnection: Bool { redirects == 0 && outcome.preventsConnection }

  /// The mirror was silent, out of reach, or asked us to stay away: a comparison asks it nothing more.
  package var endsComparison: Bool {
    if case .hang = outcome { return true }
    return preventsConnection || !outcome.isAlive && retryAfter != nil
  }
}
