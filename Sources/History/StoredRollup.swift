import Health

/// One row of `minute` or `hour`, with requests and outcomes by their numbers.
package struct StoredRollup {
  /// How often a request ended in one way.
  struct Tally {
    /// More than any hour can hold; a sum stops there.
    static let countLimit: UInt64 = 1 << 24
    static let timeLimit: UInt64 = 1 << 48
    /// In which the sum of times is stored, in microseconds.
    static let timeUnit: UInt64 = 100

    var request: Int64
    var outcome: Int64
    var count: UInt64
    /// Sum of the total times, in microseconds.
    var time: UInt64
  }

  private(set) var tallies: [Tally] = []
  package private(set) var latencies = RecordedLatencies()

  init() {}

  /// Reads a row's two blobs; nil where one is damaged.
  package init?(outcomes: [UInt8], latencies encoded: [UInt8]) {
    guard let tallies = Self.tallies(from: outcomes),
      let latencies = RecordedLatencies(encoded: encoded)
    else { return nil }
    self.tallies = tallies
    self.latencies = latencies
  }

  package mutating func merge(_ other: StoredRollup) {
    for tally in other.tallies { add(tally) }
    latencies.merge(other.latencies)
  }

  mutating func add(_ tally: Tally) {
    if let index = tallies.firstIndex(where: {
      $0.request == tally.request && $0.outcome == tally.outcome
    }) {
      tallies[index].count = min(tallies[index].count + tally.count, Tally.countLimit)
      tallies[index].time = min(tallies[index].time + tally.time, Tally.timeLimit)
    } else {
      tallies.append(tally)
    }
  }

  /// Adds one probe: its outcome, and its times in `series`.
  mutating func add(
    _ tally: Tally, series: [RecordedLatencies.Series],
    time: (RecordedLatencies.Series) -> Duration?
  ) {
    add(tally)
    for series in series {
      if let time = time(series) { latencies.record(time, in: series) }
    }
  }

  /// LEB128 numbers: request, outcome, count, and time in tenths of a millisecond, of each tally.
  package var encodedOutcomes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * tallies.count)
    for tally in tallies {
      LEB128.append(UInt64(tally.request), to: &bytes)
      LEB128.append(UInt64(tally.outcome), to: &bytes)
      LEB128.append(tally.count, to: &bytes)
      LEB128.append((tally.time + Tally.timeUnit / 2) / Tally.timeUnit, to: &bytes)
    }
    return bytes
  }

  /// Reads `encodedOutcomes`; nil where it is damaged, or names what no record can hold.
  static func tallies(from encoded: [UInt8]) -> [Tally]? {
    var tallies: [Tally] = []
    tallies.reserveCapacity(encoded.count / 5)
    var place = 0
    while place < encoded.count {
      guard let request = LEB128.number(in: encoded, at: &place),
        let outcome = LEB128.number(in: encoded, at: &place),
        let count = LEB128.number(in: encoded, at: &place),
        let time = LEB128.number(in: encoded, at: &place), count <= Tally.countLimit,
        time <= Tally.timeLimit / Tally.timeUnit, StoredRange.row.contains(Int64(request)),
        StoredRange.row.contains(Int64(outcome))
      else { return nil }
      tallies.append(
        Tally(
          request: Int64(request), outcome: Int64(outcome), count: count,
          time: time * Tally.timeUnit))
    }
    return tallies
  }
}

/// The minute or hour in which a wall time lies.
package enum Resolution: Int64 {
  case minute = 60_000_000
  case hour = 3_600_000_000

  static let all = [Resolution.minute, .hour]

  var table: String {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    }
  }

  var length: Duration { .microseconds(rawValue) }

  /// The key of the row of a mirror in the span in which `time` lies; without one, the least of that span.
  func slot(of time: Int64, mirror: Int64 = 0) -> Int64 {
    (start(of: time) / rawValue) << Self.mirrorBits | mirror
  }

  /// The least key of the spans that begin at `time` or later.
  func slot(from time: Int64) -> Int64 { slot(of: time + rawValue - 1) }

  /// When the span of a row begins, and whose it is.
  func key(of slot: Int64) -> RollupKey {
    RollupKey(
      time: (slot >> Self.mirrorBits) * rawValue, mirror: slot & ((1 << Self.mirrorBits) - 1))
  }

  /// The keys that a row can have.
  var slots: ClosedRange<Int64> { 0...slot(of: StoredRange.time.upperBound, mirror: 1 << 20 - 1) }

  private static var mirrorBits: Int64 { 20 }

  /// The start, in microseconds since 1970, of the span in which `time` lies.
  func start(of time: Int64) -> Int64 {
    time - ((time % rawValue) + rawValue) % rawValue
  }
}
