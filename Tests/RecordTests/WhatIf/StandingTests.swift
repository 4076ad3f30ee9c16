import GoRules
import Health
import Record
import Testing

/// What the chains in force made of the time is told as the outages tell it.
struct StandingTests {
  private static let broken = Failover.Place.nowhere(.broken, at: "a.example")

  /// `info` and `zip` fail at 60 and 62 s, and are served by the second mirror after 80 s, when it was put first; nothing
  /// was measured from 150 to 160 s, and from 100 to 110 s the first mirror was the fallback.
  private static func period(_ kinds: [RequestKind] = [.info, .zip]) -> RecordedPeriod {
    var failovers: [Failover] = []
    for (index, kind) in kinds.enumerated() {
      var walk = [
        switched(at: 10, from: nobodyKnown, to: servedByA),
        switched(at: 60 + Double(2 * index), from: servedByA, to: broken),
        switched(at: 80, from: broken, to: servedByB, cause: "chain changed"),
        switched(at: 100, from: servedByB, to: servedByA),
        switched(at: 110, from: servedByA, to: servedByB, cause: "recovered"),
      ]
      for place in walk.indices { walk[place].kind = kind }
      failovers += walk
    }
    return RecordedPeriod(
      300,
      RecordedSession(
        from: at(0), until: at(200), failovers: failovers, gaps: [Gap(from: at(150), to: at(160))],
        chains: [
          RecordedChain(at: at(0), value: "https://a.example,https://b.example"),
          RecordedChain(at: at(79), value: "https://b.example|https://a.example"),
        ]))
  }

  @Test func theSumsAreThoseOfTheOutages() throws {
    let period = Self.period()
    let standing = try #require(period.standing(of: [.list, .info, .zip], .standard))
    #expect(standing.broken == .seconds(20))
    #expect(standing.brokenByKind == [.info: .seconds(20), .zip: .seconds(18)])
    for (kind, length) in standing.brokenByKind {
      let own = period.outages().filter { $0.subject == .chain(kind, .standard) }
      #expect(own.map(\.length) == [length])
    }
    #expect(standing.fallback == .seconds(10))
    #expect(standing.served == .seconds(50 + 20 + 40 + 40))
    #expect(standing.unknown == .seconds(10))
  }

  @Test func aPartOfTheTime() throws {
    var period = Self.period([.info])
    period.from = at(70).wall
    period.until = at(90).wall
    let standing = try #require(period.standing(of: [.info], .standard))
    #expect(standing.broken == .seconds(10))
    #expect(standing.served == .seconds(10))
    #expect(standing.unknown == .zero)
  }

  @Test func whatIsNotOnRecordHasNone() {
    #expect(Self.period().standing(of: [.mod], .standard) == nil)
    #expect(RecordedPeriod(300).standing(of: [.info], .standard) == nil)
  }
}
