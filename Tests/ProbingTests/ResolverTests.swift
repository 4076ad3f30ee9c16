import Glibc
import GoRules
import Health
import Probing
import Record
import Testing

@Suite(.timeLimit(.minutes(5))) struct ResolverTests {
  private func results(
    host: String, server: RawServer, timeout: Duration = .seconds(10), family: AddressFamily? = nil,
    answer: @escaping @Sendable (String) -> NameServer.Answer
  ) async throws -> ([ProbeResult], questions: [String]) {
    let names = NameServer(answer)
    let pool = try ProbePool(
      ProbePoolConfiguration(probers: 1, family: family, nameServers: [names.address]))
    let url = ProxyURL(scheme: .http, host: host, port: server.port)
    let results = await pool.results(of: [request(.info)], at: url, timeout: timeout)
    await pool.close()
    names.stop()
    return (results, names.questions)
  }

  @Test func nameIsLookedUpAndTheAnswerUsed() async throws {
    let server = RawServer { $0.serve(info) }
    let (results, questions) = try await results(host: "mirror.test", server: server) { _ in
      .addresses([[127, 0, 0, 1]])
    }
    #expect(results.map(\.outcome) == [.ok])
    #expect(results[0].timings.resolve != nil)
    #expect(results[0].connection.address == "127.0.0.1")
    #expect(Set(questions) == ["mirror.test"])
    server.stop()
  }

  @Test func everyColdRequestAsksAgain() async throws {
    let server = RawServer { $0.serve(info) }
    let names = NameServer { _ in .addresses([[127, 0, 0, 1]]) }
    let pool = try ProbePool(
      ProbePoolConfiguration(probers: 1, family: .ipv4, nameServers: [names.address]))
    let url = ProxyURL(scheme: .http, host: "mirror.test", port: server.port)
    let results = await pool.results(
      of: [request(.info), request(.info, .warm), request(.info)], at: url)
    #expect(results.map(\.outcome) == [.ok, .ok, .ok])
    #expect(results.map { $0.timings.resolve != nil } == [true, false, true])
    #expect(names.questions == ["mirror.test", "mirror.test"])
    await pool.close()
    names.stop()
    server.stop()
  }

  @Test(arguments: [
    (3, FailureCause.nameNotFound), (2, .resolverFailed), (5, .resolverFailed),
  ])
  func refusals(code: Int, cause: FailureCause) async throws {
    let server = RawServer { $0.serve(info) }
    let (results, _) = try await results(host: "mirror.test", server: server) { _ in
      .code(UInt8(code))
    }
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.resolve, cause))])
    server.stop()
  }

  @Test func nameWithoutAddressOfTheFamily() async throws {
    let server = RawServer { $0.serve(info) }
    let (results, _) = try await results(host: "mirror.test", server: server, family: .ipv6) {
      _ in .addresses([[127, 0, 0, 1]])
    }
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.resolve, .nameNotFound))])
    server.stop()
  }

  @Test func silence() async throws {
    let server = RawServer { $0.serve(info) }
    let (results, _) = try await results(
      host: "mirror.test", server: server, timeout: .milliseconds(300)
    ) { _ in .silence }
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.resolve, .resolverTimedOut))])
    server.stop()
  }

  /// go's patience: the time limit of an attempt, for every attempt at every name server.
  @Test(arguments: [
    ("nameserver 192.0.2.1", 10), ("", 20), ("nameserver nonsense\n", 20),
    ("nameserver 192.0.2.1\nnameserver 2001:db8::1\n", 20),
    ("nameserver ::1\nnameserver ::2\nnameserver ::3\nnameserver ::4", 30),
    ("; comment\n#nameserver 192.0.2.9\nnameserver\t192.0.2.1 # x\noptions timeout:1", 2),
    ("nameserver 192.0.2.1\noptions edns0 attempts:3 rotate\noptions timeout:2x", 6),
    ("nameserver 192.0.2.1\noptions timeout:0 attempts:none", 1),
  ])
  func patience(text: String, seconds: Int) {
    #expect(ResolverConfiguration(text: text, hostName: "").patience == .seconds(seconds))
  }

  @Test func rotation() {
    #expect(ResolverConfiguration(text: "options rotate", hostName: "").rotates)
    #expect(
      !ResolverConfiguration(text: "options rotates\n#options rotate", hostName: "").rotates)
  }

  @Test func noResolverThere() async throws {
    // A port that is taken, by a socket that talks with another peer: a query is refused.
    let socket = Loopback.connectedDatagramSocket()
    let pool = try ProbePool(
      ProbePoolConfiguration(probers: 1, nameServers: ["127.0.0.1:\(socket.port)"]))
    let url = ProxyURL(scheme: .http, host: "mirror.test", port: 1)
    let results = await pool.results(of: [request(.info)], at: url)
    #expect(results.map(\.outcome) == [.failure(RequestFailure(.resolve, .resolverUnreachable))])
    await pool.close()
    close(socket.fd)
  }

  @Test func hostsFileComesFirst() async throws {
    let server = RawServer { $0.serve(info) }
    let (results, questions) = try await results(host: "localhost", server: server, family: .ipv4) {
      _ in .code(3)
    }
    #expect(results.map(\.outcome) == [.ok])
    #expect(questions == [])
    server.stop()
  }

  @Test func overrideComesBeforeAll() async throws {
    let server = RawServer { $0.serve(info) }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, resolveOverrides: ["Mirror.Test:\(server.port):127.0.0.1"]))
    let url = ProxyURL(scheme: .http, host: "mirror.test", port: server.port)
    let results = await pool.results(of: [request(.info)], at: url)
    #expect(results.map(\.outcome) == [.ok])
    #expect(results[0].timings.resolve == nil)
    await pool.close()
    server.stop()
  }

  @Test(arguments: ["mirror.test", "mirror.test:443", "mirror.test:443:nonsense", ":1:127.0.0.1"])
  func badOverride(text: String) {
    #expect(throws: ProbePoolError.resolveOverride(text)) {
      try ProbePool(ProbePoolConfiguration(probers: 1, resolveOverrides: [text]))
    }
  }

  @Test func badNameServer() {
    #expect(throws: ProbePoolError.nameServer("nonsense")) {
      try ProbePool(ProbePoolConfiguration(probers: 1, nameServers: ["nonsense"]))
    }
  }

  @Test func badCertificateFile() {
    #expect(
      throws: ProbePoolError.certificateFile("/nonexistent", reason: "No such file or directory")
    ) {
      try ProbePool(ProbePoolConfiguration(probers: 1, certificateFile: "/nonexistent"))
    }
  }
}
