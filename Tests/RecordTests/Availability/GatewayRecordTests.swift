import GoRules
import Health
import Record
import Testing

/// A gateway watches the list without itself, a dashboard the one with it; now one records and now the other.
@Suite struct GatewayRecordTests {
  private static let list = "https://a.example,https://b.example"
  private static let whole = "http://127.0.0.1:1|http://127.0.0.1:1/again|" + list
  private static let gateway = Failover.Place.mirror(
    Mirror.ID(rawValue: "http://127.0.0.1:1"), name: "gateway")
  private static let broken = Failover.Place.nowhere(.broken, at: "a.example")

  private func session(
    _ from: Double, _ until: Double, _ list: String, _ failovers: [Failover]
  ) -> RecordedSession {
    RecordedSession(
      from: at(from), until: at(until), isRunning: until == 400, failovers: failovers,
      chains: [RecordedChain(at: at(from), value: list)])
  }

  /// `last`: who records from 210 s on.
  private func period(_ last: String) -> RecordedPeriod {
    RecordedPeriod(
      400,
      session(
        0, 100, Self.list,
        [
          switched(at: 2, from: nobodyKnown, to: servedByA),
          switched(at: 50, from: servedByA, to: Self.broken),
          switched(at: 60, from: Self.broken, to: servedByB),
        ]),
      session(102, 200, last, [switched(at: 103, from: nobodyKnown, to: Self.gateway)]),
      session(
        202, 400, Self.list,
        [
          switched(at: 203, from: nobodyKnown, to: servedByA),
          switched(at: 300, from: servedByA, to: Self.broken),
        ]))
  }

  /// Nobody has changed the list, and nothing tells how long `b.example` served after 100 s.
  @Test func anotherRecorderIsNoFailover() {
    let told = period(Self.whole).failovers()
    #expect(told.map(\.to) == [Self.broken, servedByB, Self.broken])
    #expect(told.map(\.lasted) == [nil, .seconds(40), .seconds(10)])
    #expect(told.map(\.isEndUnknown) == [false, true, false])
    // A list that is another one: both changes are told.
    let other = period("https://gateway.example").failovers()
    #expect(other.map(\.to) == [Self.broken, servedByA, Self.gateway, servedByB, Self.broken])
    #expect(other.map(\.reason)[1...2] == [.chainChanged, .chainChanged])
  }

  /// With the gateway go may have been served while the list behind it was broken.
  @Test func whatFailsBehindItIsNoFailureOfTheWhole() {
    let period = period(Self.whole)
    #expect(period.lastBreakdown(at: at(400)) == Breakdown(begin: at(300)))
    #expect(period.ofList(Self.list).lastBreakdown(at: at(400)) == Breakdown(begin: at(300)))
    #expect(period.ofList(Self.whole).lastBreakdown(at: at(400)) == nil)
    func worst(_ list: String) -> [HealthState?] {
      let strips = period.calendar(by: .hour, of: list) { _ in 0 }
      return strips.first { $0.subject == .chain(.info, .standard) }?.cells.map(\.worst) ?? []
    }
    #expect(worst(Self.whole) == [.up])
    #expect(worst(Self.list) == [.down])
  }
}
