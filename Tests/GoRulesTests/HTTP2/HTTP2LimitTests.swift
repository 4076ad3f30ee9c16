import GoRules
import Testing

/// The limits are go's; on which side of each an answer falls was measured with go.
@Suite struct HTTP2LimitTests {
  private typealias W = HTTP2Wire
  private static let mebi = 1 << 20
  /// What `:status: 200` and `x` with an empty value count together.
  private static let overhead = 42 + 33

  /// HEADERS and CONTINUATION of at most 1 MiB each.
  private static func frames(_ block: [UInt8], flags: UInt8 = 0) -> [[UInt8]] {
    stride(from: 0, to: block.count, by: mebi).map { start in
      let end = min(block.count, start + mebi)
      return W.frame(
        start == 0 ? 1 : 9, flags: (start == 0 ? flags : 0) | (end == block.count ? 4 : 0),
        stream: 1, Array(block[start..<end]))
    }
  }

  private static func field(_ name: String, _ length: Int, of byte: UInt8 = 0x76) -> [UInt8] {
    W.block(Array(name.utf8), [UInt8](repeating: byte, count: length))
  }

  private static func outcome(_ frames: [[UInt8]]) -> HTTP2Exchange {
    var exchange = HTTP2Exchange()
    exchange.receive(W.settings)
    for frame in frames { exchange.receive(frame) }
    return exchange
  }

  @Test func aListOf10MiBIsTheLargest() {
    let most = 10 * Self.mebi - Self.overhead
    #expect(Self.outcome(Self.frames([0x88] + Self.field("x", most))).outcome == "200  silent")
    #expect(
      Self.outcome(Self.frames([0x88] + Self.field("x", most + 1))).failure
        == .malformed(stream: 1, .listTooLarge))
  }

  /// Each name in a `trailer` field counts 32 bytes against a limit of its own.
  @Test func trailerNamesHaveTheirOwnLimit() {
    let most = 10 * Self.mebi / 32 - 1
    let comma = UInt8(ascii: ",")
    #expect(
      Self.outcome(Self.frames([0x88] + Self.field("trailer", most, of: comma))).outcome
        == "200  silent")
    #expect(
      Self.outcome(Self.frames([0x88] + Self.field("trailer", most + 1, of: comma))).failure
        == .malformed(stream: 1, .listTooLarge))
  }

  @Test func aStringOver10MiBIsACompressionError() {
    let limit = 10 * Self.mebi
    #expect(
      Self.outcome(Self.frames([0x88] + Self.field("x", limit))).failure
        == .malformed(stream: 1, .listTooLarge))
    // Its length alone is enough.
    let start = [0x88, 0, 1, 0x78] + W.length(limit + 1)
    #expect(Self.outcome([W.frame(1, stream: 1, start)]).failure == .headerCompression)
  }

  /// A block that names an entry of the table again and again.
  @Test func aBombIsCutOff() {
    let entry = [0x40] + Self.field("x", 4000).dropFirst()
    let bomb = [0x88] + entry + [UInt8](repeating: 0xbe, count: 3000)
    #expect(Self.outcome(Self.frames(bomb)).failure == .malformed(stream: 1, .listTooLarge))
    let open = W.frame(1, stream: 1, bomb)
    let more = W.frame(9, flags: 4, stream: 1, [0x88])
    #expect(Self.outcome([open, more]).failure == .violation(.headerBlockTooLarge))
  }

  @Test func informationalAnswersCountTogether() {
    let half = 5 * Self.mebi - Self.overhead
    let hints = Self.frames([0x08, 3] + Array("103".utf8) + Self.field("x", half))
    var exchange = Self.outcome(hints + hints)
    #expect(exchange.outcome == "silent")
    exchange.receive(W.headers([(":status", "103")]))
    #expect(exchange.failure == .malformed(stream: 1, .informationalTooLarge))
  }

  /// go reads on and on.
  @Test func floodsAreOurLimit() {
    let ping = W.frame(0x6, flags: 1, [0, 0, 0, 0, 0, 0, 0, 0])
    let many = [UInt8]([[UInt8]](repeating: ping, count: 1000).joined())
    var exchange = Self.outcome([W.headers([(":status", "200")])])
    for _ in 0..<262 { exchange.receive(many) }
    #expect(exchange.failure == nil)
    exchange.receive(many)
    #expect(exchange.failure == .flood(frames: 262_144))
    #expect(exchange.failure?.isOurLimit == true)
  }

  /// A block of another stream, whose 3000 bytes stand for 10 MiB, counts as 40,000 frames.
  @Test func fieldsThatLeadNowhereAreOurLimit() {
    let entry = [0x40] + Self.field("x", 4000).dropFirst()
    let bomb = [0x88] + [UInt8](repeating: 0xbe, count: 3000)
    var exchange = Self.outcome([W.frame(1, flags: 4, stream: 3, [0x88] + entry)])
    let ping = W.frame(0x6, flags: 1, [0, 0, 0, 0, 0, 0, 0, 0])
    exchange.receive([UInt8]([[UInt8]](repeating: ping, count: 230_000).joined()))
    #expect(exchange.failure == nil)
    exchange.receive(W.frame(1, flags: 4, stream: 3, bomb))
    exchange.receive(ping)
    #expect(exchange.failure == .flood(frames: 262_144))
  }

  @Test func answersThatNobodyTakesAreOurLimit() {
    let ping = W.frame(0x6, [0, 0, 0, 0, 0, 0, 0, 0])
    var exchange = Self.outcome([])
    let many = [UInt8]([[UInt8]](repeating: ping, count: 1000).joined())
    for _ in 0..<20 {
      exchange.receive(many)
      _ = exchange.connection.takeOutput()
    }
    #expect(exchange.failure == nil)
    for _ in 0..<16 { exchange.receive(many) }
    #expect(exchange.failure == .answersNotTaken(bytes: 262_144))
    #expect(exchange.failure?.isOurLimit == true)
  }

  /// No bytes may stop the program; the numbers are the same in every run.
  @Test func noiseIsSurvived() {
    var state: UInt64 = 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<1000 {
      var exchange = HTTP2Exchange()
      exchange.receive(W.settings)
      for _ in 0..<6 {
        let payload = (0..<next(40)).map { _ in UInt8(next(256)) }
        exchange.receive(
          W.frame(
            UInt8(next(12)), flags: UInt8(next(64)), stream: UInt32(next(4)), payload,
            length: next(8) == 0 ? next(60) : nil))
      }
      exchange.end(.closed)
      #expect(exchange.connection.isClosed && exchange.outcome != "silent")
    }
  }
}
