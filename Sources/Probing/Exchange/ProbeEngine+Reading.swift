import GoRules
import Health
import Platform

/// What is written and read on the connection of a request, and on one that waits for the next.
extension ProbeEngine {
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
  func ask(_ exchange: Exchange, on connection: Connection, _ channel: MirrorChannel) {
    exchange.askedAt = SystemClock.monotonic()
    connection.stream?.socket.renewReads()
    connection.stream?.socket.beginAnswer()
    if let limit = exchange.request.limit { connection.stream?.socket.expectAtMost(limit) }
    exchange.retransmissionsBefore = connection.stream?.socket.retransmissions ?? 0
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
    var request = OutgoingRequest(target: exchange.target, userAgent: settings.userAgent)
    request.disablesFetch = exchange.request.fetch != .always
    request.acceptsGzip = exchange.run.passage?.acceptsGzip != false
    request.credentials = exchange.credentialFields
    request.referer = exchange.redirect?.referer
    request.added = exchange.errand?.request?.fields ?? []
    // To the gateway alone, not to where it sends us.
    if exchange.run.round.asksGateway, exchange.redirectCount == 0 {
      request.added.append(HeaderField(name: GatewayRequest.probeMark, value: Array("1".utf8)))
    }
    request.body = exchange.errand?.request?.body
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
      exchange.deadline = exchange.endOfSilence ?? exchange.deadline
      if exchange.answer.isPaused { return schedule(exchange) }
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
    var isComplete = true
    if case .failed = end { isComplete = false }
    conclude(
      exchange, on: channel, exchange.conclusion(of: end), keeping: keeps, isComplete: isComplete)
  }

  /// The rest of the body that go has closed does not come in time: so it ends the stream or the connection.
  func stopDraining(_ exchange: Exchange, on channel: MirrorChannel) {
    guard let connection = exchange.connection, let stream = connection.stream else { return }
    exchange.timings.transfer.add(SystemClock.monotonic() - exchange.lastByteAt)
    let keeps = connection.http?.abandon(on: stream) == true
    conclude(
      exchange, on: channel, exchange.conclusion(of: .complete(keeps: keeps)), keeping: keeps,
      isComplete: true)
  }

  private func flush(
    _ exchange: Exchange, _ connection: Connection, _ stream: any ByteStream
  ) -> StreamFailure? {
    guard connection.http?.hasOutput == true else { return nil }
    let failure = connection.http?.flush(to: stream)
    if !exchange.isSent {
      exchange.requestWall = stream.socket.writeWall
      exchange.isSent = connection.http?.hasOutput == false
    }
    return failure
  }

  private func read(
    _ exchange: Exchange, _ connection: Connection, _ stream: any ByteStream
  ) -> AnswerReader.End? {
    var end: AnswerReader.End?
    while end == nil, !exchange.answer.isPaused {
      switch stream.read(into: input) {
      case .bytes(let count):
        let hadHead = exchange.answer.head != nil
        let before = exchange.answer.received
        connection.http?.receive(UnsafeRawBufferPointer(rebasing: input[..<count])) { event in
          end = exchange.answer.take(event, room: room)
          return end == nil
        }
        // Over HTTP/2 come frames that are none of the answer.
        let isAnswer =
          connection.http?.isHTTP2 == false || exchange.answer.received > before || end != nil
          || !hadHead && exchange.answer.head != nil
        if isAnswer {
          exchange.receivedBytes += count
          note(exchange, stream, hadHead: hadHead, isOver: end != nil)
        }
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
      exchange.firstByteWall = stream.socket.firstArrival()
      exchange.lastByteWall = exchange.firstByteWall
    } else if isOver {
      exchange.lastByteWall = stream.socket.lastArrival()
    } else {
      exchange.lastByteWall = stream.socket.packetWall
    }
  }

  /// Reads what comes on a connection while nothing is asked on it.
  func readIdle(_ connection: Connection) {
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
}
