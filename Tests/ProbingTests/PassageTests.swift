import Foundation
import Glibc
import GoRules
import Health
import MirrorLab
import Platform
import Probing
import Testing

/// Keeps what it gets, and takes no more than `room` at first.
final class PassageTaker: PassageReceiver {
  struct State {
    var head: PassageHead?
    var flow: PassageFlow?
    var bytes: [UInt8] = []
    var room: Int
  }

  let state: Awaited<State>

  init(room: Int = .max) { state = Awaited(State(room: room)) }

  func began(_ head: PassageHead, _ flow: PassageFlow) {
    state.withLock { ($0.head, $0.flow) = (head, flow) }
  }

  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    state.withLock { state in
      state.bytes.append(contentsOf: piece)
      return state.bytes.count < state.room
    }
  }

  func takeAll() {
    let flow = state.withLock { state in
      state.room = .max
      return state.flow
    }
    flow?.resume()
  }

  var bytes: [UInt8] { state.withLock { $0.bytes } }
  var head: PassageHead? { state.withLock { $0.head } }
}

/// Answers that are handed on as they come.
@Suite(.ownThreads, .timeLimit(.minutes(5))) struct PassageTests {
  private static let path = "/example.com/m/@v/v1.0.0.zip"

  private func pass(
    _ url: ProxyURL, _ taker: PassageTaker, path: String = Self.path, acceptsGzip: Bool = true,
    silence: Duration = .seconds(10), _ configuration: ProbePoolConfiguration? = nil
  ) async throws -> ProbeResult? {
    let pool = try ProbePool(configuration ?? ProbePoolConfiguration(probers: 1))
    var request = request(.zip)
    request.fetch = .always
    let round = ProbeRound(
      mirror: Mirror.ID(rawValue: "stream"), url: url, requests: [request], timeout: .seconds(10))
    let results = Results()
    var bare = url
    (bare.user, bare.password) = (nil, nil)
    await pool.run(
      round,
      passage: Passage(
        url: bare.redacted + path, acceptsGzip: acceptsGzip, silence: silence, receiver: taker)
    ) { results.add($0) }
    await pool.close()
    return results.all.last
  }

  @Test func whatComesIsHandedOn() async throws {
    let asked = Locked("")
    let server = RawServer { connection in
      let request = connection.readRequest()
      asked.withLock { $0 = request }
      connection.answer("PK-body", header: "Content-Type: application/zip\r\n")
      connection.waitForClose()
    }
    let taker = PassageTaker()
    let result = try await pass(server.url, taker)
    #expect(result?.outcome == .ok)
    #expect(taker.head == PassageHead(length: 7, contentType: "application/zip"))
    #expect(taker.bytes == Array("PK-body".utf8))
    let request = asked.withLock { $0 }
    #expect(request.hasPrefix("GET \(Self.path) HTTP/1.1\r\n"))
    #expect(request.contains("\r\nAccept-Encoding: gzip\r\n"))
    #expect(!request.lowercased().contains("disable-module-fetch"))
    _ = try await pass(server.url, PassageTaker(), acceptsGzip: false)
    #expect(!asked.withLock { $0 }.contains("Accept-Encoding"))
    server.stop()
  }

  @Test func gzipStaysAsItIsAndIsLookedAt() async throws {
    // gzip of "hello".
    let whole: [UInt8] = [
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x86, 0xa6,
      0x10, 0x36, 5, 0, 0, 0,
    ]
    var broken = whole
    broken[12] ^= 0xFF
    var wrongSum = whole
    wrongSum[18] ^= 1
    for (bytes, isSound) in [(whole, true), (broken, false), (wrongSum, false)] {
      let server = RawServer { connection in
        _ = connection.readRequest()
        connection.write(
          "HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\nContent-Encoding: gzip\r\n\r\n")
        _ = send(connection.fd, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        connection.waitForClose()
      }
      let taker = PassageTaker()
      let result = try await pass(server.url, taker)
      #expect(taker.head == PassageHead(contentEncoding: "gzip"))
      if isSound {
        #expect(result?.outcome == .ok && taker.bytes == whole)
      } else {
        #expect(result.flatMap { EvadedFailure($0.outcome) } == .reset)
        #expect(taker.bytes.count < whole.count)
      }
      server.stop()
    }
  }

  @Test(arguments: [
    ("Content-Length: 10\r\n\r\nhalf!", EvadedFailure.reset),
    ("Transfer-Encoding: chunked\r\n\r\n5\r\nhalf!\r\n", .reset),
    ("Transfer-Encoding: chunked\r\n\r\n5\r\nhalf!\r\nnonsense\r\n", .reset),
  ]) func aBodyThatBreaksOffIsNoAnswer(rest: String, failure: EvadedFailure) async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\n" + rest)
    }
    let taker = PassageTaker()
    let result = try #require(try await pass(server.url, taker))
    #expect(EvadedFailure(result.outcome) == failure, "\(result.outcome)")
    #expect(taker.bytes == Array("half!".utf8))
    server.stop()
  }

  @Test func silenceWithinTheBodyEndsIt() async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!")
      connection.waitForClose()
    }
    let start = SystemClock.now().monotonic
    let result = try await pass(server.url, PassageTaker(), silence: .milliseconds(400))
    #expect(result?.outcome == .hang(.transfer))
    #expect(SystemClock.now().monotonic - start >= .milliseconds(400))
    server.stop()
  }

  /// The receiver takes nothing for longer than a server may be silent: the server's writes come to a stop, and when the
  /// receiver goes on it gets all.
  @Test func whoTakesNothingIsNotSilence() async throws {
    let size = 48 << 20
    let sent = Awaited(0)
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
      let piece = [UInt8](repeating: 7, count: 1 << 16)
      while sent.withLock({ $0 }) < size {
        let count = send(connection.fd, piece, piece.count, Int32(MSG_NOSIGNAL))
        if count <= 0 { return }
        sent.withLock { $0 += count }
      }
      connection.waitForClose()
    }
    let taker = PassageTaker(room: 256 << 10)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: globalConcurrentExecutor) {
        let result = try await pass(server.url, taker, silence: .milliseconds(300))
        #expect(result?.outcome == .ok, "\(String(describing: result))")
      }
      taker.state.wait { $0.bytes.count >= 256 << 10 }
      // The server stands still, and for longer than it may be silent.
      let before = sent.settled(milliseconds: 700)
      #expect(before < size / 2, "\(before) bytes were sent")
      #expect(taker.bytes.count < 300 << 10)
      taker.takeAll()
      try await group.waitForAll()
    }
    #expect(taker.bytes.count == size)
    server.stop()
  }

  @Test func whoWantsNoMoreEndsIt() async throws {
    let isClosed = Awaited(false)
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!")
      connection.waitForClose()
      isClosed.withLock { $0 = true }
    }
    let taker = PassageTaker()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: globalConcurrentExecutor) {
        let result = try await pass(server.url, taker, silence: .seconds(60))
        #expect(result == nil)
      }
      taker.state.wait { $0.bytes.count == 5 }
      taker.state.withLock { $0.flow }?.cancel()
      try await group.waitForAll()
    }
    isClosed.wait { $0 }
    server.stop()
  }

  @Test(arguments: [("404 Not Found", 404), ("403 Forbidden", 403), ("500 Oops", 500)])
  func anythingElseIsAnOutcome(status: String, code: Int) async throws {
    let server = RawServer { connection in
      _ = connection.readRequest()
      connection.write(
        "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nwords")
      connection.waitForClose()
    }
    let taker = PassageTaker()
    let result = try #require(try await pass(server.url, taker))
    #expect(result.status == code && result.outcome != .ok && taker.head == nil)
    #expect(result.serverText?.text == "words")
    server.stop()
  }

  /// To undo gigabytes would keep all others waiting: it is handed on, its wrong checksum and all.
  @Test func aBombIsLeftToGo() async throws {
    let lab = try MirrorLab()
    let mirror = try lab.addMirror(name: "own", modules: [])
    mirror.fault = .answer(.gzipBomb)
    let authority = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    try lab.certificateAuthorityPEM.write(to: authority, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: authority) }
    let taker = PassageTaker()
    let result = try await pass(
      ProxyURL(scheme: .https, host: mirror.host, port: Int(mirror.port)), taker,
      ProbePoolConfiguration(probers: 1, certificateFile: authority.path))
    #expect(result?.outcome == .ok)
    #expect(taker.bytes.count > 50_000)
    lab.close()
  }

  /// Over TLS, and HTTP/2: with the credentials of the URL for this server, and for no other that it leads to.
  @Test func credentialsGoWhereGoSendsThem() async throws {
    let lab = try MirrorLab()
    let mirror = try lab.addMirror(
      name: "own", modules: [LabModule("example.com/m", "v1.0.0", padding: 400_000)])
    let other = try lab.addMirror(
      name: "other", modules: [LabModule("example.com/m", "v1.0.0", padding: 400_000)])
    mirror.fault = .answer(.wantsCredentials("me:S3cr3t"))
    let authority = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    try lab.certificateAuthorityPEM.write(to: authority, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: authority) }
    let configuration = ProbePoolConfiguration(probers: 1, certificateFile: authority.path)
    var url = ProxyURL(scheme: .https, host: mirror.host, port: Int(mirror.port))
    #expect(try await pass(url, PassageTaker(), configuration)?.status == 401)
    (url.user, url.password) = ("me", "S3cr3t")
    let taker = PassageTaker()
    #expect(try await pass(url, taker, configuration)?.outcome == .ok)
    #expect(taker.bytes.count > 400_000)
    mirror.fault = .answer(.redirect(302, to: other.url))
    let led = PassageTaker()
    #expect(try await pass(url, led, configuration)?.outcome == .ok)
    #expect(led.bytes == taker.bytes)
    #expect(!other.requests.isEmpty)
    #expect(other.requests.allSatisfy { $0.headers["authorization"] == nil })
    lab.close()
  }
}
