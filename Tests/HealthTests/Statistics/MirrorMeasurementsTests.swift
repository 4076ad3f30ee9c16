import GoRules
import Health
import Testing

@Suite struct MirrorMeasurementsTests {
  private let begin = Timestamp(monotonic: .seconds(7), wall: .seconds(1_800_000_000))

  private func cold(
    _ outcome: RequestOutcome = .ok, total: Duration, connect: Duration? = nil
  ) -> ProbeResult {
    var timings = PhaseTimings()
    timings.total = total
    timings.connect = connect
    return ProbeResult(
      mirror: Mirror.ID(rawValue: "https://a.example"),
      request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: begin,
      outcome: outcome, timings: timings)
  }

  @Test func failuresHaveNoTimeAndCountAsFailed() throws {
    var measurements = MirrorMeasurements(from: begin)
    measurements.probeFinished(cold(total: .milliseconds(20)), at: begin)
    measurements.probeFinished(
      cold(.failure(RequestFailure(.connect, .refused)), total: .milliseconds(1)), at: begin)
    measurements.probeFinished(
      cold(.notFound(NotFound(status: 404)), total: .milliseconds(40)), at: begin)
    measurements.probeFinished(cold(.hang(.processing), total: .seconds(10)), at: begin)
    let minute = try #require(measurements.summaries(at: begin)[.minute])
    #expect(minute.probes == 4)
    #expect(minute.failures == 2)
    #expect(minute.failureRate == 0.5)
    #expect(minute.total.count == 2)
    #expect(minute.total.max == .milliseconds(40))
    // |40 − 20| / 16
    #expect(minute.total.jitter == .microseconds(1250))
    #expect(minute.warm.count == 0)
    #expect(minute.warm.p50 == nil)
    #expect(minute.phases.isEmpty)
  }

  @Test func nothingMeasuredHasNoNumbers() throws {
    var measurements = MirrorMeasurements(from: begin)
    let summaries = measurements.summaries(at: begin)
    for window in Window.allCases {
      let statistics = try #require(summaries[window])
      #expect(statistics.failureRate == nil)
      #expect(statistics.total == LatencySummary())
    }
  }

  @Test func usesNoTimesTakenWhileTheClocksDisagreed() throws {
    var measurements = MirrorMeasurements(from: begin)
    var result = cold(total: .seconds(500))
    result.timingsAreUnusable = true
    measurements.probeFinished(result, at: begin)
    let minute = try #require(measurements.summaries(at: begin)[.minute])
    #expect(minute.probes == 1)
    #expect(minute.total.count == 0)
  }

  /// A minute is 12 slices of 5 s: a value stays for 55 to 60 s.
  @Test func valuesFallOutOfTheirWindow() throws {
    var measurements = MirrorMeasurements(from: begin)
    measurements.probeFinished(cold(total: .milliseconds(900)), at: begin)
    measurements.probeFinished(
      cold(total: .milliseconds(30)), at: begin.advanced(by: .seconds(50)))
    let after = measurements.summaries(at: begin.advanced(by: .seconds(61)))
    #expect(after[.minute]?.total.count == 1)
    #expect(after[.minute]?.total.max == .milliseconds(30))
    #expect(after[.minute]?.probes == 1)
    #expect(after[.quarterHour]?.total.count == 2)
    #expect(after[.quarterHour]?.total.max == .milliseconds(900))
    let night = measurements.summaries(at: begin.advanced(by: .seconds(90_000)))
    #expect(night[.day]?.total.count == 0)
    #expect(night[.day]?.total.p50 == nil)
    #expect(night[.day]?.probes == 0)
  }

  /// A random day against arrays: each window holds what fell into its slices, no more, no less.
  @Test(arguments: 1...8) func windowsHoldTheirSlices(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var measurements = MirrorMeasurements(from: begin)
    var all: [(at: Int, value: Duration)] = []
    var second = 7
    for _ in 0..<2500 {
      second += Int.random(in: 0...10, using: &random)
      if Int.random(in: 0..<400, using: &random) == 0 { second += 4000 }
      let value = Duration.microseconds(Int.random(in: 1_000...900_000, using: &random))
      let now = Timestamp(monotonic: .seconds(second), wall: .zero)
      measurements.probeFinished(cold(total: value), at: now)
      all.append((second, value))
    }
    let now = Timestamp(monotonic: .seconds(second), wall: .zero)
    let summaries = measurements.summaries(at: now)
    for (window, slice, count) in [
      (Window.minute, 5, 12), (.quarterHour, 60, 15), (.day, 7200, 12),
    ] {
      let oldest = (second / slice - count + 1) * slice
      let kept = all.filter { $0.at >= oldest }.map(\.value).sorted()
      let statistics = try #require(summaries[window])
      #expect(statistics.probes == kept.count)
      #expect(statistics.total.count == kept.count)
      #expect(statistics.total.max == kept.last)
      let exact = kept[(95 * kept.count + 99) / 100 - 1].milliseconds
      let found = try #require(statistics.total.p95).milliseconds
      #expect(abs(found - exact) <= exact / 100)
    }
  }
}
