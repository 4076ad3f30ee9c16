import GoRules
import Health
import MirrorLab
import Probing
import Testing

/// Version control, asked as the go command asks: several exchanges, one result.
@Suite(.timeLimit(.minutes(5))) struct DirectTests {
  private static let canary = ModuleVersion(module: "page.test/m", version: "v1.0.0")

  /// The result where the server of the module's page has `fault`.
  private func ask(
    _ fault: Fault, timeout: Duration = .seconds(30), environment: [String: String] = [:]
  ) async throws -> (result: ProbeResult, requests: [LabRequest]) {
    let lab = try MirrorLab()
    defer { lab.close() }
    let page = try lab.addMirror(host: "page.test")
    page.fault = fault
    let pool = try lab.pool(
      resolve: ["page.test:443:127.0.0.1:\(page.port)", "page.test:80:127.0.0.1:1"],
      environment: environment)
    let round = ProbeRound(
      mirror: .direct, url: ProxyURL(pageOf: Self.canary.module), service: .direct,
      requests: [ProbeRequest(.info, canary: Self.canary, use: .cold)], timeout: timeout)
    let (results, found) = AsyncStream.makeStream(of: ProbeResult.self)
    await pool.run(round) { if case .finished(let result) = $0 { found.yield(result) } }
    found.finish()
    await pool.close()
    var all: [ProbeResult] = []
    for await result in results { all.append(result) }
    #expect(all.count == 1)
    return (try #require(all.first), page.requests)
  }

  @Test func theModulesPageIsAsked() async throws {
    let (result, requests) = try await ask(.none)
    #expect(requests.map(\.path).allSatisfy { $0 == "/m?go-get=1" })
    #expect(result.status == 404)
    #expect(result.timings.tls != nil)
    #expect(result.outcome == .notFound(NotFound(status: 404)))
    #expect(
      result.goText?.text.hasPrefix(
        #"unrecognized import path "page.test/m": reading https://page.test/m?go-get=1: 404 Not Found"#
      ) == true)
  }

  /// Each fault of the connection is told as go tells it.
  @Test func aRefusedConnectionIsGosOwnError() async throws {
    let (result, _) = try await ask(.refused)
    #expect(result.outcome == .failure(RequestFailure(.connect, .refused)))
    let text = try #require(result.goText?.text)
    #expect(
      text.hasPrefix(
        #"unrecognized import path "page.test/m": https fetch: Get "https://page.test/m?go-get=1": "#
          + "dial tcp 127.0.0.1:"))
    #expect(text.hasSuffix(": connect: connection refused"))
  }

  @Test func redirectsAreBounded() async throws {
    let (result, requests) = try await ask(.answer(.redirectLoop))
    #expect(result.outcome == .failure(RequestFailure(.processing, .tooManyRedirects)))
    #expect(requests.count == 10)
  }

  @Test func silenceIsToldAsThat() async throws {
    let (result, _) = try await ask(
      .answer(.slowHeaders(.seconds(30))), timeout: .seconds(1))
    #expect(result.outcome == .hang(.processing))
    #expect(result.goText == nil)
  }

  /// go waits 5 s for an https page of GOINSECURE, name and connection included, and then asks over http.
  @Test func goIsImpatientWhereItMayBeInsecure() async throws {
    let start = ContinuousClock.now
    let (result, _) = try await ask(
      .answer(.slowHeaders(.seconds(50))), environment: ["GOINSECURE": "page.test"])
    #expect(result.outcome == .failure(RequestFailure(.connect, .refused)))
    #expect(ContinuousClock.now - start >= .seconds(5))
  }

  /// A client error is asked about once more when GOAUTH knows the host; the errand goes on either way.
  @Test(arguments: ["off", "netrc"])
  func credentialsAreAskedForOnce(goauth: String) async throws {
    let (result, requests) = try await ask(
      .answer(.status(403, text: "no")), environment: ["GOAUTH": goauth, "PATH": "/usr/bin:/bin"])
    #expect(result.outcome.failure?.cause == .status(403))
    #expect(requests.count <= 2)
  }
}
