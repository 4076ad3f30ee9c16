import GoRules
import Health
import Testing

/// What is known of a gateway, and for how long.
@Suite struct GatewaySightTests {
  private static let places: Chain.GatewayPlaces? = try? Chain(
    parsing: "http://127.0.0.1:1|http://127.0.0.1:1/again|direct"
  ).gateway

  private static func time(_ seconds: Int) -> Timestamp {
    Timestamp(monotonic: .seconds(seconds), wall: .seconds(1_795_269_000 + seconds))
  }

  private static func event(
    _ seconds: Int, _ entry: String?, _ result: GatewayResult = .redirected,
    _ kind: RequestKind = .info
  ) -> GatewayEvent {
    GatewayEvent(
      at: time(seconds), kind: kind, path: "/", entry: entry, result: result, status: 307)
  }

  /// The newest first; who served last as of 100, and how long ago.
  private static let requests: [(events: [GatewayEvent], name: String?, age: Int)] = [
    ([], nil, 0),
    ([event(99, "a"), event(98, "b")], "a", 1),
    ([event(91, "a")], "a", 9),
    ([event(90, "a")], nil, 0),
    // What serves nothing serves nothing.
    ([event(99, "a", .failed), event(98, "b", .notFound), event(97, "c", .passed)], "c", 3),
    ([event(99, nil, .leftToList)], nil, 0),
    // Of the checksum database only where nothing else was asked.
    ([event(99, "a", .redirected, .sumdb), event(95, "b")], "b", 5),
    ([event(99, "a", .redirected, .sumdb)], "a", 1),
    // Clocks may differ a little.
    ([event(101, "a")], "a", 0),
  ]

  @Test(arguments: requests)
  func whoServedLast(events: [GatewayEvent], name: String?, age: Int) throws {
    var sight = GatewaySight(try #require(Self.places))
    var figures = GatewayFigures()
    figures.recent = events
    sight.heard(figures, at: Self.time(100))
    let served = sight.served(at: Self.time(100))
    #expect(served?.name == name && served?.age ?? .zero == .seconds(age))
  }

  @Test func oldFiguresAreNotOfNow() throws {
    var sight = GatewaySight(try #require(Self.places))
    #expect(sight.current(at: Self.time(0)) == nil && sight.silence(at: Self.time(0)) == nil)
    sight.failed(.foreign)
    #expect(sight.trouble == .foreign && sight.silence(at: Self.time(9)) == nil)
    var figures = GatewayFigures()
    figures.recent = [Self.event(9, "a")]
    sight.heard(figures, at: Self.time(10))
    #expect(sight.current(at: Self.time(14)) != nil && sight.served(at: Self.time(14)) != nil)
    #expect(sight.trouble == nil && sight.silence(at: Self.time(14)) == nil)
    // Nobody asks any more, or the question is stuck.
    #expect(sight.current(at: Self.time(15)) == nil && sight.served(at: Self.time(15)) == nil)
    #expect(sight.silence(at: Self.time(15)) == .seconds(5))
    let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))
    sight.failed(.exchange(refused))
    #expect(sight.current(at: Self.time(11)) == nil && sight.served(at: Self.time(11)) == nil)
    #expect(sight.silence(at: Self.time(22)) == .seconds(12))
    #expect(sight.figures?.recent.count == 1)
    sight.heard(figures, at: Self.time(30))
    #expect(sight.current(at: Self.time(30)) != nil && sight.silence(at: Self.time(30)) == nil)
    #expect(sight.isPlace(0) && sight.isPlace(1) && !sight.isPlace(2))
  }
}
