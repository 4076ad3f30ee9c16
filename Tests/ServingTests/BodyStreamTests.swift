import Glibc
import Platform
import Serving
import Testing

/// Bodies that the server sends while they come.
@Suite(.timeLimit(.minutes(2))) struct BodyStreamTests {
  /// A stream with what is told of it.
  private final class Source: Sendable {
    let body: BodyStream
    let state: Awaited<(room: Int, end: Bool?)>

    init(length: Int?, holding most: Int = BodyStream.capacity) {
      let state = Awaited<(room: Int, end: Bool?)>((0, nil))
      self.state = state
      body = BodyStream(
        BodyStream.Head(length: length, contentType: "application/zip"), holding: most,
        hasRoom: { state.withLock { $0.room += 1 } },
        hasEnded: { end in state.withLock { $0.end = end } })
    }

    func add(_ text: String) -> Bool { add(Array(text.utf8)) }

    func add(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { body.add($0) } }

    /// Whether the client had all of it.
    func end() -> Bool {
      state.wait { $0.end != nil }
      return state.withLock { $0.end } == true
    }

    func waitForRoom() {
      state.wait { $0.room > 0 }
      state.withLock { $0.room -= 1 }
    }
  }

  /// A stream, a server that answers with it, and a client that has asked for it.
  private struct Stage {
    let source: Source
    let server: HTTPServer
    let client: LoopbackClient

    init(length: Int?, asking line: String = "GET /x HTTP/1.1") throws {
      let source = Source(length: length)
      self.source = source
      server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { request, reply in
        if request.path == "/page" {
          reply.send(HTTPServer.Page("page"))
        } else {
          reply.send(source.body)
        }
      }
      client = LoopbackClient(port: server.address.port)
      client.ask(line)
    }

    /// The connection serves others afterwards, from the first byte on.
    func expectPage() {
      client.ask("GET /page HTTP/1.1")
      #expect(client.read { $0.hasSuffix("page") }.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func comesWithItsLengthOrInChunks() throws {
    for length in [10, nil] {
      let stage = try Stage(length: length)
      #expect(stage.source.add("hello"))
      let first = stage.client.read { $0.contains("hello") }
      #expect(first.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(first.text.contains("\r\nContent-Type: application/zip\r\n"))
      #expect(first.text.contains("\r\nContent-Length: 10\r\n") == (length != nil))
      #expect(first.text.contains("\r\nTransfer-Encoding: chunked\r\n") == (length == nil))
      #expect(stage.source.add("world") && stage.source.body.added == 10)
      stage.source.body.finish()
      #expect(stage.source.end())
      let end = length == nil ? "world\r\n0\r\n\r\n" : "world"
      #expect(stage.client.read { $0.hasSuffix(end) }.hasEnded == false)
      stage.expectPage()
      stage.server.stop()
    }
  }

  @Test func aHeadHasNoBody() throws {
    let stage = try Stage(length: 10, asking: "HEAD /x HTTP/1.1")
    let head = stage.client.read { $0.hasSuffix("\r\n\r\n") }.text
    #expect(head.contains("\r\nContent-Length: 10\r\n"))
    #expect(stage.source.end())
    stage.expectPage()
    stage.server.stop()
    // Without a length: nothing behind the head that could be taken for the next answer.
    let unknown = try Stage(length: nil, asking: "HEAD /x HTTP/1.1")
    let (text, hasEnded) = unknown.client.read()
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("\r\nConnection: close\r\n"))
    #expect(hasEnded && text.firstRange(of: "\r\n\r\n")?.upperBound == text.endIndex, "\(text)")
    #expect(unknown.source.end())
    unknown.server.stop()
  }

  /// A short body never looks like a whole one.
  @Test func whatIsCutOffLooksSo() throws {
    for length in [10, nil] {
      let stage = try Stage(length: length)
      _ = stage.source.add("hello")
      _ = stage.client.read { $0.contains("hello") }
      stage.source.body.fail()
      let rest = stage.client.read()
      #expect(rest.hasEnded && !rest.text.contains("0\r\n\r\n"))
      #expect(!stage.source.end())
      stage.server.stop()
    }
    // Who knows no chunks would take it for whole.
    let old = try Stage(length: nil, asking: "GET /x HTTP/1.0")
    #expect(old.client.read().text.contains(" 505 "))
    #expect(!old.source.end())
    old.server.stop()
  }

  /// A client that takes nothing: no more than a bound is held, and it has all of it in the end.
  @Test func aSlowClientCostsLittle() throws {
    let size = 40 << 20
    let stage = try Stage(length: size)
    let source = stage.source
    let added = Awaited(0)
    let filling = try Threads.start {
      let piece = [UInt8](repeating: 65, count: 32 << 10)
      while added.withLock({ $0 }) < size {
        let goesOn = source.add(piece)
        added.withLock { $0 += piece.count }
        if !goesOn { source.waitForRoom() }
      }
      source.body.finish()
    }
    // What the kernel takes for both ends is some MB.
    let before = added.settled(milliseconds: 500)
    #expect(before < size / 2, "\(before)")
    #expect(stage.client.count(upTo: size) >= size)
    #expect(source.end())
    pthread_join(filling, nil)
    stage.server.stop()
  }

  /// What is held before the answer begins is all sent, and afterwards no more is held than of any other.
  @Test func moreMayBeHeldBefore() throws {
    let source = Source(length: nil, holding: 4 << 20)
    let piece = [UInt8](repeating: 65, count: 1 << 20)
    for isLast in [false, false, false, true] { #expect(source.add(piece) == !isLast) }
    let server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { $1.send(source.body) }
    let client = LoopbackClient(port: server.address.port)
    client.ask("GET /x HTTP/1.1\r\nConnection: close")
    let count = Awaited(0)
    let reading = try Threads.start {
      let all = client.count()
      count.withLock { $0 = all }
    }
    source.waitForRoom()
    #expect(!source.add(piece))
    source.body.finish()
    #expect(source.end())
    pthread_join(reading, nil)
    #expect(count.withLock { $0 } > 5 << 20)
    server.stop()
  }

  /// Pieces may follow the one that filled it, as where several were read at once: there is room again all the same.
  @Test func whatFollowsTheLastPieceKeepsNobodyWaiting() throws {
    let stage = try Stage(length: nil)
    let (source, client) = (stage.source, stage.client)
    let reading = try Threads.start { _ = client.count() }
    var isTold = true
    for round in 1...500 where isTold {
      while source.add([UInt8](repeating: 65, count: BodyStream.capacity)) {}
      let end = SystemClock.monotonic() + 10_000_000_000
      while source.state.withLock({ $0.room }) < round, SystemClock.monotonic() < end {
        _ = source.add("")
      }
      isTold = source.state.withLock { $0.room } == round
    }
    #expect(isTold)
    stage.server.stop()
    pthread_join(reading, nil)
  }

  @Test func aClientThatGoesIsNoticed() throws {
    let source = Source(length: 10 << 20)
    let server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { $1.send(source.body) }
    do {
      let client = LoopbackClient(port: server.address.port)
      client.ask("GET /x HTTP/1.1")
      _ = source.add("hello")
      _ = client.read { $0.contains("hello") }
      client.resetWhenClosed()
    }
    _ = source.add("world")
    #expect(!source.end())
    server.stop()
  }

  /// Nobody waits for room that a client would have made who wants no more.
  @Test func theEndMakesRoom() throws {
    let source = Source(length: 1 << 20)
    #expect(!source.add([UInt8](repeating: 65, count: 1 << 20)))
    let server = try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { $1.send(source.body) }
    let client = LoopbackClient(port: server.address.port)
    client.ask("HEAD /x HTTP/1.1")
    #expect(source.end())
    #expect(source.state.withLock { $0.room } == 1)
    server.stop()
  }

  /// Whatever a stream waits for, the server comes to its end, and so does the stream.
  @Test func theServersEndIsTheStreams() throws {
    let stage = try Stage(length: 10)
    _ = stage.source.add("hello")
    _ = stage.client.read { $0.contains("hello") }
    stage.server.stop()
    #expect(!stage.source.end())
    #expect(stage.client.read().hasEnded)
  }

  @Test func whatIsAbandonedEnds() throws {
    let unsent = Source(length: 10)
    unsent.body.abandon()
    #expect(!unsent.end())
    let stage = try Stage(length: 10)
    _ = stage.source.add("hello")
    _ = stage.client.read { $0.contains("hello") }
    stage.source.body.abandon()
    #expect(!stage.source.end())
    #expect(stage.client.read().hasEnded)
    stage.server.stop()
  }
}
