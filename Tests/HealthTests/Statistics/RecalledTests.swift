import GoRules
import Health
import Record
import Testing

/// The day goes back to what is on record of the time before the start.
@Suite struct RecalledTests {
  private static let a = Mirror.ID(rawValue: "https://a.example")
  private static let b = Mirror.ID(rawValue: "https://b.example")
  private static let hour = 3600
  /// 2026-11-21T10:20:34Z, 2,000 s after the machine was started.
  private static let start = Timestamp(monotonic: .seconds(2_000), wall: .seconds(1_795_256_434))

  private static func span(
    _ mirror: Mirror.ID = a, at start: Duration, length: Duration = .seconds(3600),
    _ outcomes: [(RequestOutcome, Int)], times: [Duration] = [],
    request: ProbeRequest = ProbeRequest(.info, canary: .standard, use: .cold)
  ) -> RecordedSpan {
    var latencies = RecordedLatencies()
    for time in times { latencies.record(time, in: .total) }
    return RecordedSpan(
      start: start, length: length, mirror: mirror,
      outcomes: outcomes.map {
        RecordedOutcome(request: request, outcome: $0.0, count: $0.1, time: .zero)
      }, latencies: latencies)
  }

  private static func cold(_ total: Duration, at time: Timestamp) -> ProbeResult {
    var timings = PhaseTimings()
    timings.total = total
    return ProbeResult(
      mirror: a, request: ProbeRequest(.info, canary: .standard, use: .cold), startedAt: time,
      outcome: .ok, timings: timings)
  }

  /// Slices of the window begin at even hours of the machine's time: here at 09:47:14, 07:47:14, and so on. Each part
  /// begins with the first whole hour in its slice.
  @Test func partsOfTheRecordAreWholeHours() {
    let spans = MirrorMeasurements.spansOnRecord(before: Self.start)
    #expect(spans.count == 12)
    // 10:00:00 up to the start; 08:00:00 to 10:00:00; at last 12:00:00 of the day before.
    #expect(spans[0] == .seconds(1_795_255_200)..<Self.start.wall)
    #expect(spans[1] == .seconds(1_795_248_000)..<(.seconds(1_795_255_200)))
    #expect(spans[11].lowerBound == .seconds(1_795_255_200 - 22 * 3600))
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.lowerBound == $1.upperBound })
  }

  /// Random days on record and measured after it, against sorted arrays.
  @Test(arguments: 1...8) func theDayIsThatOfArrays(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let start = Timestamp(
      monotonic: .seconds(Int.random(in: 0...200_000, using: &random)),
      wall: Self.start.wall + .seconds(Int.random(in: 0...90_000, using: &random)))
    // The age at the start, and the time.
    var recorded: [(age: Int, value: Duration)] = []
    for _ in 0..<3000 {
      recorded.append(
        (
          Int.random(in: 1...100_000, using: &random),
          .microseconds(Int.random(in: 1_000...900_000, using: &random))
        ))
    }
    var measurements = MirrorMeasurements(from: start)
    // The values of each slice of two hours, by its number.
    var slices: [Int: [Duration]] = [:]
    for part in MirrorMeasurements.spansOnRecord(before: start) {
      let values = recorded.filter { part.contains(start.wall - .seconds($0.age)) }
      var measured: [Mirror.ID: RecordedMeasurements] = [:]
      let byHour = Dictionary(grouping: values) {
        (Int(start.wall.components.seconds) - $0.age) / Self.hour
      }
      for (hour, values) in byHour.sorted(by: { $0.key < $1.key }) {
        let begin = Duration.seconds(hour * Self.hour)
        measured.add(
          [Self.span(at: begin, [(.ok, values.count)], times: values.map(\.value))], from: begin)
      }
      let begin = (start.monotonic - (start.wall - part.lowerBound)).components.seconds
      slices[Int((Double(begin) / 7200).rounded(.down))] = values.map(\.value)
      if let sum = measured[Self.a] { measurements.recall(sum, at: start) }
    }
    var second = 0
    for end in [0, 5_000, 40_000, 80_000, 100_000] {
      while second < end {
        second = min(end, second + Int.random(in: 1...60, using: &random))
        let now = start.advanced(by: .seconds(second))
        let value = Duration.microseconds(Int.random(in: 1_000...900_000, using: &random))
        measurements.probeFinished(Self.cold(value, at: now), at: now)
        slices[Int(now.monotonic.components.seconds) / (2 * Self.hour), default: []].append(value)
      }
      let now = start.advanced(by: .seconds(end))
      let newest = Int(now.monotonic.components.seconds) / (2 * Self.hour)
      let kept = slices.filter { $0.key > newest - 12 }.flatMap(\.value).sorted()
      let day = try #require(measurements.summaries(at: now)[.day])
      #expect(day.probes == kept.count)
      #expect(day.total.count == kept.count)
      #expect(day.total.max == kept.last)
      #expect(day.since == nil)
      for (percent, found) in [(50, day.total.p50), (95, day.total.p95), (99, day.total.p99)] {
        let exact = kept[(percent * kept.count + 99) / 100 - 1].milliseconds
        #expect(abs(try #require(found).milliseconds - exact) <= exact / 100)
      }
      // Nothing in it is older than a day, and of the last 21 hours nothing is missing.
      let old = recorded.filter { $0.age + end < 21 * Self.hour }.count
      let young = recorded.filter { $0.age + end <= 24 * Self.hour }.count
      let own = slices.filter { $0.key >= Int(start.monotonic.components.seconds) / 7200 }
      if end <= 75_000 {
        let ownSinceStart = kept.count - own.values.reduce(0) { $0 + $1.count }
        #expect(ownSinceStart <= young)
        #expect(kept.count >= old)
      }
    }
  }

  @Test func whatDoesNotCountLiveDoesNotCountHere() throws {
    var measured: [Mirror.ID: RecordedMeasurements] = [:]
    let begin = Self.start.wall - .seconds(600)
    measured.add(
      [Self.span(at: begin, [(.ok, 10), (.refused, 2)], times: [.milliseconds(9)])], from: begin)
    for request in [
      ProbeRequest(.info, canary: .standard, use: .idle),
      ProbeRequest(.info, canary: .standard, use: .cold, family: .ipv6),
    ] {
      measured.add([Self.span(at: begin, [(.refused, 7)], request: request)], from: begin)
    }
    let sum = try #require(measured[Self.a])
    #expect(sum.probes == 12)
    #expect(sum.failures == 2)
    #expect(sum.since == begin)
  }

  /// Where every mirror failed for want of a network none is blamed; where one did not, the others are.
  @Test func faultsOfThisMachineCountForNone() {
    let begin = Self.start.wall - .seconds(600)
    var measured: [Mirror.ID: RecordedMeasurements] = [:]
    measured.add(
      [
        Self.span(at: begin, [(.ok, 5), (.noNetwork, 5)]),
        Self.span(Self.b, at: begin, [(.refused, 1), (.noNetwork, 9)]),
      ], from: begin)
    #expect(measured[Self.a]?.probes == 5)
    #expect(measured[Self.b]?.probes == 1)
    #expect(measured[Self.b]?.failures == 1)
    measured.add(
      [
        Self.span(at: begin, [(.ok, 10)]), Self.span(Self.b, at: begin, [(.noNetwork, 10)]),
      ], from: begin)
    #expect(measured[Self.a]?.probes == 15)
    #expect(measured[Self.b]?.failures == 11)
    // A single mirror that no route leads to may have gone; without a network none may.
    let unreachable = RequestOutcome.failure(RequestFailure(.connect, .hostUnreachable))
    measured = [:]
    measured.add([Self.span(at: begin, [(unreachable, 3), (.noNetwork, 4)])], from: begin)
    #expect(measured[Self.a]?.probes == 3)
    measured = [:]
    measured.add([Self.span(at: begin, [(.noNetwork, 4)])], from: begin)
    #expect(measured[Self.a]?.probes == 0)
  }

  /// A window that reaches back before the first measurement says since when it is.
  @Test func tellsSinceWhenItIs() throws {
    var measurements = MirrorMeasurements(from: Self.start)
    func since(_ window: Window, after seconds: Int) throws -> Timestamp? {
      let summaries = measurements.summaries(at: Self.start.advanced(by: .seconds(seconds)))
      return try #require(summaries[window]).since
    }
    #expect(try since(.minute, after: 54) == Self.start)
    #expect(try since(.minute, after: 55) == nil)
    #expect(try since(.quarterHour, after: 839) == Self.start)
    #expect(try since(.quarterHour, after: 840) == nil)
    #expect(try since(.day, after: 900) == Self.start)
    // Five hours before, 20 minutes were recorded: they tell since when, and then they are too old.
    let before = Self.start.advanced(by: .seconds(-5 * 3600))
    var measured: [Mirror.ID: RecordedMeasurements] = [:]
    measured.add([Self.span(at: before.wall, [(.ok, 240)])], from: before.wall)
    measurements.recall(try #require(measured[Self.a]), at: Self.start.advanced(by: .seconds(901)))
    #expect(try since(.day, after: 902) == before)
    #expect(try since(.quarterHour, after: 902) == nil)
    #expect(try since(.day, after: 16 * 3600 - 1) == before)
    #expect(try since(.day, after: 16 * 3600) == nil)
    #expect(try since(.day, after: 20 * 3600) == Self.start)
    #expect(try since(.day, after: 22 * 3600) == nil)
  }

  /// Minutes for a chart: the medians of the cold probes, and the failure that was most common.
  @Test func aMinuteIsDrawnByItsMedians() throws {
    let minute = Self.start.advanced(by: .seconds(26))
    var results: [ProbeResult] = []
    for (second, total) in [0: 30, 20: 10, 40: 20, 60: 50] {
      var result = Self.cold(.milliseconds(total), at: minute.advanced(by: .seconds(second)))
      result.timings.connect = .milliseconds(total / 10)
      results.append(result)
    }
    for (second, outcome) in [5: RequestOutcome.refused, 10: .badGateway, 15: .badGateway] {
      var result = Self.cold(.milliseconds(1), at: minute.advanced(by: .seconds(second)))
      result.outcome = outcome
      results.append(result)
    }
    var other = Self.cold(.milliseconds(900), at: minute)
    other.request.use = .warm
    results.append(other)
    results.sort { $0.startedAt < $1.startedAt }
    let minutes = RecordedSpan.minutes(of: results)
    #expect(minutes.map(\.start) == [minute.wall, minute.wall + .seconds(60)])
    let rounds = minutes.flatMap { $0.rounds(since: Self.start) }
    #expect(rounds.map(\.outcome) == [.badGateway, .ok, .ok])
    let middle = minute.advanced(by: .seconds(30))
    #expect(
      rounds.map(\.startedAt) == [middle, middle, middle.advanced(by: .seconds(60))])
    #expect(rounds[0].timings.total == nil)
    // The second of 10, 20 and 30 ms; off by at most 1/128.
    #expect(abs(try #require(rounds[1].timings.total) / .milliseconds(20) - 1) < 0.008)
    #expect(abs(try #require(rounds[1].timings.connect) / .milliseconds(2) - 1) < 0.008)
    #expect(rounds[1].timings.tls == nil)
    #expect(rounds[2].timings.total == .milliseconds(50))
  }

  @Test func onlyMirrorsThatAreWatchedSinceThenTakeIt() throws {
    var settings = chainSettings(["a.example"])
    var monitor = Monitor(settings: settings, seed: 1, at: Self.start)
    let later = Self.start.advanced(by: .seconds(60))
    settings.mirrors = chainSettings(["a.example", "b.example"]).mirrors
    _ = monitor.handle(.settingsChanged(settings), at: later)
    #expect(monitor.hasMirrors(since: Self.start) && monitor.hasMirrors(since: later))
    #expect(!monitor.hasMirrors(since: Self.start.advanced(by: .seconds(1))))
    var measured: [Mirror.ID: RecordedMeasurements] = [:]
    let begin = Self.start.wall - .seconds(600)
    measured.add(
      [Self.span(at: begin, [(.ok, 3)]), Self.span(Self.b, at: begin, [(.ok, 4)])], from: begin)
    monitor.recall(measured, before: Self.start, at: later)
    var day = monitor.snapshot(at: later).mirrors.map { $0.statistics[.day]?.probes }
    #expect(day == [3, nil])
    monitor.recall(measured, before: later, at: later)
    day = monitor.snapshot(at: later).mirrors.map { $0.statistics[.day]?.probes }
    #expect(day == [3, 4])
  }
}
