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
    if exchange.request.use == .cold { channel.dropConnections() }
    let credentials = settings.credentials.request(exchange.target.url)
    exchange.credentials = credentials
    exchange.credentialFields = credentials.fields
    if exchange.target.isHTTPS, let text = settings.credentials.fatal {
      let failure = RequestFailure(.processing, .other(ServerText(text)))
      return finish(exchange, on: channel, .failure(failure), text: text)
    }
    hop(exchange, on: channel)
  }

  private func needsTLS(_ target: RequestTarget) -> Bool {
    target.isHTTPS || settings.forwardProxies.proxy(for: target)?.isTLS == true
  }

  /// Asks the present target: on a kept connection where there is one, else on a new one.
  private func hop(_ exchange: Exchange, on channel: MirrorChannel) {
    let target = exchange.target
    exchange.beginHop(
      on: Route(
        isHTTPS: target.isHTTPS, host: target.host, port: target.port,
        forwardProxy: settings.forwardProxies.proxy(for: target)))
    schedule(exchange)
    if let refusal = exchange.refusal {
      let failure = RequestFailure(.processing, refusal.cause)
      return finish(exchange, on: channel, .failure(failure), text: refusal.text)
    }
    let mayReuse = exchange.needsKeptConnection || exchange.redirectCount > 0
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

  // MARK: Connecting

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
      let usable = addresses.compactMap { SocketAddress($0, port: number) }
        .filter { family == nil || $0.family == family }
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
        let took = SystemClock.monotonic() - exchange.resolveStartedAt
        exchange.timings.add(took, to: \.resolve)
        // A family that is not answered costs go 10 s, and not its patience with the mirror.
        let timeout = exchange.run.round.timeout.inNanoseconds
        exchange.deadline = max(exchange.deadline, SystemClock.monotonic() + timeout)
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
    let (outcome, text) = exchange.unresolved(fault)
    finish(exchange, on: channel, outcome, text: text)
  }

  private func connect(
    _ exchange: Exchange, on channel: MirrorChannel, to addresses: [SocketAddress]
  ) {
    guard let first = addresses.first else {
      return lookupFailed(.noSuchHost, exchange, on: channel)
    }
    var addresses = addresses
    let family = exchange.request.family ?? settings.family
    if addresses.count == 1, first.isUnspecifiedIPv6, family != .ipv6 {
      // Half an IPv6: "::" can be bound, but not be reached (net `internetAddrList`).
      addresses += [SocketAddress("0.0.0.0", port: first.port)].compactMap { $0 }
    }
    let start = exchange.resolveStartedAt > 0 ? exchange.resolveStartedAt : SystemClock.monotonic()
    let connection = Connection(
      exchange.route, to: addresses, deadline: start + GoLimits.connect, settings: settings,
      sockets: sockets, judge: judge)
    connection.channel = channel
    exchange.connection = connection
    exchange.resolveStartedAt = 0
    settle(connection.start(), of: exchange, on: channel)
  }

  // MARK: Events

  /// Something has happened to `connection`.
  func drive(_ connection: Connection) {
    guard let channel = connection.channel else { return }
    guard let exchange = channel.exchange, exchange.connection === connection else {
      return readIdle(connection)
    }
    if exchange.isAsked {
      exchangeData(exchange, on: connection, channel)
    } else {
      settle(connection.advance(), of: exchange, on: channel)
    }
  }

  /// Goes on after a step towards a connection.
  func settle(
    _ progress: Connection.Progress, of exchange: Exchange, on channel: MirrorChannel
  ) {
    guard let connection = exchange.connection else { return }
    switch progress {
    case .pending:
      if connection.stream?.socket.wantsAnotherTurn == true { readLater(connection) }
      schedule(exchange)
    case .failed(let failure):
      conclude(exchange, on: channel, exchange.conclusion(of: failure), keeping: false)
    case .ready:
      if connection.stage == .ready, exchange.isAsked == false {
        ask(exchange, on: connection, channel)
      }
    }
  }

  /// Sends the request.
  private func ask(_ exchange: Exchange, on connection: Connection, _ channel: MirrorChannel) {
    exchange.isAsked = true
    connection.stream?.socket.renewReads()
    connection.retransmissionsBefore =
      exchange.isReused ? connection.stream?.socket.retransmissions ?? 0 : 0
    let request = outgoing(exchange)
    do throws(HTTP2Failure) {
      try connection.http?.ask(request, laxContentLength: settings.laxContentLength)
    } catch {
      let failure = AnswerFailure(error, isWithinBody: false, nil)
      return conclude(
        exchange, on: channel, exchange.conclusion(of: .failed(failure)),
        keeping: connection.http?.canTakeRequest == true)
    }
    schedule(exchange)
    exchangeData(exchange, on: connection, channel)
  }

  private func outgoing(_ exchange: Exchange) -> OutgoingRequest {
    var request = OutgoingRequest(url: exchange.target.url, userAgent: settings.userAgent)
    request.credentials = exchange.credentialFields
    request.referer = exchange.redirect?.referer
    if exchange.route.isForwardedPlain {
      request.isForwarded = true
      request.proxyAuthorization = exchange.route.forwardProxy?.authorization
    }
    return request
  }

  /// Writes and reads what can be.
  private func exchangeData(
    _ exchange: Exchange, on connection: Connection, _ channel: MirrorChannel
  ) {
    guard let stream = connection.stream else { return }
    var end: AnswerReader.End?
    if let failure = flush(exchange, connection, stream) {
      // The server may have said why before it closed.
      end = read(exchange, connection, stream)
      if end == nil { end = closed(exchange, connection, failure) }
    } else {
      end = read(exchange, connection, stream)
    }
    guard let end else {
      if stream.socket.wantsAnotherTurn { readLater(connection) }
      if exchange.answer.isDraining, exchange.drainsUntil == nil {
        exchange.drainsUntil = SystemClock.monotonic() + GoLimits.drain
      }
      return schedule(exchange)
    }
    var keeps = false
    if case .complete(let isKept) = end { keeps = isKept }
    // Of HTTP/2 go ends the stream alone, whatever was wrong with the answer.
    keeps = keeps || connection.http?.abandon(on: stream) == true
    conclude(exchange, on: channel, exchange.conclusion(of: end), keeping: keeps)
  }

  /// The rest of the body that go has closed does not come in time: so it ends the stream or the connection.
  func stopDraining(_ exchange: Exchange, on channel: MirrorChannel) {
    guard let connection = exchange.connection, let stream = connection.stream else { return }
    exchange.timings.add(SystemClock.monotonic() - exchange.lastByteAt, to: \.transfer)
    let keeps = connection.http?.abandon(on: stream) == true
    conclude(
      exchange, on: channel, exchange.conclusion(of: .complete(keeps: keeps)), keeping: keeps)
  }

  private func flush(
    _ exchange: Exchange, _ connection: Connection, _ stream: any ByteStream
  ) -> StreamFailure? {
    guard connection.http?.hasOutput == true else { return nil }
    let failure = connection.http?.flush(to: stream)
    if exchange.firstByteWall == 0 { exchange.requestWall = stream.socket.writeWall }
    return failure
  }

  private func read(
    _ exchange: Exchange, _ connection: Connection, _ stream: any ByteStream
  ) -> AnswerReader.End? {
    var end: AnswerReader.End?
    while end == nil {
      switch stream.read(into: input) {
      case .bytes(let count):
        let hadHead = exchange.answer.head != nil
        connection.http?.receive(UnsafeRawBufferPointer(rebasing: input[..<count])) { event in
          end = exchange.answer.take(event, room: room)
          return end == nil
        }
        note(exchange, stream, hadHead: hadHead, isOver: end != nil)
        if connection.http?.hasOutput == true, end == nil,
          let failure = flush(exchange, connection, stream)
        {
          end = closed(exchange, connection, failure)
        }
      case .nothing:
        connection.http?.pause { event in
          end = exchange.answer.take(event, room: room)
          return end == nil
        }
        return end
      case .end: end = closed(exchange, connection, nil) ?? .complete(keeps: false)
      case .failed(let failure):
        end = closed(exchange, connection, failure) ?? .complete(keeps: false)
      }
    }
    return end
  }

  private func closed(
    _ exchange: Exchange, _ connection: Connection, _ failure: StreamFailure?
  ) -> AnswerReader.End? {
    var end: AnswerReader.End?
    connection.http?.closed(failure) { event in
      if end == nil { end = exchange.answer.take(event, room: room) }
      return end == nil
    }
    return end
  }

  /// Notes the times of what was just read.
  private func note(
    _ exchange: Exchange, _ stream: any ByteStream, hadHead: Bool, isOver: Bool
  ) {
    exchange.lastByteAt = SystemClock.monotonic()
    guard exchange.answer.head != nil else { return }
    if !hadHead {
      exchange.firstByteWall = stream.socket.arrival()
      exchange.lastByteWall = exchange.firstByteWall
    } else if isOver {
      exchange.lastByteWall = stream.socket.arrival()
    } else {
      exchange.lastByteWall = stream.socket.packetWall
    }
  }

  /// Reads what comes on a connection while nothing is asked on it.
  private func readIdle(_ connection: Connection) {
    guard connection.droppedAt == 0, connection.stage == .ready, let stream = connection.stream
    else { return }
    while connection.droppedAt == 0 {
      switch stream.read(into: input) {
      case .bytes(let count):
        // go closes a connection by HTTP/1 on which something comes that was not asked for.
        guard connection.http?.isHTTP2 == true else { return drop(connection) }
        connection.http?.receive(UnsafeRawBufferPointer(rebasing: input[..<count])) { _ in true }
        if connection.http?.flush(to: stream) != nil || connection.http?.canTakeRequest != true {
          return drop(connection)
        }
      case .nothing:
        if stream.socket.wantsAnotherTurn { readLater(connection) }
        return
      case .end, .failed: return drop(connection)
      }
    }
  }

  /// The server has ended an idle connection, or broken its rules on it; what is asked next on it will tell.
  private func drop(_ connection: Connection) {
    connection.droppedAt = SystemClock.monotonic()
    connection.close()
  }

  // MARK: Ends

  /// Our patience has ended.
  func giveUp(_ exchange: Exchange, on channel: MirrorChannel) {
    if let lookup = exchange.lookup {
      let (outcome, text) = exchange.unresolved(resolver.fault(lookup))
      resolver.forget(lookup)
      return finish(exchange, on: channel, outcome, text: text)
    }
    let (outcome, text) = exchange.silence
    if case .hang = outcome, let socket = exchange.connection?.stream?.socket {
      let now = SystemClock.monotonic()
      let last = exchange.lastByteAt > 0 ? exchange.lastByteAt : 0
      exchange.seenSilence = socket.silence(idle: .nanoseconds(now - last))
    }
    finish(exchange, on: channel, outcome, text: text)
  }

  private func conclude(
    _ exchange: Exchange, on channel: MirrorChannel, _ conclusion: Conclusion, keeping: Bool
  ) {
    var isNewConnectionWanted = false
    if case .askAnew = conclusion { isNewConnectionWanted = true }
    leave(exchange, on: channel, keeping: keeping && !isNewConnectionWanted)
    switch conclusion {
    case .redirect(let target):
      exchange.redirect = target
      exchange.redirectCount += 1
      exchange.target = RequestTarget(target.url)
      exchange.credentialFields =
        exchange.credentials?.fields(afterRedirectTo: Credentials.target(target.url)) ?? []
      if needsTLS(exchange.target) { prepareTLS() }
      hop(exchange, on: channel)
    case .outcome(let outcome, let text):
      finish(exchange, on: channel, outcome, text: text)
    case .askAnew:
      exchange.freshStarts += 1
      hop(exchange, on: channel)
    case .notReusable:
      // The server closed the connection between two requests of one round: ask on a new one.
      channel.exchange = nil
      var request = exchange.request
      request.use = .cold
      guard let again = channel.begin(request, run: exchange.run) else { return next(on: channel) }
      pace.wait(again, on: channel)
    }
  }

  private func finish(
    _ exchange: Exchange, on channel: MirrorChannel, _ outcome: RequestOutcome, text: String?
  ) {
    leave(exchange, on: channel, keeping: false)
    // go would run a command for credentials and ask once more: what comes of that is not known.
    let isOurs = settings.credentials.needsCommand && exchange.isRefused(outcome)
    let result = exchange.result(
      isOurs
        ? .failure(RequestFailure(.processing, .notMeasured("GOAUTH's command was not run")))
        : outcome, text: isOurs ? nil : text, channel)
    channel.exchange = nil
    exchange.run.finished(result)
    next(on: channel)
  }

  /// Takes what is known from the connection of the present hop, and keeps it or closes it.
  private func leave(_ exchange: Exchange, on channel: MirrorChannel, keeping: Bool) {
    guard let connection = exchange.connection else { return }
    exchange.addTimings(of: connection)
    if let address = connection.address { channel.lastPeer = address }
    channel.tls = connection.tls?.facts(&channel.certificates)
    exchange.connection = nil
    if keeping, channel.exchange === exchange {
      connection.answers += 1
      channel.keep(connection, at: SystemClock.monotonic())
    } else {
      connection.close()
    }
  }
}
