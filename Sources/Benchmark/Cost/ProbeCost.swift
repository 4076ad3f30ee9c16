import GoRules
import Health
import Probing
import Watching

/// CPU time of our own probes against one mirror, with all diagnosis.
struct ProbeCost {
  private let pool: ProbePool
  private let url: ProxyURL

  /// Waits on one thread: as with the yardsticks, one probe is under way at a time.
  init(of url: String, authority: String) throws {
    pool = try ProbePool(
      ProbePoolConfiguration(probers: 1, certificateFile: authority, userAgent: "benchmark"))
    self.url = try ProxyURL(parsing: url)
  }

  /// Of a probe on a new connection, `size` of them in a round: the first of a round also pays for the
  /// way to the prober's thread and back.
  func cold(_ count: Int, perRound size: Int) async throws -> Duration {
    let before = ResourceUsage.ownCPU()
    for _ in 0..<count / size { try await probe(Array(repeating: .cold, count: size)) }
    return (ResourceUsage.ownCPU() - before) / (count / size * size)
  }

  /// Of a probe on an open connection: rounds of one cold probe and many warm ones, less the cold.
  func warm(_ count: Int, cold: Duration) async throws -> Duration {
    let before = ResourceUsage.ownCPU()
    try await probe([.cold] + Array(repeating: .warm, count: count))
    return (ResourceUsage.ownCPU() - before - cold) / count
  }

  func close() async { await pool.close() }

  private func probe(_ uses: [ConnectionUse]) async throws {
    let mirror = Mirror(name: "mirror", url: url)
    let round = ProbeRound(
      of: mirror,
      requests: uses.map { ProbeRequest(.info, canary: .standard, use: $0) },
      timeout: .seconds(10))
    let results = await pool.results(of: round)
    let bad = results.indices.first {
      results[$0].outcome != .ok || results[$0].connection.httpVersion == nil
    }
    if results.count != uses.count || bad != nil {
      let end = bad.map { "one with \(results[$0].outcome)" } ?? "all well"
      throw BenchmarkError("\(results.count) of \(uses.count) probes ended, \(end)")
    }
  }
}
