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
/// was measured of some only, the others are placed as if they had the lowest of these. Those that answered without
/// ever serving the module come behind all that did.
package struct Ranking: Sendable, Hashable {
  package enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// Fewer than 5 rounds were answered.
    case low
    case fair
    /// At least 10 rounds were answered, its throughput rests on enough bodies, where it was measured, and the next is
    /// slower by over twice the standard error of the two scores, and by over a twentieth.
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
    let slowest = contenders.compactMap(Self.transferTime).max() ?? .zero
    let sorted = contenders.enumerated().sorted { left, right in
      Self.precedes(left.element, right.element, slowest) ?? (left.offset < right.offset)
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

  /// The mirrors worth the second stage: the best by latency that served, at most `count`.
  package func finalists(_ count: Int = 3) -> [Mirror] {
    let served = places.filter { $0.contender.hasServed }
      .map { (mirror: $0.contender.mirror, score: Self.latencyScore(of: $0.contender) ?? .zero) }
    return served.sorted { $0.score < $1.score }.prefix(count).map(\.mirror)
  }

  /// The first that served the module and may come first: nobody proposes a private mirror to who did not ask for it.
  /// nil where there is none. `present` stays where it is about as fast.
  package func best(
    isPrivate: (ProxyURL) -> Bool, insteadOf present: ProxyURL? = nil
  ) -> Mirror? {
    let known = places.filter { $0.contender.hasServed }
    let best = known.first { !isPrivate($0.contender.mirror.url) }
    if let present, let best, let score = best.score,
      let own = known.first(where: { $0.contender.mirror.url == present }), let other = own.score,
      !Self.isWorthAChange(score, to: other)
    {
      return own.contender.mirror
    }
    return best?.contender.mirror
  }

  /// Nobody changes a chain for less: the next measurement may say the contrary.
  private static func isWorthAChange(_ score: Duration, to other: Duration) -> Bool {
    other > score * 1.05
  }

  /// The score by the formula above, without the transfer where it was not measured; nil for a
  /// mirror that never answered.
  package static func score(of contender: Contender) -> Duration? {
    latencyScore(of: contender).map { $0 + (transferTime(of: contender) ?? .zero) }
  }

  /// What a MiB takes; nil where throughput was not measured.
  private static func transferTime(of contender: Contender) -> Duration? {
    guard let rate = contender.throughput?.rate, rate > 0 else { return nil }
    return .seconds(Double(1 << 20) / rate)
  }

  private static func latencyScore(of contender: Contender) -> Duration? {
    guard let cold = typical(contender.cold) else { return nil }
    let warm = typical(contender.warm) ?? cold
    // Within the first round none is counted yet.
    let share = Double(contender.failures) / Double(max(1, contender.rounds))
    return cold + warm * 2 + .seconds(10) * share
  }

  private static func typical(_ histogram: LatencyHistogram) -> Duration? {
    guard let median = histogram.percentile(50), let low = histogram.percentile(25),
      let high = histogram.percentile(75)
    else { return nil }
    return median + (high - low)
  }

  /// nil where neither precedes the other; `slowest` is what a MiB takes where that is not known.
  private static func precedes(
    _ left: Contender, _ right: Contender, _ slowest: Duration
  ) -> Bool? {
    func placing(_ contender: Contender) -> Duration? {
      latencyScore(of: contender).map { $0 + (transferTime(of: contender) ?? slowest) }
    }
    switch (placing(left), placing(right)) {
    case (nil, nil): return nil
    case (_?, nil): return true
    case (nil, _?): return false
    case (let leftScore?, let rightScore?):
      if left.hasServed != right.hasServed { return left.hasServed }
      return leftScore == rightScore ? nil : leftScore < rightScore
    }
  }

  private static func confidence(of contender: Contender, before next: Contender?) -> Confidence {
    let answered = contender.cold.count
    guard answered >= 5 else { return .low }
    guard answered >= 10, contender.throughput?.isSure != false else { return .fair }
    guard let next, next.cold.count > 0 else { return .high }
    // What was measured of one of them only says nothing of the difference.
    let transfers = contender.throughput != nil && next.throughput != nil
    let score = transfers ? score(of:) : latencyScore(of:)
    guard let own = score(contender), let other = score(next) else { return .fair }
    var variance = variance(of: contender.cold) + self.variance(of: next.cold)
    if transfers {
      variance += contender.secondsOfAMebibyte.varianceOfMean
      variance += next.secondsOfAMebibyte.varianceOfMean
    }
    let isClear = (other - own).seconds > 2 * variance.squareRoot()
    return isClear && Self.isWorthAChange(own, to: other) ? .high : .fair
  }

  /// The squared standard error of a median, in s²: for a normal spread it is 1.253 σ / √n, and the middle half spans
  /// 1.349 σ.
  private static func variance(of times: LatencyHistogram) -> Double {
    guard let low = times.percentile(25), let high = times.percentile(75) else { return 0 }
    let error = 1.253 / 1.349 * (high - low).seconds
    return error * error / Double(times.count)
  }
}

extension [Double] {
  /// The squared standard error of their mean, s²/n; 0 below two, whose spread is not known.
  fileprivate var varianceOfMean: Double {
    guard count > 1 else { return 0 }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / Double(count - 1) / Double(count)
  }
}
