import GoRules
import Health

/// One round under way: which request is next, and who waits for its end.
final class RoundRun {
  let id: RunID
  let round: ProbeRound
  /// What is done instead of the round's requests, and is none of go's: it has neither go's credentials nor its
  /// patience. nil for go's requests.
  let errand: (any Errand)?
  /// To whom the answer is handed on; nil for one that is looked at.
  let passage: Passage?
  let flow: PassageFlow?
  /// The mirror's base URL, redacted.
  private(set) lazy var shownBase = round.url.redacted
  /// See `ProbeRound.comparesSums`.
  let comparesSums: Bool
  /// go's; nil for none.
  let moduleCache: ModuleCache?
  private let deliver: @Sendable (ProbeEvent) -> Void
  /// nil while the round is paused.
  private var continuation: CheckedContinuation<Void, Never>?
  /// The request for which credentials have to be asked for before the round goes on.
  private(set) var refused: RefusedRequest?
  private var next = 0
  /// To be made before the next one: the last one again, now letting the proxy fetch.
  private var fetching: ProbeRequest?
  /// The last request reached no server, or on a new connection one that stays silent: a further one would only wait
  /// again.
  private var cannotReach = false

  init(
    _ round: ProbeRound, _ errand: (any Errand)? = nil, _ passage: Passage? = nil,
    flow: PassageFlow? = nil, id: RunID, moduleCache: ModuleCache?,
    deliver: @escaping @Sendable (ProbeEvent) -> Void,
    continuation: CheckedContinuation<Void, Never>
  ) {
    self.round = round
    self.errand = errand
    self.passage = passage
    self.flow = flow
    comparesSums = round.comparesSums
    self.id = id
    self.moduleCache = moduleCache
    self.deliver = deliver
    self.continuation = continuation
  }

  /// The next request to make and whether on the kept connection; nil at the end.
  func nextRequest(hasConnection: Bool) -> ProbeRequest? {
    if let request = fetching {
      fetching = nil
      return request
    }
    while next < round.requests.count {
      var request = round.requests[next]
      next += 1
      switch request.use {
      case .cold:
        return request
      case .idle where hasConnection:
        return request
      case .idle:
        continue
      case .warm where hasConnection:
        return request
      case .warm where cannotReach:
        continue
      case .warm:
        request.use = .cold
        return request
      }
    }
    return nil
  }

  /// A request ended with `result`.
  func finished(_ result: consuming ProbeResult) {
    switch result.outcome {
    // Where the mirror sent us on, it was another host that failed.
    case _ where result.redirects > 0: cannotReach = false
    case .hang: cannotReach = result.request.use == .cold
    // go asked again until our patience ended, and would once more.
    case .failure(let failure) where [.http2GoAway(0), .http2Stream(7)].contains(failure.cause):
      cannotReach = result.request.use == .cold
    case .failure(let failure) where [.resolve, .connect, .tls].contains(failure.phase):
      cannotReach = true
    default: cannotReach = false
    }
    if case .notFound(let found) = result.outcome, isOfCache(result) {
      if result.request.fetch == .ifMissing {
        fetching = result.request
        fetching?.fetch = .always
        return
      }
      let disguise = found.disguise ?? .notCached
      result.outcome = .notFound(NotFound(status: found.status, disguise: disguise))
    }
    if round.lane == .compared, result.endsComparison { next = round.requests.count }
    deliver(.finished(result))
  }

  /// A request has had no answer for a while.
  func waits(_ open: OpenRequest) { deliver(.waiting(open)) }

  /// The proxy was asked what it has, and not what it can get.
  private func isOfCache(_ result: ProbeResult) -> Bool {
    round.service == .proxy && result.request.kind != .sumdb && result.request.fetch != .always
  }

  /// Lets the caller of `ProbePool.run` go on; once.
  func end() {
    continuation?.resume()
    continuation = nil
  }

  /// Credentials are to be asked for; the round goes on with `resume`.
  func pause(for refused: RefusedRequest) {
    self.refused = refused
    end()
  }

  /// What the round was paused for; nil where it was not.
  func resume(_ continuation: CheckedContinuation<Void, Never>) -> RefusedRequest? {
    self.continuation = continuation
    defer { refused = nil }
    return refused
  }
}

/// The rounds of one mirror that follow one another.
struct LaneID: Hashable {
  let mirror: Mirror.ID
  let lane: ProbeRound.Lane

  init(_ round: ProbeRound) {
    mirror = round.mirror
    lane = round.lane
  }
}

/// A request that was refused for want of credentials, perhaps.
struct RefusedRequest {
  var request: ProbeRequest
  var refusal: GoAuth.Refusal
  /// What GOAUTH had given for it.
  var sent: [HeaderField]
  /// What there is to say if nothing better comes of it.
  var result: ProbeResult
  /// It is an exchange of an errand, which then begins anew.
  var isErrand: Bool
  /// Earlier ones of the same request.
  var askedAgain: Set<String>

  init(_ exchange: Exchange, _ refusal: GoAuth.Refusal, result: ProbeResult) {
    request = exchange.request
    self.refusal = refusal
    sent = exchange.credentials?.kept ?? []
    self.result = result
    isErrand = exchange.errand != nil
    askedAgain = exchange.askedAgain
  }
}
