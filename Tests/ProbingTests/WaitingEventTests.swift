import Glibc
import GoRules
import Health
import Platform
import Probing
import Testing

/// What a pool tells of requests that have no answer yet, and of the two lanes of a mirror.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct WaitingEventTests {
  /// Collects events across threads, and when each came.
  private final class Events: Sendable {
    private let list = Locked<[(event: ProbeEvent, at: Timestamp)]>([])

    func add(_ event: ProbeEvent) { list.withLock { $0.append((event, SystemClock.now())) } }

    var all: [(event: ProbeEvent, at: Timestamp)] { list.withLock { $0 } }

    /// `connect…` for a request that waits in a phase, `ok` or `failed` for its end.
    var words: [String] {
      all.map { event, _ in
        switch event {
        case .waiting(let open): "\(open.phase.rawValue)…"
        case .finished(let result): result.outcome.isAlive ? "ok" : "failed"
        }
      }
    }
  }

  private func run(
    _ pool: ProbePool, _ requests: [ProbeRequest], lane: ProbeRound.Lane = .fresh,
    at url: ProxyURL, timeout: Duration = .milliseconds(1500)
  ) async -> Events {
    let events = Events()
    await pool.run(
      ProbeRound(
        mirror: Mirror.ID(rawValue: "m"), lane: lane, url: url, requests: requests,
        timeout: timeout)
    ) { events.add($0) }
    return events
  }

  /// One request that is never answered: first it is said to wait, not before a second has passed, then it ends.
  private func expectWait(
    _ phase: Phase, _ pool: ProbePool, at url: ProxyURL, _ request: ProbeRequest
  ) async throws {
    let events = await run(pool, [request], at: url)
    #expect(events.words == ["\(phase.rawValue)…", "failed"])
    guard case .waiting(let open) = events.all.first?.event else { return }
    #expect(open.request == request)
    #expect(try #require(events.all.first).at.since(open.startedAt) >= .seconds(1))
    #expect(events.all.last?.event.result?.startedAt == open.startedAt)
    await pool.close()
  }

  @Test func aNameServerIsSilent() async throws {
    let names = NameServer { _ in .silence }
    let pool = try ProbePool(
      ProbePoolConfiguration(probers: 1, nameServers: [names.address]))
    try await expectWait(
      .resolve, pool, at: ProxyURL(scheme: .http, host: "mirror.test", port: 1), request(.info))
    names.stop()
  }

  @Test func nobodyAnswersTheSYN() async throws {
    let server = RawServer(backlog: 0, accepts: false) { _ in }
    let fillers = (0..<4).map { _ in Loopback.startConnecting(to: server.port) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    try await expectWait(.connect, pool, at: server.url, request(.info))
    fillers.forEach { close($0) }
    server.stop()
  }

  @Test func theHandshakeHasNoAnswer() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let url = ProxyURL(scheme: .https, host: "127.0.0.1", port: server.port)
    try await expectWait(.tls, pool, at: url, request(.info))
    server.stop()
  }

  @Test(arguments: [RequestKind.info, .zip]) func theRequestHasNoAnswer(kind: RequestKind)
    async throws
  {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    try await expectWait(.processing, pool, at: server.url, request(kind))
    server.stop()
  }

  /// A byte now and then is no answer.
  @Test func theBodyDrips() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      var peer = pollfd(fd: connection.fd, events: Int16(POLLIN), revents: 0)
      while poll(&peer, 1, 50) == 0 { connection.write(" ") }
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    try await expectWait(.transfer, pool, at: server.url, request(.info))
    server.stop()
  }

  /// The phase that it waits in is told again when it is another.
  @Test func theWaitGoesOnToTheNextPhase() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      var peer = pollfd(fd: connection.fd, events: Int16(POLLIN), revents: 0)
      if poll(&peer, 1, 1500) == 0 {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      }
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let events = await run(pool, [request(.info)], at: server.url, timeout: .seconds(5))
    #expect(events.words == ["processing…", "transfer…", "failed"])
    await pool.close()
    server.stop()
  }

  @Test func nothingIsSaidInGoodTimes() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let events = await run(
      pool, [request(.info), request(.info, .warm), request(.list, .warm)], at: server.url)
    #expect(events.words == ["ok", "ok", "ok"])
    await pool.close()
    server.stop()
  }

  /// The connection that was kept is asked beside the round that opens the next one, whichever begins first, and its
  /// silence delays nothing.
  @Test(arguments: [true, false]) func theKeptConnectionIsAskedBeside(first: Bool) async throws {
    // The first connection answers two requests, then none; later ones answer all.
    let accepted = Locked(0)
    let server = RawServer { connection in
      let number = accepted.withLock { number in
        number += 1
        return number
      }
      guard number == 1 else { return connection.serve(info) }
      for _ in 0..<2 where !connection.readRequest().isEmpty { connection.answer(info) }
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let both = [request(.info), request(.info, .warm)]
    #expect(await run(pool, both, at: server.url).words == ["ok", "ok"])
    let beside = Events()
    await withTaskGroup { group in
      let round = ProbeRound(
        mirror: Mirror.ID(rawValue: "m"), lane: .beside, url: server.url,
        requests: [request(.info, .idle)], timeout: .seconds(10))
      if first {
        group.addTask { await pool.run(round) { beside.add($0) } }
        // It is under way when it has asked.
        while beside.all.isEmpty { await Task.yield() }
      }
      let fresh = await run(pool, both, at: server.url)
      #expect(fresh.words == ["ok", "ok"])
      #expect(!beside.words.contains("failed"))
      if !first { group.addTask { await pool.run(round) { beside.add($0) } } }
    }
    #expect(beside.words == ["processing…", "failed"])
    let result = try #require(beside.all.last?.event.result)
    #expect(result.request.use == .idle)
    #expect(server.connections == 2)
    // What the fresh lane kept is as it was.
    #expect(await run(pool, [request(.info, .idle)], at: server.url).words == ["ok"])
    await pool.close()
    server.stop()
  }

  /// A round beside another ends with its pool.
  @Test func closingEndsBothLanes() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let events = Events()
    await withTaskGroup { group in
      for lane in [ProbeRound.Lane.fresh, .beside] {
        let round = ProbeRound(
          mirror: Mirror.ID(rawValue: "m"), lane: lane, url: server.url,
          requests: [request(.info)], timeout: .seconds(3600))
        group.addTask { await pool.run(round) { events.add($0) } }
      }
      while server.connections < 2 { await Task.yield() }
      await pool.close()
    }
    #expect(events.words.allSatisfy { $0 == "processing…" })
    server.stop()
  }
}
