import GoRules

/// Mirrors in the order in which go would be served best from here.
///
/// The score is what go waits for a module of 1 MiB on a new connection: `.info` cold, `.mod` and
/// `.zip` on the open connection, and the transfer; a failed round counts as 10 s of waiting.
///
///     score = typical(cold) + 2 · typical(warm) + 1 MiB / throughput + 10 s · failures / rounds
///     typical(t) = p50(t) + p75(t) − p25(t)
///
/// The median and the spread of the middle half are deaf to a single slow sample. Where throughput
/// was measured of some only, these come first: they were the best before it was.
package struct Ranking: Sendable, Hashable {
  /// How far the measurement behind it has come.
  package enum Stage: Sendable, Hashable {
    /// Short requests: `done` of `rounds` rounds have ended.
    case latency(done: Int, rounds: Int)
    /// A bounded download from the best, one after another: the mirror it is at.
    case transfer(Mirror)
    case finished
  }

  package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Fewer than 5 rounds were answered.
    case low
    case fair
    /// At least 10 rounds were answered, and the next is slower by over twice the standard error
    /// of the two medians.
    case high
  }

  package struct Place: Sendable, Hashable {
    package var contender: Contender
    /// From 1; nil for a mirror that never answered.
    package var rank: Int?
    /// nil for a mirror that never answered.
    package var score: Duration?
    package var confidence: Confidence
  }

  /// Best first; those that never answered last, in the order given.
  package let places: [Place]

  package init(_ contenders: [Contender]) {
    let sorted = contenders.enumerated().sorted { left, right in
      Self.precedes(left.element, right.element) ?? (left.offset < right.offset)
    }.map(\.element)
    var places: [Place] = []
    for (index, contender) in sorted.enumerated() {
      let score = Self.score(of: contender)
      let next = index + 1 < sorted.count ? sorted[index + 1] : nil
      places.append(
        Place(
          contender: contender, rank: score == nil ? nil : index + 1, score: score,
          confidence: Self.confidence(of: contender, before: next)))
    }
    self.places = places
  }

  /// The mirrors worth the second stage: the best by latency that answered, at most `count`.
  package func finalists(_ count: Int = 3) -> [Mirror] {
    places.filter { $0.score != nil }.prefix(count).map(\.contender.mirror)
  }

  /// The score by the formula above, without the transfer where it was not measured; nil for a
  /// mirror that never answered.
  package static func score(of contender: Contender) -> Duration? {
    guard let cold = typical(contender.cold) else { return nil }
    let warm = typical(contender.warm) ?? cold
    var score = cold + warm * 2
    if let throughput = contender.throughput, throughput > 0 {
      score += .seconds(Double(1 << 20) / throughput)
    }
    return score + .seconds(10) * (Double(contender.failures) / Double(contender.rounds))
  }

  private static func typical(_ histogram: LatencyHistogram) -> Duration? {
    guard let median = histogram.percentile(50), let low = histogram.percentile(25),
      let high = histogram.percentile(75)
    else { return nil }
    return median + (high - low)
  }

  /// nil where neither precedes the other.
  private static func precedes(_ left: Contender, _ right: Contender) -> Bool? {
    switch (score(of: left), score(of: right)) {
    case (nil, nil): return nil
    case (_?, nil): return true
    case (nil, _?): return false
    case (let leftScore?, let rightScore?):
      if (left.throughput == nil) != (right.throughput == nil) { return left.throughput != nil }
      return leftScore == rightScore ? nil : leftScore < rightScore
    }
  }

  private static func confidence(of contender: Contender, before next: Contender?) -> Confidence {
    let answered = contender.cold.count
    guard answered >= 5, let score = score(of: contender) else { return .low }
    guard answered >= 10 else { return .fair }
    guard let next, let nextScore = Self.score(of: next) else { return .high }
    let error = (variance(of: contender) + variance(of: next)).squareRoot()
    return (nextScore - score).seconds > 2 * error ? .high : .fair
  }

  /// The squared standard error of the median cold time, in s²: for a normal spread it is
  /// 1.253 σ / √n, and the middle half spans 1.349 σ.
  private static func variance(of contender: Contender) -> Double {
    guard let low = contender.cold.percentile(25), let high = contender.cold.percentile(75)
    else { return 0 }
    let error = 1.253 / 1.349 * (high - low).seconds
    return error * error / Double(contender.cold.count)
  }
}
