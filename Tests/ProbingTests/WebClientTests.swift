import GoRules
import Health
import MirrorLab
import Platform
import Probing
import TestServers
import Testing

/// Requests to servers that are no mirrors.
@Suite(.timeLimit(.minutes(5)), .ownThreads) struct WebClientTests {
  /// What comes of `request` on a pool of its own.
  private func send(
    _ request: WebRequest?, environment: [String: String] = [:]
  ) async throws -> WebAnswer? {
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1, environment: environment))
    let answer = await WebClient(pool).send(try #require(request))
    await pool.close()
    return answer
  }

  private func page(_ answer: WebAnswer?) throws -> WebAnswer.Page {
    let page: WebAnswer.Page? = if case .answered(let page) = answer { page } else { nil }
    return try #require(page, "\(String(describing: answer))")
  }

  private func outcome(_ answer: WebAnswer?) -> RequestOutcome? {
    if case .failed(let outcome) = answer { outcome } else { nil }
  }

  @Test func aGetHasItsFieldsAndNoneOfGos() async throws {
    let server = try WebReceiver { _, _ in
      var answer = WebReceiver.Answer(503, "later")
      answer.headers = [("Content-Type", "text/plain"), ("Retry-After", "7")]
      return answer
    }
    defer { server.close() }
    var request = try #require(WebRequest("\(server.url)/a/b?query=up%7B%7D#part"))
    request.setField("Authorization", "Bearer secret")
    request.setField("Accept", "application/json")
    let page = try page(await send(request))
    #expect(page.status == 503)
    #expect(page.statusText.text == "503 Service Unavailable")
    #expect(page.contentType.text == "text/plain")
    #expect(page.retryAfter == .seconds(7))
    #expect(page.body == Array("later".utf8))
    #expect(!page.isCut)
    let seen = try #require(server.requests.first)
    #expect(seen.method == "GET")
    #expect(seen.target == "/a/b?query=up%7B%7D")
    #expect(
      seen.headers == [
        "host": "127.0.0.1:\(server.port)", "user-agent": "goproxytop",
        "authorization": "Bearer secret", "accept": "application/json", "accept-encoding": "gzip",
      ])
    #expect("\(request)" == "GET http://127.0.0.1:\(server.port)")
  }

  @Test func aPostHasItsBody() async throws {
    let server = try WebReceiver()
    defer { server.close() }
    var request = try #require(WebRequest("\(server.url)/hook"))
    request.setField("Content-Type", "application/json")
    request.body = Array("{\"text\":\"“broken”\"}".utf8)
    #expect(try page(await send(request)).status == 200)
    let seen = try #require(server.requests.first)
    #expect(seen.method == "POST")
    #expect(seen.body == "{\"text\":\"“broken”\"}")
    #expect(seen.headers["content-type"] == "application/json")
    #expect(seen.headers["content-length"] == "23")
  }

  /// As curl does it, over http as well.
  @Test func userinfoIsBasicAuthentication() async throws {
    let server = try WebReceiver()
    defer { server.close() }
    let request = try #require(WebRequest("http://me:p%40ss@127.0.0.1:\(server.port)/x"))
    #expect(request.origin == "http://127.0.0.1:\(server.port)")
    _ = try page(await send(request))
    // base64 of me:p@ss
    #expect(server.requests.first?.headers["authorization"] == "Basic bWU6cEBzcw==")
  }

  @Test func https() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let server = try WebReceiver(lab, host: "hooks.test") { _, _ in WebReceiver.Answer(204) }
    defer { server.close() }
    var request = try #require(WebRequest("\(server.url)/"))
    request.body = [UInt8](repeating: UInt8(ascii: "x"), count: WebRequest.mostBody)
    let pool = try lab.pool(resolve: ["hooks.test:\(server.port):127.0.0.1"])
    #expect(try page(await WebClient(pool).send(request)).status == 204)
    await pool.close()
    #expect(server.requests.first?.body.utf8.count == WebRequest.mostBody)
    // Whoever does not know the authority is not talked to.
    let stranger = try ProbePool(
      ProbePoolConfiguration(
        probers: 1, resolveOverrides: ["hooks.test:\(server.port):127.0.0.1"]))
    let failure = outcome(await WebClient(stranger).send(request))?.failure
    await stranger.close()
    #expect(failure?.phase == .tls)
    #expect(failure?.cause.code == .certificateNotTrusted)
    #expect(server.requests.count == 1)
  }

  /// The lab's servers speak HTTP/2.
  @Test func http2() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror()
    let pool = try lab.pool()
    let client = WebClient(pool)
    var request = try #require(WebRequest("\(mirror.url)/example.com/m1/@v/list"))
    #expect(try page(await client.send(request)).status == 200)
    request.body = Array("{}".utf8)
    _ = try page(await client.send(request))
    await pool.close()
    #expect(mirror.requests.map(\.httpVersion) == ["2", "2"])
    #expect(mirror.requests.map(\.method) == ["GET", "POST"])
    #expect(mirror.requests.allSatisfy { $0.headers["disable-module-fetch"] == nil })
  }

  @Test(arguments: [true, false]) func redirectsAreNotFollowed(posts: Bool) async throws {
    let server = try WebReceiver { request, _ in
      var answer = WebReceiver.Answer(request.target == "/" ? 302 : 200, "moved")
      answer.headers = [("Location", "/elsewhere")]
      return answer
    }
    defer { server.close() }
    var request = try #require(WebRequest(server.url))
    if posts { request.body = [1] }
    let page = try page(await send(request))
    #expect(page.status == 302)
    #expect(page.body == Array("moved".utf8))
    #expect(server.requests.map(\.target) == ["/"])
  }

  @Test func aLargeBodyIsTakenUpToTheLimit() async throws {
    let size = 12 << 20
    let server = try WebReceiver { _, _ in
      var answer = WebReceiver.Answer()
      answer.body = [UInt8](repeating: UInt8(ascii: "a"), count: size)
      return answer
    }
    defer { server.close() }
    let whole = try page(await send(WebRequest(server.url, limit: 16 << 20, timeout: .seconds(60))))
    #expect(whole.body.count == size)
    #expect(!whole.isCut)
    let cut = try page(await send(WebRequest(server.url, limit: 1000)))
    #expect(cut.body.count == 1000)
    #expect(cut.isCut)
  }

  @Test func failuresHaveAPhaseAndACause() async throws {
    let broken = try WebReceiver { _, _ in
      var answer = WebReceiver.Answer(200, "half of it")
      answer.breaksAfter = 4
      return answer
    }
    defer { broken.close() }
    #expect(
      outcome(try await send(WebRequest(broken.url)))
        == .failure(RequestFailure(.transfer, .truncated)))
    let silent = try WebReceiver { _, _ in
      var answer = WebReceiver.Answer()
      answer.isSilent = true
      return answer
    }
    defer { silent.close() }
    #expect(
      outcome(try await send(WebRequest(silent.url, timeout: .milliseconds(300))))
        == .hang(.processing))
    let closed = try WebReceiver()
    closed.close()
    #expect(
      outcome(try await send(WebRequest(closed.url)))
        == .failure(RequestFailure(.connect, .refused)))
    var injecting = try #require(WebRequest(broken.url))
    injecting.setField("Authorization", "Bearer a\r\nX-Other: b")
    #expect(outcome(try await send(injecting))?.failure?.phase == .processing)
    var long = try #require(WebRequest(broken.url))
    long.body = [UInt8](repeating: 1, count: WebRequest.mostBody + 1)
    #expect(outcome(try await send(long))?.failure?.phase == .processing)
    #expect(broken.requests.count == 1)
  }

  /// A request that is refused is not asked about anywhere: go's credentials are for mirrors.
  @Test(arguments: [401, 403, 404, 407]) func aRefusalIsAnAnswer(status: Int) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let server = try WebReceiver(lab) { _, _ in WebReceiver.Answer(status, "no") }
    defer { server.close() }
    let pool = try lab.pool(environment: ["GOAUTH": "netrc", "PATH": "/usr/bin:/bin"])
    #expect(
      try page(await WebClient(pool).send(try #require(WebRequest(server.url)))).status == status)
    await pool.close()
    #expect(server.requests.count == 1)
  }

  @Test func aForwardProxyIsUsed() async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(host: "prometheus.test", tls: false)
    let proxy = try LabProxy(.http, to: lab)
    defer { proxy.close() }
    let answer = try await send(
      WebRequest("\(mirror.url)/example.com/m1/@v/list"), environment: ["HTTP_PROXY": proxy.url])
    #expect(try page(answer).status == 200)
    #expect(proxy.requests.map(\.target) == ["prometheus.test:\(mirror.port)"])
  }

  /// Requests one after another share a connection, those at the same time do not wait for each other, and a POST has its
  /// own.
  @Test func connectionsAreKept() async throws {
    let server = try WebReceiver { request, _ in
      var answer = WebReceiver.Answer()
      answer.isSilent = request.target == "/silent"
      return answer
    }
    defer { server.close() }
    let pool = try ProbePool(ProbePoolConfiguration(probers: 1))
    let client = WebClient(pool)
    let quick = try #require(WebRequest("\(server.url)/quick", timeout: .seconds(60)))
    let silent = try #require(WebRequest("\(server.url)/silent", timeout: .seconds(60)))
    await withTaskGroup { group in
      group.addTask { _ = await client.send(silent) }
      _ = server.wait(for: 1)
      for _ in 1...3 { _ = await client.send(quick) }
      // Cancelling ends it at once.
      group.cancelAll()
    }
    var post = quick
    post.body = [1]
    _ = await client.send(post)
    await pool.close()
    if await client.send(quick) != nil { Issue.record("an answer without a pool") }
    #expect(server.requests.map(\.connection) == [1, 2, 2, 2, 3])
  }

  @Test(arguments: [
    "", "prometheus:9090", "/x", "ftp://a/", "file:///a", "http://", "http://:80", "https:a",
    "http://a:99999/", "http://a b/", "http://a/\u{7}", "http://[::1", "mailto:a@b",
  ]) func anythingElseIsNoURL(text: String) {
    #expect(WebRequest(text) == nil)
  }
}
