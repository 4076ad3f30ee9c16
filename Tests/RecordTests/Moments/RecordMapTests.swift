import GoRules
import Health
import Record
import Testing

/// Where leaps through the record lead.
struct RecordMapTests {
  /// Changes of states, for worse.
  private static func seconds(_ values: Double...) -> [RecordMap.Change] {
    values.map { RecordMap.Change(at: .seconds($0), .state(isBetter: false)) }
  }

  /// A record from 100 to 900 s with events at 200 (three changes within a second), 500 and 800 s.
  private let map = RecordMap(
    begin: .seconds(100), changes: Self.seconds(800, 200.4, 200, 500, 200.9))

  @Test func changesCloseTogetherAreOneEvent() {
    let events: [ClosedRange<Duration>] = [
      .seconds(200) ... .seconds(200.9), .seconds(500) ... .seconds(500),
      .seconds(800) ... .seconds(800),
    ]
    #expect(map.events == events)
    // A series of changes, each close to the one before, does not grow into one event.
    let series = RecordMap(begin: .zero, changes: Self.seconds(0, 0.8, 1.6, 2.4))
    #expect(series.events == [.zero ... .seconds(0.8), .seconds(1.6) ... .seconds(2.4)])
  }

  /// An outage of half a second: the kinds that fail over, and the mirror that goes down, are one event; the way back is
  /// another, with the mirror that comes up a moment before.
  @Test func aShortOutageIsNotHiddenByItsEnd() {
    func change(_ at: Double, _ kind: RecordMap.Change.Kind) -> RecordMap.Change {
      RecordMap.Change(at: .seconds(at), kind)
    }
    let outage = [
      change(10, .failover(of: 0)), change(10.01, .failover(of: 1)),
      change(10.02, .state(isBetter: false)),
    ]
    let end = [
      change(10.5, .state(isBetter: true)), change(10.51, .failover(of: 1)),
      change(10.52, .failover(of: 0)), change(10.53, .state(isBetter: true)),
    ]
    let again = [change(10.7, .state(isBetter: false)), change(10.71, .failover(of: 0))]
    let events: [ClosedRange<Duration>] = [
      .seconds(10) ... .seconds(10.02), .seconds(10.5) ... .seconds(10.53),
      .seconds(10.7) ... .seconds(10.71),
    ]
    #expect(RecordMap(begin: .zero, changes: end + outage + again).events == events)
    // A mirror that goes down and comes up, while who serves stays the same, is one event still.
    let states = [outage[2], end[0]]
    #expect(
      RecordMap(begin: .zero, changes: states).events == [.seconds(10.02) ... .seconds(10.5)])
  }

  @Test(arguments: [
    (RecordLeap.earlierEvent, 900, RecordMap.Landing.at(.seconds(800))),
    (.earlierEvent, 800, .at(.seconds(500))), (.earlierEvent, 500, .at(.seconds(200.9))),
    // The live screen knows a time more exactly than the record.
    (.earlierEvent, 800.0004, .at(.seconds(500))),
    // From within an event, or its end, to the one before: there is none.
    (.earlierEvent, 200.9, .stay(.firstEvent(.seconds(100)))),
    (.earlierEvent, 200.4, .stay(.firstEvent(.seconds(100)))),
    (.laterEvent, 100, .at(.seconds(200.9))), (.laterEvent, 200.4, .at(.seconds(500))),
    (.laterEvent, 200.9, .at(.seconds(500))), (.laterEvent, 800, .live(.lastEvent)),
    (.laterEvent, 900, .live(.lastEvent)),
    (.by(.seconds(-300)), 900, .at(.seconds(600))),
    (.by(.seconds(-300)), 399, .stay(.begin(.seconds(100)))),
    (.by(.seconds(-300)), 400, .at(.seconds(100))),
    (.by(.seconds(300)), 600, .live(nil)), (.by(.seconds(300)), 599, .at(.seconds(899))),
    (.to(.seconds(500)), 900, .at(.seconds(500))),
    (.to(.seconds(99)), 900, .stay(.begin(.seconds(100)))),
    (.to(.seconds(901)), 500, .live(nil)),
    // The clock was set back.
    (.to(.seconds(950)), 500, .stay(.ahead)),
  ])
  func aLeapLandsWhereThereIsSomething(
    leap: RecordLeap, from: Double, landing: RecordMap.Landing
  ) {
    #expect(map.landing(of: leap, from: .seconds(from), now: .seconds(900)) == landing)
  }

  @Test(arguments: [RecordLeap.earlierEvent, .laterEvent, .by(.seconds(-300)), .to(.zero)])
  func anEmptyRecordLeadsNowhere(leap: RecordLeap) {
    let empty = RecordMap(begin: nil, changes: Self.seconds())
    #expect(empty.landing(of: leap, from: .seconds(900), now: .seconds(900)) == .stay(.empty))
  }

  /// The clock was set back by 100 s soon after the begin.
  @Test func theRecordBeginsWithItsFirstEventWhereTheClockWasSetBack() {
    let map = RecordMap(begin: .seconds(300), changes: Self.seconds(305, 220))
    #expect(map.begin == .seconds(220))
    #expect(
      map.landing(of: .earlierEvent, from: .seconds(220), now: .seconds(230))
        == .stay(.firstEvent(.seconds(220))))
    #expect(
      map.landing(of: .by(.seconds(-5)), from: .seconds(230), now: .seconds(230))
        == .at(.seconds(225)))
  }

  /// What lies beyond the newest that were read is not told as the begin.
  @Test func ofMoreThanOneReadingTakesTheOldestIsNotTheFirst() {
    let cut = RecordMap(begin: .zero, changes: Self.seconds(200, 500), isCut: true)
    let landing = cut.landing(of: .earlierEvent, from: .seconds(200), now: .seconds(900))
    #expect(landing == .stay(.oldestKnownEvent(2)))
    #expect(
      cut.landing(of: .to(.seconds(100)), from: .seconds(200), now: .seconds(900))
        == .at(.seconds(100)))
  }

  @Test(arguments: [
    (150, 0, RecordGrain.gone), (199.9, 0, .gone), (200, 1, .hours), (449.9, 1, .hours),
    (450, 1, .minutes), (500, 2, .minutes), (700, 2, .samples), (900, 3, .samples),
  ])
  func thePlaceIsTheEventThatBeganLastAndWhatIsKeptOfIt(
    moment: Double, event: Int, grain: RecordGrain
  ) {
    let map = RecordMap(
      begin: .seconds(100), changes: Self.seconds(800, 200.4, 200, 500, 200.9),
      samples: .seconds(700), minutes: .seconds(450), hours: .seconds(200))
    #expect(
      map.place(of: .seconds(moment))
        == PlaceOnRecord(event: event, count: 3, grain: grain))
  }
}
