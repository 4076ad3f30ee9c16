import GoRules
import Health
import Testing
import Watching

/// What is on record beside what this instance saw itself.
@Suite struct HistoryViewTests {
  private static let start = Timestamp(monotonic: .seconds(500), wall: .seconds(1_800_000_000))
  private static let served = Failover.Place.mirror(
    Mirror.ID(rawValue: "https://a.example"), name: "a.example")
  private static let broken = Failover.Place.nowhere(.broken, at: "a.example")
  private static let unknown = Failover.Place.nowhere(.unknown, at: nil)
  private static let chain = "https://a.example"

  private func failover(
    at seconds: Int, _ from: Failover.Place, _ to: Failover.Place, lasted: Int? = nil
  ) -> Failover {
    Failover(
      at: Self.start.advanced(by: .seconds(seconds)), kind: .info, canary: .standard, from: from,
      to: to, cause: "status 502 (,)", lasted: lasted.map { .seconds($0) })
  }

  private func view(_ reading: HistoryReading) -> HistoryView {
    var view = HistoryView(start: Self.start)
    view.take(reading)
    return view
  }

  private func reading(
    _ failovers: [Failover], handed: [Failover] = [], breakdown: Breakdown? = nil
  ) -> HistoryReading {
    HistoryReading(
      at: Self.start, failovers: failovers, handed: handed, chain: Self.chain, breakdown: breakdown)
  }

  /// Another instance records: go failed when this one began, and its first round is served.
  @Test func whatIsSeenFirstEndsWhatHoldsOnRecord() {
    let view = view(reading([failover(at: -75, Self.served, Self.broken)]))
    let first = failover(at: 2, Self.unknown, Self.served)
    let merged = view.merged(with: [], firsts: [first], chain: Self.chain, isOurs: false)
    #expect(merged.map(\.to) == [Self.served, Self.broken])
    #expect(merged.map(\.from) == [Self.broken, Self.served])
    #expect(merged.map(\.lasted) == [nil, .seconds(77)])
    #expect(merged[0].reason == .recovered)
    // Over another chain it tells nothing, and nothing is known since the record was read.
    let other = view.merged(with: [], firsts: [first], chain: "https://b.example", isOurs: false)
    #expect(other.map(\.lasted) == [.seconds(75)] && other.map(\.isEndUnknown) == [true])
  }

  /// It fails here too, and recovers later: what is on record lasts until then.
  @Test func whatIsOnRecordLastsUntilTheNextIsSeen() {
    let view = view(reading([failover(at: -75, Self.served, Self.broken)]))
    let first = failover(at: 2, Self.unknown, Self.broken)
    let back = failover(at: 30, Self.broken, Self.served)
    #expect(
      view.merged(with: [], firsts: [first], chain: Self.chain, isOurs: false).map(\.lasted)
        == [nil])
    let merged = view.merged(with: [back], firsts: [first], chain: Self.chain, isOurs: false)
    #expect(merged.map(\.to) == [Self.served, Self.broken])
    #expect(merged.map(\.lasted) == [nil, .seconds(105)])
  }

  /// It began before the reading and was found out after it.
  @Test func whatWasHandedOverLaterIsShown() {
    let early = failover(at: -8, Self.served, Self.broken)
    let shown = view(reading([])).merged(with: [early], chain: Self.chain, isOurs: true)
    #expect(shown == [early])
    // The history has another word for what it was given.
    let known = view(reading([], handed: [early]))
    #expect(known.merged(with: [early], chain: Self.chain, isOurs: true).isEmpty)
  }

  private func time(_ seconds: Int) -> Timestamp { Self.start.advanced(by: .seconds(seconds)) }

  @Test func theLastBreakdownIsOutOfTheRecord() {
    let ended = Breakdown(begin: time(-300), end: time(-240))
    let view = view(reading([], breakdown: ended))
    #expect(view.merged(with: Breakdown?.none, chain: Self.chain) == ended)
    #expect(view.merged(with: Breakdown?.none, chain: "off") == nil)
    let own = Breakdown(begin: time(20), end: time(30))
    #expect(view.merged(with: own, chain: Self.chain) == own)
  }

  /// This instance began within it: it is as old as the record says.
  @Test func aBreakdownBeganBeforeTheStart() {
    let view = view(reading([], breakdown: Breakdown(begin: time(-60))))
    #expect(view.merged(with: Breakdown?.none, chain: Self.chain) == nil)
    let own = Breakdown(begin: time(3), isOlder: true)
    #expect(view.merged(with: own, chain: Self.chain) == Breakdown(begin: time(-60)))
  }
}
