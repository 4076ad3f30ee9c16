import GoRules
import Health
import History
import Record
import Testing

/// What the statistics of a day take from the record: hours, then minutes, then samples, nothing twice.
struct MeasuredTests {
  private let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))

  /// 12 probes a minute from `begin` on up to 2 h after the origin, every tenth refused; rolled up 100 s after that.
  private func recorded(
    in folder: TemporaryFolder, from begin: Double = 0, also more: [ProbeResult] = []
  ) async throws -> HistoryStore {
    let clock = TestClock(begin)
    let store = HistoryStore(path: folder.history, clock: clock.read)
    for (index, second) in stride(from: begin, to: 7_200, by: 5).enumerated() {
      store.append([.sample(sample(at: second, index % 10 == 9 ? refused : .ok))])
    }
    store.append(more.map { .sample($0) })
    clock.move(to: 7_300)
    await store.flush()
    try await store.maintain()
    return store
  }

  private func span(_ from: Double, _ until: Double) -> Range<Duration> {
    origin + .seconds(from)..<origin + .seconds(until)
  }

  @Test func aSpanIsTheSumOfItsHoursMinutesAndSamples() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(in: folder)
    // One hour, 23 minutes and 20 s of samples.
    let part = try #require(try await store.measured(in: span(0, 5_000))[mirrorA])
    #expect(part.probes == 1_000)
    #expect(part.failures == 100)
    #expect(part.since == origin)
    #expect(part.latencies[.total].count == 900)
    let tls = try #require(part.latencies[.tls].percentile(50))
    #expect(abs(tls / .microseconds(22_400) - 1) < 0.01)
    // Both hours, each once.
    let whole = try #require(try await store.measured(in: span(0, 7_200))[mirrorA])
    #expect(whole.probes == 1_440)
    #expect(whole.latencies[.total].count == 1_296)
    let parts = [
      try await store.measured(in: span(0, 3_600)),
      try await store.measured(in: span(3_600, 7_200)),
    ].compactMap { $0[mirrorA] }
    #expect(parts.map(\.probes) == [720, 720])
    #expect(parts.map(\.since) == [origin, origin + .seconds(3_600)])
    var merged = parts[0].latencies
    merged.merge(parts[1].latencies)
    #expect(merged == whole.latencies)
    #expect(try await store.measured(in: span(7_200, 9_000)).isEmpty)
    #expect(try await store.measured(in: span(-3_600, 0)).isEmpty)
    await store.close()
  }

  /// Hours, minutes and samples, each request once.
  @Test func howRequestsEndedIsCountedOnce() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(
      in: folder, also: [sample(mirrorB, at: 7_250, refused), sample(mirrorB, at: 7_260)])
    let all = try await store.tallies(until: origin + .seconds(7_300))
    #expect(all == [mirrorA: [.ok: 1_296, refused: 144], mirrorB: [.ok: 1, refused: 1]])
    let earlier = try await store.tallies(until: origin + .seconds(7_255))
    #expect(earlier[mirrorB] == [refused: 1])
    await store.close()
  }

  /// Closed minutes and samples together, without a part of a minute at the start, and of one mirror alone.
  @Test func aMirrorIsToldMinuteByMinute() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(
      in: folder, also: [sample(mirrorB, at: 4_210, refused), sample(mirrorB, at: 7_250)])
    // Two hours less 10 s, and the first half of a minute is left out.
    let rounds = try await store.rounds(
      of: mirrorA, within: .seconds(7_100), until: time(7_190))
    #expect(rounds.allSatisfy { $0.mirror == mirrorA })
    let good = rounds.filter(\.outcome.isAlive)
    #expect(good.map(\.startedAt) == (2..<120).map { time(Double($0) * 60 + 30) })
    // Every tenth fails: in each minute at least one.
    let bad = rounds.filter { !$0.outcome.isAlive }
    #expect(bad.allSatisfy { $0.outcome == refused && $0.timings.total == nil })
    #expect(bad.map(\.startedAt) == good.map(\.startedAt))
    let other = try await store.rounds(of: mirrorB, within: .seconds(7_300), until: time(7_300))
    #expect(other.map(\.startedAt) == [time(4_230), time(7_230)])
    #expect(other.map(\.outcome) == [refused, .ok])
    let third = Mirror.ID(rawValue: "https://c.example")
    #expect(
      try await store.rounds(of: third, within: .seconds(60), until: time(60)).isEmpty)
    await store.close()
  }

  /// Within its first hour the record began with its session.
  @Test func tellsSinceWhenItWasRecorded() async throws {
    let folder = try TemporaryFolder()
    let store = try await recorded(
      in: folder, from: 1_500, also: [sample(mirrorB, at: 4_210)])
    let measured = try await store.measured(in: span(0, 7_200))
    #expect(measured[mirrorA]?.since == origin + .seconds(1_500))
    #expect(measured[mirrorA]?.probes == 1_140)
    #expect(measured[mirrorB]?.since == origin + .seconds(3_600))
    // By minutes it is known better.
    let late = try await store.measured(in: span(3_600, 5_000))
    #expect(late[mirrorB]?.since == origin + .seconds(4_200))
    await store.close()
  }

  /// The times of one address family alone are not those of the mirror.
  @Test func timesOfOneFamilyAreNotCounted() async throws {
    let folder = try TemporaryFolder()
    var alone = sample(mirrorB, at: 100)
    alone.request = ProbeRequest(.info, canary: .standard, use: .cold, family: .ipv6)
    let store = try await recorded(in: folder, also: [alone, sample(mirrorB, at: 101)])
    let measured = try #require(try await store.measured(in: span(0, 3_600))[mirrorB])
    #expect(measured.probes == 1)
    #expect(measured.latencies[.total].count == 1)
    await store.close()
  }
}
