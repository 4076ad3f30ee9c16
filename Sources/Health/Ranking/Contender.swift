import GoRules

/// What was measured of one mirror that is to be ranked.
package struct Contender: Sendable, Hashable {
  package let mirror: Mirror
  /// Rounds that ended, well or not.
  package private(set) var rounds = 0
  /// Rounds in which a request failed.
  package private(set) var failures = 0
  /// Totals of `.info` on a new connection.
  package private(set) var cold = LatencyHistogram()
  /// Totals of `.info` on an open one.
  package private(set) var warm = LatencyHistogram()
  package private(set) var tls = LatencyHistogram()
  /// How the newest failed request ended; nil where none failed.
  package private(set) var lastFailure: RequestOutcome?
  /// A request brought the module: one that answers 404 to everything is fast, and no use.
  package private(set) var hasServed = false
  /// Bodies of the second stage that came whole.
  private var transfers: [Transfer] = []

  private struct Transfer: Sendable, Hashable {
    var bytes: Int
    var time: Duration

    /// Bytes a second.
    var rate: Double { Double(bytes) * 1e9 / Double(time.nanoseconds) }
  }

  package init(mirror: Mirror) { self.mirror = mirror }

  /// A body below this, in bytes, fits into the first flight of segments (10 of 1460 bytes, RFC 6928): the time it
  /// took says how the server writes, not how fast the path is.
  private static let leastBodyOfARate = 16 << 10

  /// How fast bodies came, and what that figure rests on.
  package struct Throughput: Sendable, Hashable {
    /// Bytes a second, over all bodies.
    package var rate: Double
    /// Of the slowest and of the fastest body.
    package var range: ClosedRange<Double>
    /// In all bodies.
    package var bytes: Int
    package var bodies: Int

    package init(rate: Double, range: ClosedRange<Double>, bytes: Int, bodies: Int) {
      self.rate = rate
      self.range = range
      self.bytes = bytes
      self.bodies = bodies
    }

    /// Half the range, in proportion to the rate; nil of a single body, which has none.
    package var spread: Double? {
      bodies > 1 && rate > 0 ? (range.upperBound - range.lowerBound) / 2 / rate : nil
    }

    /// Enough bodies and bytes to say how far off it may be: at least 3 of 64 KiB in all.
    package var isSure: Bool { bodies >= 3 && bytes >= 64 << 10 }
  }

  /// nil where no body of a telling size was read to its end.
  package var throughput: Throughput? {
    let rates = transfers.map(\.rate)
    guard let low = rates.min(), let high = rates.max() else { return nil }
    let bytes = transfers.reduce(0) { $0 + $1.bytes }
    let time = transfers.reduce(Duration.zero) { $0 + $1.time }
    return Throughput(
      rate: Double(bytes) * 1e9 / Double(time.nanoseconds), range: low...high, bytes: bytes,
      bodies: transfers.count)
  }

  /// What a MiB takes at the rate of each body, in seconds.
  var secondsOfAMebibyte: [Double] { transfers.map { Double(1 << 20) / $0.rate } }

  /// A whole round has ended with these results.
  package mutating func roundFinished(_ results: [ProbeResult]) {
    for result in results { take(result) }
    roundEnded(results)
  }

  /// A request has ended; those on a kept connection do not count.
  mutating func take(_ result: ProbeResult) {
    guard Self.counts(result), result.outcome.isAlive else { return }
    if result.outcome == .ok { hasServed = true }
    if !result.timingsAreUnusable { note(result) }
  }

  /// The round with these results, already taken, has ended; in a silence where `phase` is what was waited for. Of zips
  /// only failures count.
  mutating func roundEnded(
    _ results: [ProbeResult], silentIn phase: Phase? = nil, isTransfer: Bool = false
  ) {
    let results = results.filter(Self.counts)
    guard !results.isEmpty || phase != nil else { return }
    if !isTransfer { rounds += 1 }
    if let phase {
      failures += 1
      lastFailure = .hang(phase)
    } else if let failed = results.last(where: { !$0.outcome.isAlive }) {
      failures += 1
      lastFailure = failed.outcome
    }
  }

  private static func counts(_ result: ProbeResult) -> Bool {
    result.request.use != .idle && result.request.family == nil
  }

  private mutating func note(_ result: ProbeResult) {
    if result.request.kind == .info, let total = result.timings.total {
      if result.request.use == .cold { cold.record(total) } else { warm.record(total) }
    }
    if result.request.use == .cold, let time = result.timings.tls { tls.record(time) }
    if result.request.kind == .zip, result.outcome == .ok,
      result.bodyBytes >= Self.leastBodyOfARate, let time = result.timings.transfer, time > .zero
    {
      transfers.append(Transfer(bytes: result.bodyBytes, time: time))
    }
  }
}
