import GoRules
import Health
import Platform

/// One request under way: where it stands, what was measured and what was received so far.
///
/// Times are nanoseconds: `…At` on the monotonic clock, `…Wall` on the kernel's clock of receive times.
final class Exchange {
  let request: ProbeRequest
  let run: RoundRun
  var startedAt = Timestamp(monotonic: .zero, wall: .zero)
  /// When our own patience ends, whatever the stage.
  var deadline: Int64 = 0
  /// When it is to be told that it waits, or whether it waits for something else by now.
  var noticeAt = Int64.max
  var noticed: Phase?
  /// The present URL to ask; changes with a redirect.
  var target: RequestTarget
  /// The one to ask before any redirect.
  private var first: RequestTarget
  private var keepsSecurity = true
  /// Few requests meet one.
  lazy var redirects = Redirects(from: first.url, keepsSecurity: keepsSecurity)
  var redirectCount = 0
  /// Of the present hop, where a redirect led to it.
  var redirect: Redirects.Target?
  var timings = PhaseTimings()
  var retransmissions = 0
  /// How often go has asked anew without a word.
  var freshStarts = 0
  /// After which it will do so again; nil while something is under way.
  var setback: Setback?
  /// The one before the present attempt.
  var lastSetback: Setback?

  var credentials: RequestCredentials?
  /// URLs for which GOAUTH was asked, after the same request was refused.
  var askedAgain: Set<String> = []
  /// The errand whose exchanges this makes; nil for a single request.
  var errand: ErrandRun?

  // The present hop.

  var credentialFields: [HeaderField] = []
  var route: Route
  var lookup: Resolver.Token?
  var resolveStartedAt: Int64 = 0
  /// The name server that was asked last, where none gave an address.
  var failedNameServer: String?
  var connection: Connection?
  /// The connection was made for another request.
  var isReused = false
  var isAsked: Bool { askedAt > 0 }
  /// When the request began to be sent; 0 before.
  var askedAt: Int64 = 0
  var isWaitingForItsTurn = true
  var answer: AnswerReader
  /// How long the rest of a body is waited for that go has closed; nil while there is none.
  var drainsUntil: Int64?
  /// All of the request has been written; what is written afterwards answers the server's own frames.
  var isSent = false
  /// The clock at the last write of the request.
  var requestWall: Int64 = 0
  var firstByteWall: Int64 = 0
  /// When the last byte came that was read.
  var lastByteWall: Int64 = 0
  /// When something of the answer was read last; 0 before.
  var lastByteAt: Int64 = 0
  /// When the receiver of a passage had room again; 0 where it always had.
  var resumedAt: Int64 = 0
  /// What was read of the answer, in bytes as they came.
  var receivedBytes = 0
  /// Segments that were sent again before the request.
  var retransmissionsBefore: UInt32 = 0
  var check: ContentCheck?
  /// More of the answer was not to be read.
  var wasStopped = false
  var seenSilence: Silence?
  // Of the last connection, where a comparison asks for it.
  var isResumed = false
  var staple: OCSPStaple?
  /// How long the connection had been idle before this request.
  var idleTime: Duration = .zero

  init(_ request: ProbeRequest, run: RoundRun, target: RequestTarget) {
    self.request = request
    self.run = run
    self.target = target
    first = target
    route = Route(isHTTPS: target.isHTTPS, host: target.host, port: target.port)
    answer = AnswerReader(request, of: run, from: target)
  }

  /// A kept connection is to be used, and nothing else.
  var needsKeptConnection: Bool {
    request.use != .cold && redirectCount == 0 && errand?.isUnderWay != true
  }

  /// Turns to the next URL of an errand. `keepsSecurity`: see `Redirects`.
  func turn(to target: RequestTarget, keepsSecurity: Bool) {
    self.target = target
    first = target
    self.keepsSecurity = keepsSecurity
    redirects = Redirects(from: target.url, keepsSecurity: keepsSecurity)
    redirect = nil
    redirectCount = 0
    freshStarts = 0
    setback = nil
    lastSetback = nil
  }
}

extension Exchange {
  /// How far a request has come.
  enum Stage {
    case queued, resolving, connecting, tunnelling, tls
    /// Sent, no answer yet.
    case processing
    case transferring

    var phase: Phase {
      switch self {
      case .queued, .resolving: .resolve
      case .connecting, .tunnelling: .connect
      case .tls: .tls
      case .processing: .processing
      case .transferring: .transfer
      }
    }
  }

  var stage: Stage {
    if isWaitingForItsTurn { return .queued }
    guard let connection else { return .resolving }
    switch connection.stage {
    case .dialling: return .connecting
    case .tunnelling: return .tunnelling
    case .shakingHands: return .tls
    case .ready, .closed: return answer.head == nil ? .processing : .transferring
    }
  }

  /// Why go would not even begin: nil where it would.
  var obstacle: (cause: FailureCause, text: String)? {
    if first.url.scheme == "http", first.url.user != nil {
      let text = "refusing to pass credentials to insecure URL: \(target.url.redacted)"
      return (.credentialsOverHTTP, text)
    }
    if target.host.isEmpty, target.url.host.isEmpty {
      return (.invalidURL(ServerText("no host")), get("http: no Host in request URL"))
    }
    return nil
  }

  /// `Get "URL": text`, as net/http's client says it of the present URL.
  func get(_ text: String) -> String { "Get \(goQuoted(target.url.shownByClient)): \(text)" }

  /// The first URL as cmd/go prints it.
  var shownURL: String {
    errand == nil
      ? run.round.url.redactedURL(of: Question(request.kind, request.canary)) : first.url.redacted
  }

  /// Forgets what was noted of the hop before.
  func beginHop(on route: Route) {
    self.route = route
    connection = nil
    isReused = false
    askedAt = 0
    isSent = false
    answer = AnswerReader(
      request, of: run, from: target, page: errand?.request)
    drainsUntil = nil
    requestWall = 0
    firstByteWall = 0
    lastByteWall = 0
    lastByteAt = 0
    resumedAt = 0
    receivedBytes = 0
  }

  /// A failure on the way to the peer, which a forward proxy is blamed for where there is one.
  func failed(_ phase: Phase, _ cause: FailureCause) -> RequestOutcome {
    let isProxys = route.forwardProxy != nil && phase == .resolve && !cause.isLocal
    return .failure(
      RequestFailure(phase, isProxys ? .forwardProxy(ServerText(cause.text)) : cause))
  }

  /// The mirror wants credentials, or hides what it has from those without; nil where neither may be.
  var refusal: GoAuth.Refusal? {
    guard run.errand == nil, target.isHTTPS, let status = answer.head?.status,
      GoAuth.asksAgain(isHTTPS: first.isHTTPS, status: status)
    else { return nil }
    return answer.head?.refusal(of: first.written)
  }

  /// When this exchange has to be looked at again, at the latest.
  var nextTime: Int64 {
    min(
      connection?.nextTime ?? setback?.until ?? deadline, drainsUntil ?? deadline, deadline,
      noticeAt)
  }

  /// What is to be told of a request without an answer at `now`; nil where that is nothing new.
  func notice(at now: Int64) -> OpenRequest? {
    guard noticeAt <= now else { return nil }
    noticeAt = now + OpenRequest.patience.inNanoseconds
    let phase = setback == nil ? stage.phase : .processing
    if phase == noticed { return nil }
    noticed = phase
    return OpenRequest(
      mirror: run.round.mirror, request: request, startedAt: startedAt, phase: phase)
  }

  /// go itself, or the caller, gives up after a while, whatever happens meanwhile.
  var isImpatient: Bool { run.errand != nil || errand?.request?.isInsecure == true }

  /// What arrives late is slow, not silent. nil where patience ends.
  func extendedDeadline(at now: Int64) -> Int64? {
    if isImpatient || answer.isPassing { return nil }
    let timeout = run.round.timeout.inNanoseconds
    // go tries every address, whatever that takes of its 30 s.
    if let connection, connection.hasMoreAddresses {
      return connection.nextTime.map { $0 + timeout }
    }
    guard request.kind == .zip, stage == .transferring, lastByteAt > 0 else { return nil }
    let end = startedAt.monotonic.inNanoseconds + 12 * timeout
    let later = min(lastByteAt + timeout, end)
    return later > now ? later : nil
  }

  /// The outcome where the peer's name has no address, and go's text for it.
  func unresolved(_ fault: LookupFault) -> (RequestOutcome, text: String?) {
    failedNameServer = fault.server
    let cause: FailureCause =
      switch fault.kind {
      case .notFound: .nameNotFound
      case .timedOut: .resolverTimedOut
      case .unreachable: .resolverUnreachable
      case .misbehaving: .resolverFailed
      }
    let proxy = route.forwardProxy == nil ? "" : "proxyconnect tcp: "
    let text = "\(proxy)dial tcp: \(fault.description(of: route.peer.host))"
    return (failed(.resolve, cause), get(text))
  }

  /// The outcome where our patience ended in the present stage, and go's text for it.
  var endOfPatience: (RequestOutcome, text: String?) {
    if request.use == .idle, redirectCount == 0, stage == .processing {
      return (
        .failure(RequestFailure(.processing, .idleConnectionSilent(after: idleTime))), nil
      )
    }
    switch stage {
    case .queued, .resolving: return unresolved(LookupFault(.timedOut, "i/o timeout"))
    case .connecting:
      let address = connection?.address?.text ?? route.target
      let text = "dial tcp \(address): i/o timeout"
      if route.forwardProxy == nil { return (failed(.connect, .connectTimedOut), get(text)) }
      let cause = FailureCause.forwardProxy(ServerText(FailureCause.connectTimedOut.text))
      return (.failure(RequestFailure(.connect, cause)), get("proxyconnect tcp: \(text)"))
    case .tunnelling:
      let cause = FailureCause.forwardProxy(ServerText("no answer"))
      return (
        .failure(RequestFailure(.connect, cause)), get("context deadline exceeded")
      )
    case .tls:
      return (
        .failure(RequestFailure(.tls, .tlsTimedOut)), get("net/http: TLS handshake timeout")
      )
    case .processing: return (.hang(.processing), nil)
    case .transferring: return (.hang(.transfer), nil)
    }
  }
}

extension Exchange {
  /// What is seen on `socket` where the answer does not come or does not end.
  func silence(of socket: TCPSocket) -> Silence {
    let now = SystemClock.monotonic()
    let elapsed = now - askedAt
    let idle = lastByteAt > 0 ? now - lastByteAt : elapsed
    var silence = Silence(
      .trickling, idle: .nanoseconds(idle), elapsed: .nanoseconds(elapsed), bytes: receivedBytes)
    if lastByteAt == 0 || idle >= min(1_000_000_000, elapsed / 2) {
      silence.kind = socket.silence(retransmissionsBefore: retransmissionsBefore)
      silence.retransmissions = Int(socket.retransmissions &- retransmissionsBefore)
    } else if let length = answer.head?.length, answer.received >= length / 2 {
      silence.kind = .slow
    }
    return silence
  }
}
