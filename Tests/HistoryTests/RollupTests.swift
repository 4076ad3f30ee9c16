import GoRules
import Health
import History
import Record
import Testing

/// Samples become minutes, minutes hours; what comes late is added.
struct RollupTests {
  private let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))

  /// 12 probes a minute of one mirror over 2 h, every tenth refused; the clock then stands at `end`.
  private func recorded(
    in folder: TemporaryFolder, until end: Double, clock: TestClock
  ) async throws -> HistoryStore {
    let store = HistoryStore(path: folder.history, clock: clock.read)
    var number = 0
    for second in stride(from: 0.0, to: 7_200, by: 5) {
      number += 1
      store.append([.sample(sample(at: second, number % 10 == 0 ? refused : .ok))])
    }
    clock.move(to: end)
    await store.flush()
    try await store.maintain()
    return store
  }

  @Test func aMinuteCountsOutcomesAndTimes() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(in: folder, until: 7_300, clock: TestClock())
    let spans = try await store.spans(from: origin, until: origin + .seconds(7_200))
    #expect(spans.count == 120)
    let first = try #require(spans.first)
    #expect(first.start == origin)
    #expect(first.length == .seconds(60))
    #expect(first.mirror == mirrorA)
    // The tenth of the twelve was refused; each has a total of 64.8 ms.
    #expect(first.outcomes.map(\.count) == [11, 1])
    #expect(first.outcomes.map(\.outcome) == [.ok, refused])
    #expect(first.outcomes.map(\.time) == [.microseconds(11 * 64_800), .microseconds(64_800)])
    // Times are of answered probes only.
    #expect(first.latencies[.total].count == 11)
    // In 64ths of its bucket: the middle of the 39th, 64,487,424 + 38.5 · 8,192 ns.
    #expect(first.latencies[.total].max == .nanoseconds(64_802_816))
    #expect(first.latencies[.warm].count == 0)
    #expect(first.latencies[.processing].count == 0)
    await store.close()
  }

  @Test func anHourIsTheSumOfItsMinutes() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(in: folder, until: 7_300, clock: TestClock())
    let hours = try await store.spans(
      from: origin, until: origin + .seconds(7_200), inHours: true)
    #expect(hours.map(\.start) == [origin, origin + .seconds(3_600)])
    #expect(hours.map { $0.outcomes.map(\.count) } == [[648, 72], [648, 72]])
    #expect(hours[0].latencies[.tls].count == 648)
    await store.close()
  }

  /// The same whether it was rolled up or is not yet.
  @Test func theNewestMinutesComeFromSamples() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(in: folder, until: 3_700, clock: TestClock())
    // Minutes are closed 30 s after their end: up to 3,660 s here.
    let file = try Database(folder.history)
    #expect(try file.column("SELECT count(*) FROM minute") == ["61"])
    #expect(try file.column("SELECT count(*) FROM hour") == ["1"])
    let spans = try await store.spans(from: origin, until: origin + .seconds(7_200))
    #expect(spans.count == 120)
    #expect(spans.flatMap(\.outcomes).reduce(0) { $0 + $1.count } == 1_440)
    await store.close()
  }

  @Test func aLateSampleIsAddedToItsMinuteAndHour() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(in: folder, until: 7_300, clock: TestClock())
    store.append([
      .sample(sample(at: 61, .ok)), .sample(sample(mirrorB, at: 62, refused)),
    ])
    await store.flush()
    let minute = try await store.spans(
      from: origin + .seconds(60), until: origin + .seconds(120))
    #expect(minute.map(\.mirror) == [mirrorA, mirrorB])
    #expect(minute[0].outcomes.reduce(0) { $0 + $1.count } == 13)
    let hour = try await store.spans(
      from: origin, until: origin + .seconds(3_600), inHours: true)
    #expect(hour.map { $0.outcomes.reduce(0) { $0 + $1.count } } == [721, 1])
    await store.close()
  }

  @Test func agedRecordsAreDroppedAndWhatLastsStays() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    let store = try await recorded(in: folder, until: 7_300, clock: clock)
    store.append([.failover(failover(at: 100, from: placeA, to: placeB))])
    let file = try Database(folder.history)
    func counts() throws -> [String] {
      try ["sample", "minute", "hour", "failover"].flatMap {
        try file.column("SELECT count(*) FROM \($0)")
      }
    }
    await store.flush()
    // Samples of the first 100 s are more than 2 h old.
    #expect(try counts() == ["1420", "120", "2", "1"])
    // A day at a time, so that the clock is believed.
    for day in 1...29 {
      clock.move(to: Double(day) * 86_400)
      try await store.maintain()
    }
    #expect(try counts() == ["0", "120", "2", "1"])
    for hour in 0...1 {
      clock.move(to: 30 * 86_400 + 3_600 * Double(hour) + 1)
      try await store.maintain()
      #expect(try counts() == ["0", "\(120 - 60 * hour)", "2", "1"])
    }
    // The hours tell of the time whose minutes are gone.
    let spans = try await store.spans(from: origin, until: origin + .seconds(7_200))
    #expect(spans.map(\.length) == [.seconds(3_600)] + Array(repeating: .seconds(60), count: 60))
    for day in 31...731 {
      clock.move(to: Double(day) * 86_400)
      try await store.maintain()
    }
    #expect(try counts() == ["0", "0", "0", "1"])
    await store.close()
  }

  @Test func theSizeLimitDropsTheOldestRollupsFirst() async throws {
    let folder = try TemporaryFolder()
    let clock = TestClock()
    var limits = HistoryLimits()
    limits.size = 512 << 10
    let store = HistoryStore(path: folder.history, limits: limits, clock: clock.read)
    store.append([.failover(failover(at: 0, from: placeA, to: placeB))])
    // Twenty mirrors a minute for 10 h are 12,000 rows: far above the limit.
    for minute in 0..<600 {
      clock.move(to: Double(minute) * 60)
      store.append(
        (0..<20).map {
          .sample(
            sample(Mirror.ID(rawValue: "https://\($0).example"), at: Double(minute) * 60))
        })
      await store.flush()
      if minute % 10 == 9 { try await store.maintain() }
    }
    clock.move(to: 36_100)
    try await store.maintain()
    #expect(store.status.mode == .recording)
    let file = try Database(folder.history)
    let pages = try file.column("PRAGMA page_count")
    #expect(try #require(Int(pages[0])) * 4096 <= limits.size)
    #expect(try file.column("SELECT count(*) FROM failover") == ["1"])
    // All hours stay; of the minutes the newest.
    #expect(try file.column("SELECT count(DISTINCT slot >> 20) FROM hour") == ["10"])
    let oldest = try file.column("SELECT (min(slot) >> 20) * 60000000 FROM minute")
    #expect(try #require(Int64(oldest[0])) > (origin + .seconds(3_600)).nanoseconds / 1_000)
    #expect(
      try file.column("SELECT (max(slot) >> 20) * 60000000 FROM minute")
        == ["\((origin + .seconds(35_940)).nanoseconds / 1_000)"])
    await store.close()
  }
}
