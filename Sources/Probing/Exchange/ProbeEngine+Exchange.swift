import GoRules
import Health
import Platform

/// One request after another: its hops, each with its connection, until there is an outcome.
extension ProbeEngine {
  /// Begins `exchange`, whose turn has come.
  func begin(_ exchange: Exchange, on channel: MirrorChannel) {
    // What is set up once is not the first mirror's time.
    if needsTLS(exchange.target) { prepareTLS() }
    exchange.isWaitingForItsTurn = false
    exchange.startedAt = SystemClock.now()
    let now = exchange.startedAt.monotonic.inNanoseconds
    pace.began(on: channel, at: now)
    exchange.deadline = now + exchange.run.round.timeout.inNanoseconds
    exchange.noticeAt = now + OpenRequest.patience.inNanoseconds
    if exchange.request.use == .cold { channel.retireConnections() }
    let errand =
      exchange.run.errand ?? settings.errand(exchange.request, in: exchange.run.round)
    exchange.errand =
      errand.map { ErrandRun($0, at: now, timeout: exchange.run.round.timeout) }
    if exchange.errand != nil { return goOn(exchange, on: channel, after: nil) }
    ask(exchange, on: channel)
  }

  /// Asks the first URL, if go does.
  func ask(_ exchange: Exchange, on channel: MirrorChannel) {
    if exchange.run.errand != nil { return hop(exchange, on: channel) }
    let all = settings.goSettings.credentials
    let credentials = all.request(exchange.target)
    exchange.credentials = credentials
    exchange.credentialFields = credentials.fields
    if exchange.target.isHTTPS, let text = all.fatal {
      let failure = RequestFailure(.processing, .goEnds(ServerText(text)))
      return finish(exchange, on: channel, .failure(failure), text: text)
    }
    if exchange.target.isHTTPS, let reason = all.obstacle {
      let failure = RequestFailure(.processing, .notMeasured(reason))
      return finish(exchange, on: channel, .failure(failure), text: nil)
    }
    if let text = settings.networkIsOff, exchange.obstacle?.cause != .credentialsOverHTTP {
      let failure = RequestFailure(.processing, .other(ServerText(text)))
      return finish(exchange, on: channel, .failure(failure), text: text)
    }
    hop(exchange, on: channel)
  }

  func needsTLS(_ target: RequestTarget) -> Bool {
    target.isHTTPS || settings.forwardProxies.proxy(for: target)?.isTLS == true
  }

  /// Asks the present target: on a kept connection where there is one, else on a new one.
  func hop(_ exchange: Exchange, on channel: MirrorChannel) {
    let target = exchange.target
    exchange.beginHop(
      on: Route(
        isHTTPS: target.isHTTPS, host: target.host, port: target.port,
        forwardProxy: settings.forwardProxies.proxy(for: target),
        isVerified: exchange.errand?.request?.isInsecure != true,
        offersHTTP2: exchange.request.trial != .http1))
    schedule(exchange)
    if let obstacle = exchange.obstacle {
      let failure = RequestFailure(.processing, obstacle.cause)
      return finish(exchange, on: channel, .failure(failure), text: obstacle.text)
    }
    if let text = settings.forwardProxies.refusal(of: target) {
      let failure = RequestFailure(.connect, .forwardProxy(ServerText(text)))
      return finish(exchange, on: channel, .failure(failure), text: exchange.get(text))
    }
    let mayReuse =
      exchange.needsKeptConnection || exchange.redirectCount > 0 || exchange.freshStarts > 0
      || exchange.errand?.mayReuseConnection(exchange.request.use) == true
    if mayReuse, let connection = channel.takeKept(for: exchange.route) {
      return reuse(connection, for: exchange, on: channel)
    }
    if exchange.needsKeptConnection {
      return conclude(exchange, on: channel, exchange.dropped(), keeping: false)
    }
    findAddress(exchange, on: channel)
  }

  private func reuse(
    _ connection: Connection, for exchange: Exchange, on channel: MirrorChannel
  ) {
    let now = SystemClock.monotonic()
    exchange.connection = connection
    exchange.isReused = true
    if connection.droppedAt == 0 { readIdle(connection) }
    let end = connection.droppedAt > 0 ? connection.droppedAt : now
    exchange.idleTime = .nanoseconds(end - connection.idleSince)
    if connection.droppedAt > 0 || connection.http?.canTakeRequest != true {
      connection.close()
      if exchange.needsKeptConnection {
        return conclude(exchange, on: channel, exchange.dropped(), keeping: false)
      }
      exchange.connection = nil
      exchange.isReused = false
      return findAddress(exchange, on: channel)
    }
    connection.idleSince = 0
    ask(exchange, on: connection, channel)
  }

  private func findAddress(_ exchange: Exchange, on channel: MirrorChannel) {
    let (host, port) = exchange.route.peer
    guard let number = UInt16(exactly: port) else {
      let text = exchange.get("dial tcp: address \(port): invalid port")
      let cause = FailureCause.invalidURL(ServerText("invalid port"))
      return finish(
        exchange, on: channel, .failure(RequestFailure(.connect, cause)), text: text)
    }
    let family = exchange.request.family ?? settings.family
    if let literal = SocketAddress(host, port: number) {
      return connect(exchange, on: channel, to: [literal])
    }
    if let addresses = settings.overrides.addresses(of: host, port: port) {
      let usable = addresses.filter { family == nil || $0.family == family }
      guard usable.isEmpty else { return connect(exchange, on: channel, to: usable) }
      return lookupFailed(.noSuchHost, exchange, on: channel)
    }
    lookUp(host, port: number, family, exchange, on: channel)
  }

  private func lookUp(
    _ host: String, port: UInt16, _ family: AddressFamily?, _ exchange: Exchange,
    on channel: MirrorChannel
  ) {
    exchange.resolveStartedAt = SystemClock.monotonic()
    exchange.lookup = resolver.lookUp(host, family: family) { [unowned self] answer in
      exchange.lookup = nil
      switch answer {
      case .success(let addresses):
        exchange.addLookup()
        if !exchange.isImpatient {
          // A family that is not answered costs go 10 s, and not its patience with the mirror.
          let timeout = exchange.run.round.timeout.inNanoseconds
          exchange.deadline = max(exchange.deadline, SystemClock.monotonic() + timeout)
        }
        connect(
          exchange, on: channel, to: addresses.compactMap { SocketAddress($0, port: port) })
      case .failure(let fault):
        lookupFailed(fault, exchange, on: channel)
      }
    }
  }

  private func lookupFailed(
    _ fault: LookupFault, _ exchange: Exchange, on channel: MirrorChannel
  ) {
    exchange.addLookup()
    let (outcome, text) = exchange.unresolved(fault)
    finish(exchange, on: channel, outcome, text: text)
  }

  private func connect(
    _ exchange: Exchange, on channel: MirrorChannel, to addresses: [SocketAddress]
  ) {
    let start = exchange.resolveStartedAt > 0 ? exchange.resolveStartedAt : SystemClock.monotonic()
    exchange.resolveStartedAt = 0
    guard let first = addresses.first else {
      return lookupFailed(.noSuchHost, exchange, on: channel)
    }
    var addresses = addresses
    let family = exchange.request.family ?? settings.family
    if addresses.count == 1, first.isUnspecifiedIPv6, family != .ipv6 {
      // Half an IPv6: "::" can be bound, but not be reached (net `internetAddrList`).
      addresses += [SocketAddress("0.0.0.0", port: first.port)].compactMap { $0 }
    }
    let connection = Connection(
      exchange.route, to: addresses, deadline: start + GoLimits.connect, settings: settings,
      sockets: sockets, judge: judge)
    connection.channel = channel
    connection.keepsTicket = exchange.request.trial == .asGo
    if exchange.request.trial == .resumed, let ticket = channel.ticket,
      ticket.route == exchange.route
    {
      connection.ticket = ticket.ticket
    }
    exchange.connection = connection
    settle(connection.start(), of: exchange, on: channel)
  }
}
