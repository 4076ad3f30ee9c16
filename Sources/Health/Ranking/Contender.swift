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
  private var transferred = 0
  private var transferTime = Duration.zero

  package init(mirror: Mirror) { self.mirror = mirror }

  /// A body below this, in bytes, fits into the first flight of segments (10 of 1460 bytes, RFC 6928): the time it
  /// took says how the server writes, not how fast the path is.
  private static let leastBodyOfARate = 16 << 10

  /// Bytes a second in the bodies of the second stage; nil where none of a telling size was read to its end.
  package var throughput: Double? {
    transferTime > .zero ? Double(transferred) * 1e9 / Double(transferTime.nanoseconds) : nil
  }

  /// A round has ended with these results; requests on a kept connection do not count.
  package mutating func roundFinished(_ results: [ProbeResult]) {
    let results = results.filter { $0.request.use != .idle && $0.request.family == nil }
    guard !results.isEmpty else { return }
    rounds += 1
    if let failed = results.last(where: { !$0.outcome.isAlive }) {
      failures += 1
      lastFailure = failed.outcome
    }
    for result in results where result.outcome.isAlive && !result.timingsAreUnusable {
      note(result)
    }
  }

  private mutating func note(_ result: ProbeResult) {
    if result.request.kind == .info, let total = result.timings.total {
      if result.request.use == .cold { cold.record(total) } else { warm.record(total) }
    }
    if result.request.use == .cold, let time = result.timings.tls { tls.record(time) }
    if result.request.kind == .zip, result.outcome == .ok,
      result.bodyBytes >= Self.leastBodyOfARate, let time = result.timings.transfer, time > .zero
    {
      transferred += result.bodyBytes
      transferTime += time
    }
  }
}
