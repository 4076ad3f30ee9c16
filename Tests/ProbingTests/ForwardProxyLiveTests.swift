import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Record
import TestServers
import Testing

/// Real forward proxies before real mirrors, as HTTP_PROXY and HTTPS_PROXY name them.
@Suite(.timeLimit(.minutes(5))) struct ForwardProxyLiveTests {
  private static let each = LabProxy.Kind.allCases

  @Test(arguments: each, [true, false])
  func leadsToTheMirror(_ kind: LabProxy.Kind, tls: Bool) async throws {
    let bench = try ProxyBench(kind, tls: tls)
    let results = await bench.probe([.cold, .warm])
    #expect(results.map(\.outcome) == [.ok, .ok])
    #expect(bench.proxy.requests.first == LabProxy.Request(target: bench.target))
    #expect(results.first?.connection.forwardProxy == bench.proxy.url)
    // A plain proxy is asked for a plain mirror's file itself: there is nothing to wait for before.
    let hasStep = tls || kind != .http
    #expect((results.first?.timings.forwardProxy != nil) == hasStep)
    #expect((results.first?.timings.tls != nil) == tls)
    #expect(results.first?.timings.resolve == nil)
    await bench.close()
  }

  @Test(arguments: each) func isGivenItsPassword(_ kind: LabProxy.Kind) async throws {
    let bench = try ProxyBench(kind, credentials: "me:p@ss word", userinfo: "me:p%40ss%20word@")
    let results = await bench.probe([.cold])
    #expect(results.map(\.outcome) == [.ok])
    #expect(
      bench.proxy.requests == [
        LabProxy.Request(target: bench.target, credentials: "me:p@ss word")
      ])
    let shown = results.first?.connection.forwardProxy
    #expect(shown == bench.proxy.url.replacing("://", with: "://me:xxxxx@"))
    await bench.close()
  }

  @Test(arguments: [
    (LabProxy.Kind.http, "me:wrong@", "status 407"), (.http, "", "status 407"),
    (.https, "me:wrong@", "status 407"),
    (.socks5, "me:wrong@", "username/password authentication failed"),
    (.socks5, "", "no acceptable authentication methods"),
  ])
  func refusesAWrongPassword(_ kind: LabProxy.Kind, userinfo: String, text: String) async throws {
    let bench = try ProxyBench(kind, credentials: "me:right", userinfo: userinfo)
    #expect(await bench.probe([.cold]).map(\.outcome) == [failure(text)])
    await bench.close()
  }

  /// Nobody but a forward proxy says 407, to a plain request as well.
  @Test func refusesAWrongPasswordForAPlainMirror() async throws {
    let bench = try ProxyBench(.http, tls: false, credentials: "me:right")
    let outcome = try #require(await bench.probe([.cold]).first?.outcome)
    #expect(outcome.failure?.cause == .forwardProxy(ServerText("status 407")))
    await bench.close()
  }

  @Test(
    arguments: each,
    [
      (LabProxy.Fault.status(403), "status 403"), (.reset, "connection reset"),
      (.silence, "no answer"),
    ])
  func itsFaultsAreItsOwn(
    _ kind: LabProxy.Kind, _ fault: (LabProxy.Fault, String)
  ) async throws {
    let bench = try ProxyBench(kind)
    bench.proxy.fault = fault.0
    let text =
      kind == .socks5 && fault.0 == .status(403)
      ? "connection not allowed by ruleset" : fault.1
    let deadline = fault.0 == .silence ? Duration.milliseconds(400) : .seconds(30)
    #expect(await bench.probe([.cold], timeout: deadline).map(\.outcome) == [failure(text)])
    await bench.close()
  }

  @Test(arguments: each) func itsTimeIsAPartOfItsOwn(_ kind: LabProxy.Kind) async throws {
    let bench = try ProxyBench(kind)
    bench.proxy.fault = .slow(.milliseconds(60))
    let result = try #require(await bench.probe([.cold]).first)
    #expect(result.outcome == .ok)
    #expect(try #require(result.timings.forwardProxy) >= .milliseconds(60))
    let total = try #require(result.timings.total)
    let parts = [
      result.timings.connect, result.timings.forwardProxy, result.timings.tls,
      result.timings.processing, result.timings.transfer,
    ].reduce(.zero) { $0 + ($1 ?? .zero) }
    #expect(parts <= total)
    await bench.close()
  }

  @Test func nobodyListens() async throws {
    let bench = try ProxyBench(.http)
    let closed = try bench.lab.addMirror()
    closed.fault = .refused
    let results = await bench.probe(
      [.cold], environment: ["HTTPS_PROXY": "http://127.0.0.1:\(closed.port)"])
    #expect(results.map(\.outcome) == [failure("connection refused")])
    await bench.close()
  }

  @Test(arguments: [
    ["NO_PROXY": "mirror.test"], ["no_proxy": ".TEST"], ["NO_PROXY": "other.test,*"],
  ])
  func isLeftOut(_ exceptions: [String: String]) async throws {
    let bench = try ProxyBench(.http)
    let results = await bench.probe(
      [.cold], environment: exceptions.merging(["https_proxy": bench.proxy.url]) { $1 })
    #expect(results.map(\.outcome) == [.ok])
    #expect(results.first?.connection.forwardProxy == nil)
    #expect(bench.proxy.requests.isEmpty)
    await bench.close()
  }

  @Test func neverStandsBeforeLoopback() async throws {
    let bench = try ProxyBench(.http, host: "127.0.0.1")
    #expect(await bench.probe([.cold]).map(\.outcome) == [.ok])
    #expect(bench.proxy.requests.isEmpty)
    await bench.close()
  }

  @Test func itsCertificateIsVerified() async throws {
    let bench = try ProxyBench(.https, proxyHost: "proxy.test")
    let results = await bench.probe(
      [.cold], environment: ["HTTPS_PROXY": "https://127.0.0.1:\(bench.proxy.port)"])
    #expect(results.map(\.outcome) == [failure("certificate for another host")])
    #expect(bench.proxy.requests.isEmpty)
    await bench.close()
  }

  @Test func aMirrorsCertificateBehindATLSProxyIsItsOwn() async throws {
    let bench = try ProxyBench(.https)
    bench.mirror.fault = .certificate(.expired)
    #expect(
      await bench.probe([.cold]).map(\.outcome) == [
        .failure(RequestFailure(.tls, .certificateExpired))
      ])
    await bench.close()
  }

  private func failure(_ text: String) -> RequestOutcome {
    .failure(RequestFailure(.connect, .forwardProxy(ServerText(text))))
  }
}

/// A mirror with a name, a forward proxy that knows it, and a pool that knows only the proxy.
struct ProxyBench {
  let lab: MirrorLab
  let mirror: LabMirror
  let proxy: LabProxy
  private let environment: [String: String]

  init(
    _ kind: LabProxy.Kind, tls: Bool = true, host: String = "mirror.test",
    proxyHost: String = "127.0.0.1", credentials: String? = nil, userinfo: String = ""
  ) throws {
    lab = try MirrorLab()
    mirror = try lab.addMirror(host: host, tls: tls)
    proxy = try LabProxy(kind, to: lab, host: proxyHost, credentials: credentials)
    let url = proxy.url.replacing("://", with: "://\(userinfo)")
    environment = [tls ? "HTTPS_PROXY" : "http_proxy": url]
  }

  /// `host:port` of the mirror.
  var target: String { "\(mirror.host):\(mirror.port)" }

  func probe(
    _ uses: [ConnectionUse], environment: [String: String]? = nil,
    timeout: Duration = .seconds(30)
  ) async -> [ProbeResult] {
    await lab.probe(
      mirror, uses, environment: environment ?? self.environment,
      // Where no proxy stands before it.
      resolve: environment == nil ? [] : [mirror.resolveOverride], timeout: timeout)
  }

  func close() async {
    proxy.close()
    lab.close()
  }
}

extension MirrorLab {
  /// A pool of one prober that trusts the lab.
  func pool(
    resolve: [String] = [], environment: [String: String] = [:]
  ) throws -> ProbePool {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    defer { try? FileManager.default.removeItem(at: file) }
    try certificateAuthorityPEM.write(to: file, atomically: true, encoding: .utf8)
    return try ProbePool(
      ProbePoolConfiguration(
        probers: 1, certificateFile: file.path, resolveOverrides: resolve,
        environment: environment))
  }

  /// The results of one round of `info` on a pool of its own that trusts the lab.
  func probe(
    _ mirror: LabMirror, _ uses: [ConnectionUse], environment: [String: String],
    resolve: [String], timeout: Duration = .seconds(30)
  ) async -> [ProbeResult] {
    do {
      let pool = try pool(resolve: resolve, environment: environment)
      let url = ProxyURL(
        scheme: mirror.isTLS ? .https : .http, host: mirror.host, port: Int(mirror.port))
      let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
      let results = await pool.results(
        of: uses.map { ProbeRequest(.info, canary: canary, use: $0) }, at: url, timeout: timeout)
      await pool.close()
      return results
    } catch {
      Issue.record(error)
      return []
    }
  }
}
