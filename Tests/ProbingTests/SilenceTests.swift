import Glibc
import GoRules
import Health
import MirrorLab
import Probing
import Testing

/// What is seen of a peer that does not answer in time, each kind on real sockets.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct SilenceTests {
  @Test func acknowledgedAndSilent() async throws {
    let result = try await probe { connection in
      _ = connection.readRequest()
      connection.waitForClose()
    }
    #expect(result.outcome == .hang(.processing))
    let silence = try #require(result.silence)
    #expect(silence.kind == .acknowledged)
    #expect(silence.bytes == 0)
    #expect(silence.idle == silence.elapsed)
    #expect(
      silence.elapsed > .milliseconds(200) && silence.elapsed <= result.timings.total ?? .zero)
  }

  @Test func silentWithinTheBody() async throws {
    let result = try await probe { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
      connection.waitForClose()
    }
    #expect(result.outcome == .hang(.transfer))
    #expect(result.silence?.kind == .acknowledged)
    #expect(result.silence?.bytes == 41)
  }

  /// The server's SETTINGS and tickets come within the last second, and are no answer.
  @Test func silentBehindAHandshake() async throws {
    let lab = try MirrorLab()
    let mirror = try lab.addMirror()
    mirror.fault = .answer(.silence)
    let pool = try lab.pool()
    let url = ProxyURL(scheme: .https, host: mirror.host, port: Int(mirror.port))
    let result = try #require(
      await pool.results(of: [request(.info)], at: url, timeout: .milliseconds(700)).first)
    await pool.close()
    lab.close()
    #expect(result.outcome == .hang(.processing))
    #expect(result.silence?.kind == .acknowledged)
    #expect(result.silence?.bytes == 0)
  }

  @Test(arguments: [(1, Silence.Kind.trickling), (600, .slow)])
  func bytesStillCome(first: Int, kind: Silence.Kind) async throws {
    let result = try await probe { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      connection.write(String(repeating: " ", count: first))
      // One more every 10 ms until the peer goes away.
      var peer = pollfd(fd: connection.fd, events: Int16(POLLIN), revents: 0)
      while poll(&peer, 1, 10) == 0 { connection.write(" ") }
    }
    #expect(result.outcome == .hang(.transfer))
    let silence = try #require(result.silence)
    #expect(silence.kind == kind)
    #expect(silence.bytes > first)
    #expect(silence.idle < silence.elapsed)
  }

  /// A request of 4 MB, to a server that reads none of it.
  @Test func takesNoMore() async throws {
    let result = try await probe(path: "/" + String(repeating: "a", count: 4 << 20)) { connection in
      // Until the server is stopped.
      var peer = pollfd(fd: connection.fd, events: 0, revents: 0)
      _ = poll(&peer, 1, -1)
    }
    #expect(result.outcome == .hang(.processing))
    #expect(result.silence?.kind == .unsent)
  }

  /// All that the client says after the connection stands is lost on the way.
  @Test(.enabled(if: LossyLink.isPossible, "a network of a test's own takes root"))
  func thePathLosesTheRequest() async throws {
    let (link, (server, pool)) = try await LossyLink.with(
      fate: { $0.isFromClient && $0.number > 0 ? .lose : .pass }
    ) {
      (RawServer { $0.serve(info) }, try ProbePool(ProbePoolConfiguration(probers: 1)))
    }
    let url = ProxyURL(scheme: .http, host: LossyLink.far, port: server.port)
    let result = try #require(
      await pool.results(of: [request(.info)], at: url, timeout: .seconds(2)).first)
    await pool.close()
    server.stop()
    link.stop()
    #expect(result.outcome == .hang(.processing))
    let silence = try #require(result.silence)
    #expect(silence.kind == .unacknowledged)
    // After 0.2, 0.6 and 1.4 s, and the first of them perhaps twice (a tail probe).
    #expect(silence.retransmissions >= 2 && silence.retransmissions <= 5)
    #expect(result.connection.retransmissions == silence.retransmissions)
  }

  private func probe(
    path: String = "", _ handle: @escaping @Sendable (RawServer.Connection) -> Void
  ) async throws -> ProbeResult {
    let server = RawServer(handle)
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    var url = server.url
    url.path = path
    let results = await pool.results(of: [request(.info)], at: url, timeout: .milliseconds(500))
    await pool.close()
    server.stop()
    return try #require(results.first)
  }
}
