import GoRules

/// How much of which zip a mirror is asked for, and when: within any time no more than `limit` a minute.
///
/// A small zip, and one whose size is not known, gets what the last minute has left. A large one is read once as many
/// minutes have passed as it takes; until then its head is asked for, which shows whether the mirror still has it.
package struct ZipPace: Sendable, Hashable {
  /// What is known of the zip of one canary. Times are monotonic.
  private struct Zip: Sendable, Hashable {
    /// Bytes that a whole reading takes, as far as is known.
    var size: Int
    /// The last request.
    var askedAt: Duration
    /// The last one that was not stopped by its limit; nil where each was.
    var readAt: Duration?
    /// It failed before much of it had come: to ask again costs little.
    var failedEarly: Bool
    /// How it was when it was last read says more than that it still has a head.
    var stands: Bool
    /// Bytes of it when it was last read to its end; nil where it never was.
    var wholeSize: Int?

    /// It may be something else by now: small once, it is not any more.
    var isOther: Bool {
      guard let wholeSize else { return false }
      return wholeSize <= ZipPace.limit && size > ZipPace.withSlack(wholeSize)
    }
  }

  /// Bytes of zips of one mirror a minute.
  package static let limit = 256 << 10
  /// Between two requests for a zip, unless together they are too much for that.
  package static let interval = Duration.seconds(60)
  /// Less is not worth a request.
  private static let least = 16 << 10
  /// A failure that brought no more than this costs little.
  private static let cheap = 32 << 10
  /// A small zip may have become larger than it was.
  private static let room = 64 << 10
  /// What is saved for large zips; none that is larger is read.
  private static let most = 64 << 20

  /// The user wants an answer now: zips are read to their ends, large ones once a minute.
  package var readsWhole = false
  private var zips: [ModuleVersion: Zip] = [:]
  /// What came, or may yet come, of small zips in the last minute.
  private var spent: [Spent] = []
  /// To be read to the end at once, as the user has asked for it.
  private var wanted: Set<ModuleVersion> = []
  /// Bytes that a large zip may take, as of `savedAt`; nil before the first plan.
  private var saved = 0
  private var savedAt: Duration?

  private struct Spent: Sendable, Hashable {
    var canary: ModuleVersion
    /// Monotonic time.
    var at: Duration
    var bytes: Int
    var isUnderWay: Bool
  }

  package init() {}

  // MARK: - What may be read

  /// Plans a request for the zip at `now`: the bytes of it that may be read, 0 for its head alone; nil where it is not asked.
  ///
  /// `isDue`: it is in question, or its interval has passed. `isWanted`: by the user, now. `sharing`: so many zips of unknown size are asked for in this
  /// round. `early`: rounds are this far apart at most from the right time.
  package mutating func plan(
    _ canary: ModuleVersion, isDue: Bool, isWanted: Bool = false, sharing: Int = 1,
    at now: Duration, early: Duration
  ) -> Int? {
    save(until: now)
    if wanted.contains(canary) {
      wanted.remove(canary)
      return Int.max
    }
    guard let zip = zips[canary], zip.size > Self.limit else {
      guard isDue else { return nil }
      return readsWhole ? Int.max : planSmall(canary, sharing: sharing, at: now)
    }
    let size = Self.withSlack(zip.size)
    if readsWhole { return now - zip.askedAt + early >= Self.interval ? Int.max : nil }
    let sinceRead = now - (zip.readAt ?? zip.askedAt)
    if isDue, saved >= size, zip.readAt == nil || sinceRead + early >= interval(of: canary) {
      return size
    }
    if isDue, zip.isOther, let before = zip.wholeSize {
      // One as small as it was is read at once; of any other nothing is, where it says so.
      let bytes = min(left(for: canary, at: now), Self.withSlack(before))
      return bytes >= Self.withSlack(before) ? reserve(bytes, for: canary, at: now) : 0
    }
    let asksHead =
      isWanted || isDue && zip.failedEarly || now - zip.askedAt + early >= Self.interval
    return asksHead ? 0 : nil
  }

  /// Nothing has come of this zip yet.
  package func isNew(_ canary: ModuleVersion) -> Bool { zips[canary] == nil }

  /// Whether the zip could be asked for once more right now, to confirm what it brought.
  package func affordsAnother(_ canary: ModuleVersion, at now: Duration) -> Bool {
    guard let zip = zips[canary], !readsWhole else { return true }
    if zip.size > Self.limit { return zip.failedEarly }
    return Self.withSlack(zip.size) <= left(for: canary, at: now)
  }

  /// Bytes that small zips may still take at `now`.
  private func left(for canary: ModuleVersion, at now: Duration) -> Int {
    let recent = spent.lazy.filter {
      now - $0.at < Self.interval && !($0.isUnderWay && $0.canary == canary)
    }
    return recent.reduce(Self.limit) { $0 - $1.bytes }
  }

  /// One of known size leaves room for others in the same round; those of unknown size share what is left.
  private mutating func planSmall(
    _ canary: ModuleVersion, sharing: Int, at now: Duration
  ) -> Int? {
    let left = left(for: canary, at: now)
    var bytes = min(left, max(Self.room, Self.limit / max(sharing, 1)))
    if let zip = zips[canary], !zip.failedEarly {
      guard Self.withSlack(zip.size) <= left else { return nil }
      bytes = min(left, max(Self.room, 4 * zip.size))
    }
    return bytes >= Self.least ? reserve(bytes, for: canary, at: now) : nil
  }

  private mutating func reserve(_ bytes: Int, for canary: ModuleVersion, at now: Duration) -> Int {
    spent.removeAll { now - $0.at >= Self.interval || $0.isUnderWay && $0.canary == canary }
    spent.append(Spent(canary: canary, at: now, bytes: bytes, isUnderWay: true))
    return bytes
  }

  /// The same files may be packed a little differently next time.
  private static func withSlack(_ size: Int) -> Int {
    let slack = size + size / 8 + 4096
    return size <= limit ? min(limit, slack) : slack
  }

  /// Adds what has become free since the last time.
  private mutating func save(until now: Duration) {
    let passed = savedAt.map { now - $0 } ?? .zero
    savedAt = now
    saved = min(Self.most + Self.most / 4, saved + Int(passed / Self.interval * Double(Self.limit)))
  }

  // MARK: - What came

  /// A request for a zip that went out at `start`, and ended at `end`, monotonic times, brought `bytes`.
  ///
  /// `declared`: how many the server said there are; nil where it did not. `wasStopped`: more of it was not to be read.
  package mutating func finished(
    _ canary: ModuleVersion, bytes: Int, declared: Int?, isAlive: Bool, wasStopped: Bool,
    startedAt start: Duration, endedAt end: Duration
  ) {
    save(until: max(end, savedAt ?? end))
    saved = max(-Self.most, saved - bytes)
    let before = zips[canary]
    var zip = Zip(
      size: bytes, askedAt: start, readAt: start, failedEarly: !isAlive && bytes <= Self.cheap,
      stands: true)
    if wasStopped {
      let known = before.map(\.size).flatMap { $0 > bytes ? $0 : nil }
      zip.size = min(Self.most, declared ?? known ?? max(2 * bytes, Self.least))
      zip.readAt = before?.readAt
      zip.failedEarly = false
      zip.wholeSize = before?.wholeSize
      if let before {
        zip.stands = before.stands && max(bytes, declared ?? 0) <= Self.withSlack(before.size)
      } else {
        zip.stands = false
      }
    } else if isAlive {
      zip.wholeSize = bytes
    } else {
      zip.size = max(bytes, before?.size ?? 0)
      zip.wholeSize = before?.wholeSize
      if zip.failedEarly {
        zip.readAt = before?.readAt
        zip.stands = false
      }
    }
    zips[canary] = zip
    spent.removeAll { end - $0.at >= Self.interval || $0.isUnderWay && $0.canary == canary }
    if bytes <= Self.limit + Self.least {
      spent.append(Spent(canary: canary, at: end, bytes: bytes, isUnderWay: false))
    }
  }

  /// The zip was read before, in a way that its head alone does not contradict.
  package func stands(_ canary: ModuleVersion) -> Bool { zips[canary]?.stands == true }

  /// The user wants these zips to be read now, whatever that takes.
  package mutating func want(_ canaries: some Sequence<ModuleVersion>) {
    wanted.formUnion(canaries)
  }

  /// Forgets the canaries that are asked for no more.
  package mutating func keep(_ canaries: [ModuleVersion]) {
    zips = zips.filter { canaries.contains($0.key) }
    wanted.formIntersection(canaries)
  }

  /// Between two readings of the zip in normal times: all of its kind, small or large, take so long together.
  package func interval(of canary: ModuleVersion) -> Duration {
    let isLarge = (zips[canary]?.size ?? 0) > Self.limit
    let all = zips.values.lazy.map { Self.withSlack($0.size) }
      .filter { ($0 > Self.limit) == isLarge }.reduce(0, +)
    return max(Self.interval, Self.interval * (Double(all) / Double(Self.limit)))
  }
}
