import Glibc
import GoRules
import Health
import MirrorLab
import Platform
import Probing
import Record
import Synchronization
import Testing

/// Collects results across threads.
final class Results: Sendable {
  private let list = Locked<[ProbeResult]>([])
  func add(_ event: ProbeEvent) {
    if let result = event.result { list.withLock { $0.append(result) } }
  }
  var all: [ProbeResult] { list.withLock { $0 } }
}

extension ProbePool {
  /// Makes one round and returns what it delivered.
  func results(
    of requests: [ProbeRequest], at url: ProxyURL, timeout: Duration = .seconds(10)
  ) async -> [ProbeResult] {
    let results = Results()
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: url.redacted), url: url, requests: requests, timeout: timeout)
    await run(round) { results.add($0) }
    return results.all
  }
}

let canary = ModuleVersion(module: "example.com/m", version: "v1.0.0")
let info = #"{"Version":"v1.0.0","Time":"2023-01-02T03:04:05Z"}"#

func request(
  _ kind: RequestKind, _ use: ConnectionUse = .cold, family: AddressFamily? = nil
) -> ProbeRequest {
  ProbeRequest(kind, canary: canary, use: use, family: family)
}

extension RawServer {
  var url: ProxyURL { ProxyURL(scheme: .http, host: "127.0.0.1", port: port) }
}

@Suite(.ownThreads) struct ProbePoolTests {
  @Test func coldAndWarmShareOneConnection() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let first = await pool.results(of: [request(.info), request(.info, .warm)], at: server.url)
    #expect(first.map(\.outcome) == [.ok, .ok])
    #expect(first.map(\.request.use) == [.cold, .warm])
    #expect(server.connections == 1)
    #expect(first[0].timings.connect != nil)
    #expect(first[1].timings.connect == nil)
    #expect(first[0].status == 200)
    #expect(first[0].connection.address == "127.0.0.1")
    #expect(first[0].connection.family == .ipv4)
    #expect(first[0].connection.httpVersion == "1.1")
    #expect(first[0].bodyBytes == info.utf8.count)
    let second = await pool.results(of: [request(.info, .idle), request(.info)], at: server.url)
    #expect(second.map(\.outcome) == [.ok, .ok])
    #expect(second.map(\.request.use) == [.idle, .cold])
    #expect(server.connections == 2)
    await pool.close()
    server.stop()
  }

  /// A name that is pinned to an address of one family has none of the other: no fault of a connection.
  @Test func aPinnedNameHasTheFamiliesOfItsAddresses() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, resolveOverrides: ["mirror.test:\(server.port):127.0.0.1"]))
    let results = await pool.results(
      of: [
        request(.info), request(.info, family: .ipv4), request(.info, family: .ipv6),
      ], at: ProxyURL(scheme: .http, host: "mirror.test", port: server.port))
    #expect(
      results.map(\.outcome) == [
        .ok, .ok, .failure(RequestFailure(.resolve, .nameNotFound)),
      ])
    await pool.close()
    server.stop()
  }

  /// A name with an address of either family, and a server behind each: they are measured apart.
  @Test func familiesAreMeasuredApart() async throws {
    let four = RawServer { $0.serve(info) }
    let six = RawServer(port6: four.port) { $0.serve(info) }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, resolveOverrides: ["mirror.test:\(four.port):127.0.0.1,[::1]"]))
    let results = await pool.results(
      of: [request(.info, family: .ipv4), request(.info, family: .ipv6)],
      at: ProxyURL(scheme: .http, host: "mirror.test", port: four.port))
    #expect(results.map(\.outcome) == [.ok, .ok])
    #expect(results.map(\.connection.address) == ["127.0.0.1", "::1"])
    #expect(results.map(\.connection.family) == [.ipv4, .ipv6])
    #expect(four.connections == 1)
    #expect(six.connections == 1)
    // Where one family is refused the other serves, as go has it.
    four.stop()
    let either = await pool.results(
      of: [request(.info), request(.info, family: .ipv4)],
      at: ProxyURL(scheme: .http, host: "mirror.test", port: four.port))
    #expect(either.map(\.outcome) == [.ok, .failure(RequestFailure(.connect, .refused))])
    #expect(either.first?.connection.address == "::1")
    await pool.close()
    six.stop()
  }

  @Test func beyondItsBoundNoMirrorKeepsAConnection() async throws {
    let server = RawServer { $0.serve(info) }
    var configuration = ProbePoolConfiguration(probers: 1)
    configuration.keptConnections = 1
    let pool = try ProbePool(configuration)
    var other = server.url
    other.path = "/other"
    var uses: [[ConnectionUse]] = []
    for url in [server.url, server.url, other, other] {
      let results = await pool.results(of: [request(.info, .idle), request(.info)], at: url)
      uses.append(results.map(\.request.use))
    }
    #expect(uses == [[.cold], [.idle, .cold], [.cold], [.cold]])
    await pool.close()
    server.stop()
  }

  @Test func idleIsLeftOutWhereNothingIsKept() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info, .idle), request(.info)], at: server.url)
    #expect(results.map(\.request.use) == [.cold])
    await pool.close()
    server.stop()
  }

  @Test func warmBecomesColdWhereTheServerCloses() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.answer(info, header: "Connection: close\r\n")
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info), request(.info, .warm)], at: server.url)
    #expect(results.map(\.request.use) == [.cold, .cold])
    #expect(results.map(\.outcome) == [.ok, .ok])
    #expect(server.connections == 2)
    await pool.close()
    server.stop()
  }

  @Test(arguments: [true, false])
  func idleConnectionThatWasDropped(withReset: Bool) async throws {
    // The first connection answers once and ends when the next request comes; later ones serve.
    let served = Atomic<Int>(0)
    let server = RawServer { connection in
      if served.add(1, ordering: .relaxed).newValue > 1 { return connection.serve(info) }
      _ = connection.readRequest()
      connection.answer(info)
      _ = connection.readRequest()
      if withReset { connection.reset() }
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let start = ContinuousClock.now
    _ = await pool.results(of: [request(.info)], at: server.url)
    let results = await pool.results(of: [request(.info, .idle), request(.info)], at: server.url)
    let elapsed = ContinuousClock.now - start
    #expect(results.map(\.request.use) == [.idle, .cold])
    guard case .failure(let failure) = results[0].outcome,
      failure.cause.code == .idleConnectionDropped, let after = failure.cause.number
    else {
      Issue.record("\(results[0].outcome)")
      return
    }
    #expect(failure.phase == .processing)
    #expect(Double(after) <= elapsed.seconds + 0.5)
    #expect(results[1].outcome == .ok)
    await pool.close()
    server.stop()
  }

  @Test func refused() async throws {
    let server = RawServer { _ in }
    server.stop()
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info), request(.info, .warm)], at: server.url)
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.connect, .refused))])
    await pool.close()
  }

  @Test func droppedSYNTimesOutInConnect() async throws {
    // A backlog of 0 holds one connection; further SYNs are dropped.
    let server = RawServer(backlog: 0, accepts: false) { _ in }
    let fillers = (0..<4).map { _ in Loopback.startConnecting(to: server.port) }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(
      of: [request(.info), request(.info, .warm)], at: server.url, timeout: .milliseconds(300))
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.connect, .connectTimedOut))])
    await pool.close()
    fillers.forEach { close($0) }
    server.stop()
  }

  @Test func silenceIsAHang() async throws {
    let server = RawServer { $0.waitForClose() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(
      of: [request(.info), request(.list, .warm)], at: server.url, timeout: .milliseconds(200))
    #expect(results.map(\.outcome) == [.hang(.processing)])
    await pool.close()
    server.stop()
  }

  @Test func resetIsOneCause() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.reset()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info)], at: server.url)
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.processing, .reset))])
    await pool.close()
    server.stop()
  }

  /// A silent connection is no fault of the mirror's other ones: the next question has a new one.
  @Test func silenceOnAnOpenConnectionIsAHangOfThatRequest() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.answer(info)
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(
      of: [request(.info), request(.info, .warm), request(.latest, .warm)], at: server.url,
      timeout: .milliseconds(400))
    #expect(results.map(\.outcome) == [.ok, .hang(.processing), .ok])
    #expect(results.map(\.request.use) == [.cold, .warm, .cold])
    await pool.close()
    server.stop()
  }

  @Test func redirectsAreFollowedAndSummed() async throws {
    let target = RawServer { $0.serve(info) }
    let server = RawServer { connection in
      let path = connection.readRequest().split(separator: " ")[1]
      connection.write(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(target.port)\(path)\r\n"
          + "Content-Length: 0\r\n\r\n")
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info)], at: server.url)
    #expect(results.map(\.outcome) == [.ok])
    #expect(results[0].redirects == 1)
    #expect(results[0].bodyBytes == info.utf8.count)
    #expect((server.connections, target.connections) == (1, 1))
    await pool.close()
    server.stop()
    target.stop()
  }

  /// go asks for the next file whatever became of the redirect.
  @Test func redirectToNobodySaysNothingOfTheNextAnswer() async throws {
    // Bound, but nobody listens.
    let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let port = Loopback.bind(fd)
    let server = RawServer { connection in
      for answer in [
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(port)/\r\n"
          + "Content-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nm\n",
      ] {
        _ = connection.readRequest()
        connection.write(answer)
      }
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info), request(.mod, .warm)], at: server.url)
    #expect(
      results.map(\.outcome) == [.failure(RequestFailure(.processing, .refused)), .ok])
    await pool.close()
    server.stop()
    close(fd)
  }

  @Test func requestAsGoSendsIt() async throws {
    let received = Locked("")
    let server = RawServer { connection in
      let text = connection.readRequest()
      received.withLock { $0 = text }
      connection.answer("v1.0.0\n")
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1, userAgent: "test/1"))
    let upper = ProbeRequest(
      .list, canary: ModuleVersion(module: "example.com/Big/Mod", version: "v1.0.0"), use: .cold)
    var url = server.url
    url.path = "/go"
    url.query = "x=1"
    let results = await pool.results(of: [upper], at: url)
    #expect(results.map(\.outcome) == [.ok])
    let lines = received.withLock { $0 }.split(separator: "\r\n").map(String.init)
    #expect(lines.first == "GET /go/example.com/%21big/%21mod/@v/list?x=1 HTTP/1.1")
    #expect(
      Set(lines.dropFirst()) == [
        "Host: 127.0.0.1:\(server.port)", "User-Agent: test/1", "Accept-Encoding: gzip",
        "Disable-Module-Fetch: true",
      ])
    await pool.close()
    server.stop()
  }

  /// What a proxy has not cached it is let fetch, once a round and where that is wanted: one result, as go would have it.
  @Test func whatIsNotCachedIsFetchedWhereThatIsWanted() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(host: "mirror.test")
    mirror.fault = .answer(.notCached)
    let pool = try lab.pool(resolve: [mirror.resolveOverride])
    let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
    var asking = ProbeRequest(.info, canary: canary, use: .cold)
    asking.fetch = .ifMissing
    let quiet = ProbeRequest(.mod, canary: canary, use: .warm)
    let url = ProxyURL(scheme: .https, host: "mirror.test", port: Int(mirror.port))
    let results = await pool.results(of: [asking, quiet], at: url)
    let uncached = NotFound(status: 404, disguise: .notCached)
    #expect(results.map(\.outcome) == [.ok, .notFound(uncached)])
    #expect(results.map(\.request.fetch) == [.always, .never])
    #expect(
      mirror.requests.map { $0.headers["disable-module-fetch"] } == ["true", nil, "true"])
    await pool.close()
  }

  @Test func credentialsOverHTTPAreRefused() async throws {
    let server = RawServer { $0.serve(info) }
    var url = server.url
    url.user = "me"
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let results = await pool.results(of: [request(.info)], at: url)
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.processing, .credentialsOverHTTP))])
    #expect(server.connections == 0)
    await pool.close()
    server.stop()
  }
}
