import GoRules
import Health
import History
import Record
import Testing

/// What there is to go to on record, and what is left of each time.
@Suite struct MapTests {
  @Test func eventsAreWhatWasDecidedAndNotWhatWasFound() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    await store.flush()
    var map = try await store.map()
    #expect(map.begin == origin && map.events.isEmpty)
    store.append([
      .firstTarget(failover(at: 1, from: .nowhere(.unknown, at: nil), to: placeA)),
      .stateChange(change(at: 1, from: .unknown, to: .up)),
      .stateChange(change(at: 20, from: .up, to: .waiting)),
      .stateChange(change(at: 30, from: .waiting, to: .up)),
      .failover(failover(at: 40, from: placeA, to: placeB)),
      .stateChange(change(at: 40.5, from: .up, to: .down)),
      .stateChange(change(mirrorB, at: 60, from: .waiting, to: .down)),
      .failover(failover(at: 80, from: placeB, to: placeA, cause: "recovered")),
    ])
    clock.move(to: 100)
    await store.flush()
    map = try await store.map()
    func at(_ seconds: Double) -> Duration { origin + .seconds(seconds) }
    #expect(map.events == [at(40)...at(40.5), at(60)...at(60), at(80)...at(80)])
    #expect(!map.isCut)
    // Of more than one reading takes the newest.
    let part = try await store.map(most: 2)
    #expect(part.isCut && part.events == Array(map.events.dropFirst()))
    await store.close()
  }

  @Test func theRecordBeginsWhereTheClockWasSetBackTo() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history, clock: TestClock().read)
    store.append([.gap(Gap(from: time(30), to: time(-600)))])
    await store.flush()
    #expect(try await store.map().begin == time(-600).wall)
    await store.close()
  }

  /// The way back of what failed over is an event of its own, however soon it comes.
  @Test func theWayBackIsAnEventOfItsOwn() async throws {
    let folder = try TemporaryFolder()
    let store = HistoryStore(path: folder.history, clock: TestClock().read)
    var other = failover(at: 40.125, from: placeA, to: placeB)
    other.kind = .list
    store.append([
      .failover(failover(at: 40, from: placeA, to: placeB)), .failover(other),
      .stateChange(change(at: 40.25, from: .up, to: .down)),
      .stateChange(change(at: 40.5, from: .down, to: .degraded)),
      .stateChange(change(at: 40.625, from: .degraded, to: .up)),
      .failover(failover(at: 40.75, from: placeB, to: placeA, cause: "recovered")),
    ])
    await store.flush()
    func at(_ seconds: Double) -> Duration { origin + .seconds(seconds) }
    let map = try await store.map()
    #expect(map.events == [at(40)...at(40.25), at(40.5)...at(40.75)])
    await store.close()
  }

  /// As time goes on, the same minute is known by its probes, by its minute, by its hour, and not at all.
  @Test func theMeasurementsOfAMomentAreThinnedOut() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = HistoryStore(path: folder.history, clock: clock.read)
    store.append([
      .sample(sample(at: 5)), .failover(failover(at: 10, from: placeA, to: placeB)),
      .sample(sample(at: 65)),
    ])
    await store.flush()
    let day = 86_400.0
    var found: [RecordGrain] = []
    // A clock that leaps by more than a week is not trusted.
    let later = Array(stride(from: 6 * day, through: 740 * day, by: 6 * day))
    for seconds in [60, 3 * 3_600] + later {
      clock.move(to: seconds)
      // Something newer is on record, too.
      store.append([.sample(sample(at: seconds - 30))])
      await store.flush()
      try await store.maintain()
      let place = try await store.map().place(of: origin + .seconds(10))
      #expect(place.event == 1 && place.count == 1)
      if found.last != place.grain { found.append(place.grain) }
    }
    #expect(found == [.samples, .minutes, .hours, .gone])
    // What lasts is there.
    let failovers = try await store.failovers(since: origin)
    #expect(failovers.map(\.at.wall) == [origin + .seconds(10)])
    await store.close()
  }
}
