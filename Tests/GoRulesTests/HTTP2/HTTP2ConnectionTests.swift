import GoRules
import Testing

@Suite struct HTTP2ConnectionTests {
  private typealias W = HTTP2Wire
  private static let ok = W.headers([(":status", "200")])
  private static let empty = W.headers([(":status", "200")], flags: 5)

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// What go's transport sends first, as captured.
  @Test func startsAsGoDoes() {
    var connection = HTTP2Connection()
    #expect(
      Self.hex(connection.takeOutput())
        == "505249202a20485454502f322e300d0a0d0a534d0d0a0d0a"
        + "000018040000000000000200000000000400400000000500100000000600a00000"
        + "00000408000000000040000000")
    #expect(connection.takeOutput().isEmpty)
  }

  /// The fields and their order are those of a captured request of go's.
  @Test func requestsNameTheirFieldsInOrder() throws {
    var connection = HTTP2Connection()
    _ = connection.takeOutput()
    try connection.get(
      HTTP2Request(
        authority: "a:1", path: "/x?y", fields: [("user-agent", "ua"), ("authorization", "s")]))
    let block =
      [0x01, 3] + Array("a:1".utf8) + [0x82, 0x04, 4] + Array("/x?y".utf8) + [0x87]
      + [0x0f, 0x2b, 2] + Array("ua".utf8) + [0x1f, 0x08, 1] + Array("s".utf8)
      + [0x0f, 0x01, 4] + Array("gzip".utf8)
    #expect(
      Self.hex(connection.takeOutput()) == Self.hex(W.frame(0x1, flags: 5, stream: 1, block)))
  }

  /// The body follows in a frame of its own, as long as the peer lets it.
  @Test func aPostHasABody() throws {
    var connection = HTTP2Connection()
    _ = connection.takeOutput()
    var request = HTTP2Request(authority: "a", path: "/", acceptsGzip: false)
    request.body = Array("list".utf8)
    try connection.get(request)
    let block: [UInt8] = [0x01, 1, 0x61, 0x83, 0x84, 0x87]
    #expect(
      Self.hex(connection.takeOutput())
        == Self.hex(
          W.frame(0x1, flags: 4, stream: 1, block) + W.frame(0x0, flags: 1, stream: 1, request.body)
        ))
    connection.cancel()
    // What is left of the peer's window of 65,535 bytes.
    request.body = [UInt8](repeating: 0, count: 65_532)
    #expect(throws: HTTP2Failure.unusable) { try connection.get(request) }
  }

  @Test func aKeptConnectionTakesOneRequestAfterAnother() throws {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    for stream in stride(from: UInt32(1), through: 9, by: 2) {
      #expect(!exchange.connection.canTakeRequest)
      exchange.receive(W.headers([(":status", "200")], stream: stream))
      exchange.receive(W.data("hi", stream: stream))
      #expect(exchange.outcome == "200 hi end")
      #expect(exchange.connection.canTakeRequest && !exchange.connection.isClosed)
      exchange.ask()
    }
  }

  struct AfterCase: Sendable {
    let name: String
    let frames: [[UInt8]]
    /// What becomes of a second request: go takes another connection (`retry`), or it waits.
    let second: String
    let isClosed: Bool
  }

  /// As go's transport did in the same order.
  @Test(arguments: [
    AfterCase(name: "plain", frames: [empty], second: "silent", isClosed: false),
    AfterCase(
      name: "reset by the peer", frames: [W.reset(2)], second: "silent", isClosed: false),
    AfterCase(
      name: "reset with PROTOCOL_ERROR", frames: [W.reset(1)], second: "retry", isClosed: true),
    AfterCase(
      name: "malformed", frames: [W.headers([("X", "y")])], second: "silent", isClosed: false),
    AfterCase(name: "GOAWAY", frames: [W.goAway(1, 0), empty], second: "retry", isClosed: true),
    AfterCase(
      name: "GOAWAY while idle", frames: [empty, W.goAway(1, 0)], second: "retry", isClosed: true),
    AfterCase(
      name: "no streams allowed", frames: [W.frame(0x4, W.setting(3, 0)), empty],
      second: "retry", isClosed: false),
    AfterCase(
      name: "small fields only", frames: [W.frame(0x4, W.setting(6, 100)), empty],
      second: "Get: http2: request header list larger than peer's advertised limit",
      isClosed: false),
    AfterCase(
      name: "broken while idle", frames: [empty, W.windowUpdate(0)], second: "retry",
      isClosed: true),
  ]) func theNextRequest(_ after: AfterCase) {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    for frame in after.frames { exchange.receive(frame) }
    #expect(exchange.connection.isClosed == after.isClosed)
    exchange.ask()
    #expect(exchange.outcome == after.second)
  }

  @Test func aConnectionThatEndsUnusedSaysSo() {
    var connection = HTTP2Connection()
    #expect(connection.end(.closed).isEmpty)
    #expect(throws: HTTP2Failure.neverUsable) { try connection.get(HTTP2Exchange.request) }
  }

  @Test func answersWhatThePeerMustHave() {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    #expect(exchange.connection.sawSettings)
    #expect(exchange.connection.takeOutput() == W.frame(0x4, flags: 1))
    exchange.receive(W.frame(0x6, [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(exchange.connection.takeOutput() == W.frame(0x6, flags: 1, [1, 2, 3, 4, 5, 6, 7, 8]))
    exchange.receive(W.frame(0x6, flags: 1, [1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(exchange.connection.takeOutput().isEmpty)
    exchange.receive(W.headers([("X", "y")]))
    #expect(exchange.connection.takeOutput() == W.frame(0x3, stream: 1, W.word(1)))
  }

  /// From 4096 consumed bytes on (go: inflowMinRefresh), padding included.
  @Test func windowsAreGivenBack() {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings + Self.ok)
    _ = exchange.connection.takeOutput()
    let half = String(repeating: "x", count: 2047)
    exchange.receive(W.data(half, ends: false))
    #expect(exchange.connection.takeOutput().isEmpty)
    exchange.receive(W.frame(0x0, flags: 8, stream: 1, [1] + Array(half.utf8) + [0]))
    #expect(
      exchange.connection.takeOutput()
        == W.windowUpdate(4096) + W.windowUpdate(4096, stream: 1))
  }

  @Test func cancellingResetsTheStreamAndKeepsTheConnection() {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings + Self.ok)
    _ = exchange.connection.takeOutput()
    exchange.connection.cancel()
    #expect(exchange.connection.takeOutput() == W.reset(8))
    exchange.receive(W.data("late"))
    exchange.ask()
    exchange.receive(W.headers([(":status", "204")], flags: 5, stream: 3))
    #expect(exchange.outcome == "204  end")
  }

  /// RFC 7541, section 4.2; go's encoder writes the smaller size first where there were two.
  @Test func aSmallerTableIsConfirmed() throws {
    var exchange = HTTP2Exchange()
    exchange.receive(W.frame(0x4, W.setting(1, 0) + W.setting(1, 9000)) + Self.empty)
    _ = exchange.connection.takeOutput()
    try exchange.connection.get(HTTP2Exchange.request)
    #expect(exchange.connection.takeOutput().dropFirst(9).prefix(5) == [0x20, 0x3f, 0xe1, 0x1f, 1])
  }

  @Test func longRequestsAreContinued() throws {
    var connection = HTTP2Connection()
    _ = connection.takeOutput()
    let path = "/" + String(repeating: "x", count: 20_000)
    try connection.get(HTTP2Request(authority: "a", path: path))
    let output = connection.takeOutput()
    #expect(output.prefix(9) == [0, 0x40, 0, 1, 1, 0, 0, 0, 1])
    #expect(output.dropFirst(9 + 16_384).prefix(9).dropFirst(3) == [9, 4, 0, 0, 0, 1])
  }

  @Test func fieldsAreThoseThatGoKeeps() throws {
    var exchange = HTTP2Exchange()
    exchange.receive(
      W.settings
        + W.headers([
          (":status", "+200"), ("content-type", "a"), ("content-length", "5"), ("upgrade", "x"),
          ("trailer", "y"), ("content-length", "5"), ("x", "1"), ("x", "2"),
        ]))
    let answer = try #require(exchange.answer)
    let names = (0..<answer.fields.count).map {
      String(decoding: answer.fields.name($0), as: UTF8.self)
    }
    #expect(names == ["content-type", "content-length", "x", "x"])
    #expect(answer.fields.first("x").map(Array.init) == Array("1".utf8))
    #expect(answer.fields.first("upgrade") == nil)
    #expect(answer.status == 200 && answer.statusText == "+200" && answer.contentLength == 5)
    #expect(!answer.isGzip)
  }

  /// go decompresses, and so hides the coding and the length, which still counts.
  @Test func gzipIsNoted() throws {
    var exchange = HTTP2Exchange()
    exchange.receive(
      W.settings
        + W.headers([(":status", "200"), ("content-encoding", "GZip"), ("content-length", "4")]))
    let answer = try #require(exchange.answer)
    #expect(answer.isGzip && answer.contentLength == nil && answer.fields.count == 0)
    exchange.receive(W.data("hello"))
    #expect(exchange.failure == .contentTooLong)
  }
}
