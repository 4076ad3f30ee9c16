import GoRules
import Health
import Platform
import Probing
import Testing

@Suite struct ForwardProxyTests {
  private func target(_ url: String) throws -> RequestTarget {
    try #require(RequestTarget(url: url))
  }

  @Test(arguments: [
    ("http://a.example/", "http://p1.example:80"),
    ("https://a.example/", "http://p2.example:3128"),
    // Loopback always bypasses; a name that would resolve to it does not.
    ("http://localhost:1/", nil), ("http://127.0.0.1/", nil), ("http://127.9.9.9/", nil),
    ("https://[::1]:8/", nil), ("http://lo.example/", "http://p1.example:80"),
    // NO_PROXY.
    ("http://good.test/", nil), ("http://sub.good.test/", nil),
    ("http://notgood.test/", "http://p1.example:80"),
    ("http://dot.test/", "http://p1.example:80"), ("http://sub.dot.test/", nil),
    ("http://star.test/", "http://p1.example:80"), ("http://sub.star.test/", nil),
    ("http://port.test:8080/", nil), ("http://port.test/", "http://p1.example:80"),
    ("http://10.1.2.3/", nil), ("http://11.1.2.3/", "http://p1.example:80"),
    ("http://192.0.2.7/", nil), ("https://192.0.2.8:5/", nil),
    ("https://192.0.2.8/", "http://p2.example:3128"),
    ("http://[2001:db8::1]/", nil),
  ])
  func rules(url: String, proxy: String?) throws {
    let rules = ForwardProxyRules(environment: [
      "http_proxy": "p1.example", "HTTPS_PROXY": "http://p2.example:3128",
      "https_proxy": "http://ignored.example",
      "NO_PROXY":
        " Good.Test, .dot.test,*.star.test,port.test:8080,10.0.0.0/8,192.0.2.7, 192.0.2.8:5,2001:db8::/32 ,,",
    ])
    #expect(rules.proxy(for: try target(url))?.redacted == proxy)
  }

  @Test func starBypassesAll() throws {
    let rules = ForwardProxyRules(environment: ["HTTP_PROXY": "p.example", "NO_PROXY": "a,*"])
    #expect(rules.proxy(for: try target("http://x.example/")) == nil)
  }

  @Test func allProxyIsNotUsed() throws {
    let rules = ForwardProxyRules(environment: ["ALL_PROXY": "p.example"])
    #expect(rules.proxy(for: try target("http://x.example/")) == nil)
  }

  /// go sends nothing over http then, not even past the proxy; what it says is what `go mod download` printed.
  @Test func inCGIAllOfHTTPIsRefused() throws {
    let rules = ForwardProxyRules(environment: [
      "http_proxy": "p.example", "HTTPS_PROXY": "q.example", "NO_PROXY": "*",
      "REQUEST_METHOD": "GET",
    ])
    #expect(
      rules.refusal(of: try target("http://127.0.0.1/"))
        == "refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")
    #expect(rules.refusal(of: try target("https://127.0.0.1/")) == nil)
    let harmless = ForwardProxyRules(environment: ["REQUEST_METHOD": "GET"])
    #expect(harmless.refusal(of: try target("http://127.0.0.1/")) == nil)
  }

  @Test(arguments: [
    ("socks5://u:p%40w@[2001:db8::1]", "socks5://u:xxxxx@[2001:db8::1]:1080"),
    ("https://p.example", "https://p.example:443"),
    ("u@p.example:1", "http://u@p.example:1"),
    ("ftp://p.example", nil), ("", nil), ("p.example:nonsense", nil),
  ])
  func forms(text: String, redacted: String?) {
    #expect(ForwardProxy(text)?.redacted == redacted)
  }

  @Test func plainRequestGoesThroughTheProxy() async throws {
    let received = Locked("")
    let proxy = RawServer { connection in
      let text = connection.readRequest()
      received.withLock { $0 = text }
      connection.answer(info)
      connection.waitForClose()
    }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, environment: ["HTTP_PROXY": "http://me:pw@127.0.0.1:\(proxy.port)"]))
    let results = await pool.results(
      of: [request(.info)], at: ProxyURL(scheme: .http, host: "mirror.test"))
    #expect(results.map(\.outcome) == [.ok])
    #expect(results[0].connection.forwardProxy == "http://me:xxxxx@127.0.0.1:\(proxy.port)")
    let text = received.withLock { $0 }
    #expect(text.hasPrefix("GET http://mirror.test/example.com/m/@v/v1.0.0.info HTTP/1.1\r\n"))
    #expect(text.contains("Proxy-Authorization: Basic bWU6cHc=\r\n"))
    await pool.close()
    proxy.stop()
  }

  @Test func refusedConnectIsTheProxys() async throws {
    let received = Locked("")
    let proxy = RawServer { connection in
      let text = connection.readRequest()
      received.withLock { $0 = text }
      connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
      connection.waitForClose()
    }
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, environment: ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]))
    let results = await pool.results(
      of: [request(.info)], at: ProxyURL(scheme: .https, host: "mirror.test"))
    #expect(received.withLock { $0 }.hasPrefix("CONNECT mirror.test:443 HTTP/1.1\r\n"))
    guard case .failure(let failure) = results.first?.outcome,
      failure.cause.code == .forwardProxy, let text = failure.cause.detail
    else {
      Issue.record("\(results.map(\.outcome))")
      return
    }
    #expect(failure.phase == .connect)
    #expect(text.text.contains("403"))
    await pool.close()
    proxy.stop()
  }

  /// What the head of an answer says besides: the server's clock, a cache's age taken off, and when to come back.
  @Test func takesTheServersClock() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write(
        "HTTP/1.1 503 No\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nAge: 60\r\nRetry-After: 7\r\n"
          + "Content-Length: 0\r\n\r\n")
      connection.waitForClose()
    }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1, environment: [:]))
    let results = await pool.results(
      of: [request(.info)], at: ProxyURL(scheme: .http, host: "127.0.0.1", port: server.port))
    let result = try #require(results.first)
    #expect(result.retryAfter == .seconds(7))
    let ahead = try #require(result.clockAhead)
    let expected = Duration.seconds(784_111_837) - result.startedAt.wall
    #expect(ahead >= expected - .seconds(60) && ahead <= expected + .seconds(1))
    await pool.close()
    server.stop()
  }

  @Test func unreachableProxy() async throws {
    let pool = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, environment: ["https_proxy": "http://127.0.0.1:1"]))
    let results = await pool.results(
      of: [request(.info)], at: ProxyURL(scheme: .https, host: "mirror.test"))
    #expect(
      results.map(\.outcome) == [
        .failure(RequestFailure(.connect, .forwardProxy(ServerText("connection refused"))))
      ])
    await pool.close()
  }
}
