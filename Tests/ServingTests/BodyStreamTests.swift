import Glibc
import Platform
import Serving
import Synchronization
import Testing

/// Bodies that the server sends while they come.
@Suite(.timeLimit(.minutes(2))) struct BodyStreamTests {
  /// A stream with what is told of it.
  private final class Source: Sendable {
    let body: BodyStream
    let state: Locked<(room: Int, end: Bool?)>

    init(length: Int?, type: String = "application/zip") {
      let state = Locked<(room: Int, end: Bool?)>((0, nil))
      self.state = state
      body = BodyStream(
        BodyStream.Head(length: length, contentType: type),
        hasRoom: { state.withLock { $0.room += 1 } },
        hasEnded: { end in state.withLock { $0.end = end } })
    }

    func add(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { body.add($0) } }

    /// How the client's part ended.
    func end() -> Bool {
      while true {
        if let end = state.withLock({ $0.end }) { return end }
        usleep(1000)
      }
    }

    func waitForRoom() {
      while state.withLock({ $0.room }) == 0 { usleep(1000) }
      state.withLock { $0.room -= 1 }
    }
  }

  private func server(_ source: Source) throws -> HTTPServer {
    try HTTPServer(ListenAddress(host: "127.0.0.1", port: 0)) { request, reply in
      if request.path == "/page" {
        reply.send(HTTPServer.Page("page"))
      } else {
        reply.send(source.body)
      }
    }
  }

  private func connection(_ server: HTTPServer) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = server.address.port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }

  private func ask(_ descriptor: Int32, _ line: String) {
    let bytes = Array("\(line)\r\nHost: localhost\r\n\r\n".utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What comes until `isEnough`, or until the end.
  private func read(
    _ descriptor: Int32, until isEnough: (String) -> Bool = { _ in false }
  ) -> (text: String, hasEnded: Bool) {
    var all: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while !isEnough(String(decoding: all, as: UTF8.self)) {
      let count = recv(descriptor, &room, room.count, 0)
      if count <= 0 { return (String(decoding: all, as: UTF8.self), true) }
      all += room[..<count]
    }
    return (String(decoding: all, as: UTF8.self), false)
  }

  @Test func comesWithItsLengthOrInChunks() throws {
    for length in [10, nil] {
      let source = Source(length: length)
      let server = try server(source)
      let client = connection(server)
      ask(client, "GET /x HTTP/1.1")
      #expect(source.add(Array("hello".utf8)))
      let first = read(client) { $0.contains("hello") }
      #expect(first.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(first.text.contains("\r\nContent-Type: application/zip\r\n"))
      #expect(first.text.contains("\r\nContent-Length: 10\r\n") == (length != nil))
      #expect(first.text.contains("\r\nTransfer-Encoding: chunked\r\n") == (length == nil))
      #expect(source.add(Array("world".utf8)))
      source.body.finish()
      #expect(source.end())
      let end = length == nil ? "world\r\n0\r\n\r\n" : "world"
      #expect(read(client) { $0.hasSuffix(end) }.hasEnded == false)
      // The connection serves others afterwards.
      ask(client, "GET /page HTTP/1.1")
      #expect(read(client) { $0.hasSuffix("page") }.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      close(client)
      server.stop()
    }
  }

  @Test func aHeadHasNoBody() throws {
    let source = Source(length: 10)
    let server = try server(source)
    let client = connection(server)
    ask(client, "HEAD /x HTTP/1.1")
    #expect(read(client) { $0.hasSuffix("\r\n\r\n") }.text.contains("\r\nContent-Length: 10\r\n"))
    #expect(source.end())
    close(client)
    server.stop()
  }

  /// A short body never looks like a whole one.
  @Test func whatIsCutOffLooksSo() throws {
    for length in [10, nil] {
      let source = Source(length: length)
      let server = try server(source)
      let client = connection(server)
      ask(client, "GET /x HTTP/1.1")
      _ = source.add(Array("hello".utf8))
      _ = read(client) { $0.contains("hello") }
      source.body.fail()
      let rest = read(client)
      #expect(rest.hasEnded && !rest.text.contains("0\r\n\r\n"))
      #expect(!source.end())
      close(client)
      server.stop()
    }
    // Who knows no chunks would take it for whole.
    let source = Source(length: nil)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.0")
    #expect(read(client).text.contains(" 505 "))
    close(client)
    server.stop()
  }

  /// A client that takes nothing: no more than a bound is held, and it has all of it in the end.
  @Test func aSlowClientCostsLittle() throws {
    let size = 40 << 20
    let source = Source(length: size)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.1")
    let added = Atomic<Int>(0)
    let filling = try Threads.start {
      let piece = [UInt8](repeating: 65, count: 32 << 10)
      while added.load(ordering: .relaxed) < size {
        let goesOn = source.add(piece)
        added.add(piece.count, ordering: .relaxed)
        if !goesOn { source.waitForRoom() }
      }
      source.body.finish()
    }
    // Until it stands still: what the kernel takes for both ends is some MB.
    var (before, since) = (-1, SystemClock.monotonic())
    while SystemClock.monotonic() - since < 500_000_000 {
      let now = added.load(ordering: .relaxed)
      if now != before { (before, since) = (now, SystemClock.monotonic()) }
      usleep(10_000)
    }
    #expect(before < size / 2, "\(before)")
    var received = 0
    var room = [UInt8](repeating: 0, count: 1 << 18)
    while received < size {
      let count = recv(client, &room, room.count, 0)
      if count <= 0 { break }
      received += count
    }
    #expect(source.end())
    #expect(received >= size)
    pthread_join(filling, nil)
    close(client)
    server.stop()
  }

  /// Pieces may follow the one that filled it, as where several were read at once: there is room again all the same.
  @Test func whatFollowsTheLastPieceKeepsNobodyWaiting() throws {
    let source = Source(length: nil)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.1")
    let reading = try Threads.start {
      var room = [UInt8](repeating: 0, count: 1 << 18)
      while recv(client, &room, room.count, 0) > 0 {}
    }
    var isTold = true
    for round in 1...500 where isTold {
      while source.add([UInt8](repeating: 65, count: BodyStream.capacity)) {}
      let end = SystemClock.monotonic() + 10_000_000_000
      while source.state.withLock({ $0.room }) < round, SystemClock.monotonic() < end {
        _ = source.add([])
      }
      isTold = source.state.withLock { $0.room } == round
    }
    #expect(isTold)
    server.stop()
    pthread_join(reading, nil)
    close(client)
  }

  @Test func aClientThatGoesIsNoticed() throws {
    let source = Source(length: 10 << 20)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.1")
    _ = source.add([UInt8](repeating: 65, count: 200_000))
    _ = read(client) { !$0.isEmpty }
    close(client)
    while source.state.withLock({ $0.end }) == nil {
      _ = source.add([UInt8](repeating: 65, count: 1000))
      usleep(1000)
    }
    #expect(!source.end())
    server.stop()
  }

  /// Whatever a stream waits for, the server comes to its end, and so does the stream.
  @Test func theServersEndIsTheStreams() throws {
    let source = Source(length: 10)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.1")
    _ = source.add(Array("hello".utf8))
    _ = read(client) { $0.contains("hello") }
    server.stop()
    #expect(!source.end())
    #expect(read(client).hasEnded)
    close(client)
  }

  @Test func whatIsAbandonedEnds() throws {
    let unsent = Source(length: 10)
    unsent.body.abandon()
    #expect(!unsent.end())
    let source = Source(length: 10)
    let server = try server(source)
    let client = connection(server)
    ask(client, "GET /x HTTP/1.1")
    _ = source.add(Array("hello".utf8))
    _ = read(client) { $0.contains("hello") }
    source.body.abandon()
    #expect(!source.end())
    #expect(read(client).hasEnded)
    close(client)
    server.stop()
  }
}
