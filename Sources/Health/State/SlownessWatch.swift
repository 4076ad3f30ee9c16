import GoRules

/// Tells whether a mirror is slow: two probes in a row make it so, and two that are not end it.
///
/// What is slow does not count as usual, so the measure does not follow it; what is slow for an hour is usual then.
struct SlownessWatch: Sendable {
  /// Times of the last hour that were not slow: the totals, and then those of each phase.
  private var usual = SlidingWindow(
    length: .seconds(3600), sliceCount: 12, series: 1 + Phase.allCases.count)
  private(set) var isSlow = false
  /// The newest probe that was slow.
  private var newest: Slowness?
  /// How long that one took.
  private var newestTotal: Duration?
  /// Probes in a row that say other than `isSlow`.
  private var row = 0

  /// Probes in a row that decide.
  private static let needed = 2
  /// Fewer times than this tell nothing of what is usual.
  private static let least = 3

  /// What is slow; nil where nothing is.
  var slowness: Slowness? { isSlow ? newest : nil }

  /// What it takes at present; nil where it is not slow.
  var slowTotal: Duration? { isSlow ? newestTotal : nil }

  /// The newest probe says other than those before it.
  var isUnconfirmed: Bool { row > 0 }

  /// The median of the totals; nil where there is none.
  var usualTotal: Duration? { usual.sums[0].percentile(50) }

  /// A good probe took these times; returns whether it is one of several slow ones.
  mutating func answered(
    _ timings: PhaseTimings, thresholds: HealthThresholds, at now: Timestamp
  ) -> Bool {
    usual.advance(to: now)
    let found = slowness(in: timings, thresholds)
    if let found {
      (newest, newestTotal) = (found, timings.total)
    } else {
      record(timings, at: now)
    }
    guard (found != nil) != isSlow else {
      row = 0
      return isSlow
    }
    row += 1
    if row == Self.needed {
      isSlow.toggle()
      row = 0
    }
    return isSlow
  }

  /// Time has passed unmeasured, or a probe failed: the row begins anew.
  mutating func interrupted() { row = 0 }

  /// The mirror went down: what comes after is judged anew.
  mutating func wentDown() {
    isSlow = false
    row = 0
  }

  /// The phase that is slow; of several, the one that adds most. nil where none is, or where it matters to nobody.
  private func slowness(
    in timings: PhaseTimings, _ thresholds: HealthThresholds
  ) -> Slowness? {
    guard let total = timings.total, total > thresholds.slowFloor,
      usual.sums[0].count >= Self.least
    else { return nil }
    let slow = Phase.allCases.enumerated().compactMap { index, phase -> Slowness? in
      let known = usual.sums[1 + index]
      guard let time = timings[phase], known.count >= Self.least,
        let usual = known.percentile(50), usual > .zero,
        time >= usual * thresholds.slowPhaseFactor
      else { return nil }
      return Slowness(phase, time: time, usual: usual)
    }
    // Of a distant mirror the total is long anyway: a name that took 20 ms instead of 4 is not why.
    let added = slow.reduce(Duration.zero) { $0 + $1.time - $1.usual }
    guard added * 2 >= thresholds.slowFloor else { return nil }
    return slow.max { $0.time - $0.usual < $1.time - $1.usual }
  }

  private mutating func record(_ timings: PhaseTimings, at now: Timestamp) {
    var values = Phase.allCases.enumerated().compactMap { index, phase in
      timings[phase].map { (series: 1 + index, value: $0) }
    }
    if let total = timings.total { values.append((series: 0, value: total)) }
    if !values.isEmpty { usual.record(failed: false, values: values, at: now) }
  }
}
