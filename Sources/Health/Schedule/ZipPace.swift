import GoRules

/// How often a mirror is asked for zips: a small one every minute, a large one seldom, and one that fails after much of it
/// has come less and less often.
package struct ZipPace: Sendable, Hashable {
  /// What is known of the zip of one canary.
  private struct Zip: Sendable, Hashable {
    /// Monotonic time of the last request.
    var askedAt: Duration
    /// Bytes that came.
    var bytes: Int
    /// Failures in a row after more than `limit` bytes.
    var failures = 0
  }

  /// Bytes of zips that a mirror is asked for within a minute, but for one that is larger by itself.
  package static let limit = 256 << 10
  /// Between two requests for a zip within the limit.
  package static let interval = Duration.seconds(60)
  /// Between two requests for one that is over it.
  package static let intervalOfLarge = Duration.seconds(300)
  /// Where a large one fails, the pause doubles from `interval` up to this.
  private static let longest = Duration.seconds(600)

  private var zips: [ModuleVersion: Zip] = [:]
  /// What zips within the limit brought in the last minute.
  private var spent: [Spent] = []

  private struct Spent: Sendable, Hashable {
    /// Monotonic time.
    var at: Duration
    var bytes: Int
  }

  package init() {}

  /// A request for a zip that went out at `start`, monotonic time, has ended.
  package mutating func finished(
    _ canary: ModuleVersion, bytes: Int, isAlive: Bool, startedAt start: Duration
  ) {
    var zip = Zip(askedAt: start, bytes: bytes)
    if !isAlive, bytes > Self.limit { zip.failures = (zips[canary]?.failures ?? 0) + 1 }
    zips[canary] = zip
    spent.removeAll { start - $0.at >= Self.interval }
    if bytes <= Self.limit { spent.append(Spent(at: start, bytes: bytes)) }
  }

  /// Forgets the canaries that are asked for no more.
  package mutating func keep(_ canaries: [ModuleVersion]) {
    zips = zips.filter { canaries.contains($0.key) }
  }

  /// Between two requests for the zip in normal times.
  package func interval(of canary: ModuleVersion) -> Duration {
    guard let zip = zips[canary], zip.bytes > Self.limit else { return Self.interval }
    if zip.failures == 0 { return Self.intervalOfLarge }
    return min(Self.longest, Self.interval * (1 << min(zip.failures - 1, 4)))
  }

  /// The zip may be asked for at `now`, whatever the reason but a change that is not confirmed.
  package func allows(_ canary: ModuleVersion, at now: Duration, early: Duration) -> Bool {
    guard let zip = zips[canary] else { return true }
    if zip.bytes > Self.limit { return now - zip.askedAt + early >= interval(of: canary) }
    let recent = spent.lazy.filter { now - $0.at < Self.interval }
    return recent.reduce(zip.bytes) { $0 + $1.bytes } <= Self.limit
  }
}
