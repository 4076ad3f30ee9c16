import GoRules
import Health
import Platform

extension Duration? {
  /// Adds `nanoseconds` to a part of the whole.
  mutating func add(_ nanoseconds: Int64) {
    self = (self ?? .zero) + .nanoseconds(max(0, nanoseconds))
  }
}

extension Exchange {
  /// Adds what the present hop took.
  func addTimings(of connection: Connection) {
    if !isReused {
      let times = connection.times
      if let connect = times.connect { timings.connect.add(connect) }
      if let wait = times.fallbackWait { timings.fallbackWait.add(wait) }
      if let proxy = times.forwardProxy { timings.forwardProxy.add(proxy) }
      if let tls = times.tls { timings.tls.add(tls) }
    }
    if let socket = connection.stream?.socket {
      socket.sample()
      let now = socket.retransmissions
      retransmissions += Int(now) - Int(min(now, connection.retransmissionsBefore))
    }
    guard firstByteWall > 0 else { return }
    timings.processing.add(firstByteWall - requestWall)
    timings.transfer.add(lastByteWall - firstByteWall)
  }

  /// Adds the time of the lookup that ends now; none where there was none.
  func addLookup() {
    guard resolveStartedAt > 0 else { return }
    timings.resolve.add(SystemClock.monotonic() - resolveStartedAt)
  }

  /// Adds the wait on `connection` that ends now without what it was for.
  func addOpenPart(of connection: Connection) {
    let now = SystemClock.monotonic()
    if firstByteWall > 0 {
      timings.transfer.add(now - lastByteAt)
    } else if isAsked {
      timings.processing.add(now - askedAt)
    } else if let (part, since) = connection.openPart {
      timings[keyPath: part].add(now - since)
    }
  }

  /// The finished measurement. `text`: what go prints; nil where that is not known.
  func result(
    _ outcome: RequestOutcome, text: String?, _ channel: MirrorChannel
  ) -> ProbeResult {
    let ended = SystemClock.now()
    let outcome = redirectCount == 0 || errand != nil ? outcome : outcome.ofReachedMirror
    let total = ended.since(startedAt)
    var timings = timings
    timings.total = total
    timings.local = max(.zero, total - timings.sumOfPhases)
    var result = ProbeResult(
      mirror: run.round.mirror, request: request, startedAt: startedAt, outcome: outcome,
      timings: timings)
    result.status = answer.head?.status
    result.connection = facts(channel)
    result.redirects = redirectCount
    result.bodyBytes = errand?.bytes ?? answer.body?.count ?? 0
    result.declaredBytes = errand == nil ? answer.head?.length : nil
    result.wasStopped = wasStopped
    result.warning = check?.warning
    result.serverText = check?.serverText
    result.zipDigest = check?.zipDigest
    result.sum = check?.sum
    result.recordedSums = errand?.sums
    result.silence = seenSilence
    result.goText = text.map { ServerText(lines: $0) }
    if let head = answer.head {
      let now = ended.wall.components.seconds
      // What a cache kept has aged since.
      let age = head.field("age").flatMap { HTTPDate.number($0) } ?? 0
      result.clockAhead = head.field("date").flatMap { HTTPDate.seconds($0) }
        .map { .seconds($0 + age - now) }
      result.retryAfter = head.field("retry-after")
        .flatMap { HTTPDate.delay($0, now: now) }.map { .seconds($0) }
    }
    if request.trial != .none {
      var details = AnswerDetails(answer.head, check)
      (details.isResumed, details.staple) = (isResumed, staple)
      result.details = details
    }
    let drift = ((ended.wall - startedAt.wall) - total).inNanoseconds
    let tolerance = 1_000_000 + total.inNanoseconds / 1000
    result.timingsAreUnusable = drift > tolerance || drift < -tolerance
    return result
  }

  private func facts(_ channel: MirrorChannel) -> ConnectionFacts {
    var facts = ConnectionFacts()
    facts.address = channel.peerHost
    facts.family = channel.lastPeer?.family
    facts.tls = channel.tls
    facts.forwardProxy = route.forwardProxy?.redacted
    facts.retransmissions = retransmissions
    facts.httpVersion = answer.head?.version
    facts.nameServer = failedNameServer
    return facts
  }
}

extension RequestOutcome {
  /// Of a mirror whose redirect led to a server that was not reached: its own doing, which says nothing of its other
  /// answers.
  fileprivate var ofReachedMirror: RequestOutcome {
    guard case .failure(let failure) = self, preventsConnection else { return self }
    return .failure(RequestFailure(.processing, failure.cause))
  }
}

extension PhaseTimings {
  /// All but what this machine added.
  fileprivate var sumOfPhases: Duration {
    let phases = [resolve, fallbackWait, connect, forwardProxy, tls, processing, transfer]
    return phases.reduce(.zero) { $0 + ($1 ?? .zero) }
  }
}
