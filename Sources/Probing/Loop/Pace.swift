/// Spreads the starts of new connections and bounds how many rounds are busy, so that their cryptography does not queue
/// up and spoil each other's times, and connections do not pile up where the machine cannot follow.
///
/// A round is busy while its request is young. One that waits for a slow or a dead mirror costs nothing and is not
/// counted: no mirror ever delays another.
struct Pace {
  /// Between two starts.
  static let gap: Int64 = 1_000_000
  /// Busy rounds.
  static let limit = 64
  /// How long a request without a result counts as young.
  static let youth: Int64 = 250_000_000

  private var waiting: [(Exchange, MirrorChannel)] = []
  private var firstWaiting = 0
  /// The busy rounds, by channel, and until when each is; the earliest first.
  private var busy: [(channel: ObjectIdentifier, until: Int64)] = []
  private var earliest: Int64 = 0

  /// Puts `exchange` at the end of the queue.
  mutating func wait(_ exchange: Exchange, on channel: MirrorChannel) {
    left(channel)
    waiting.append((exchange, channel))
  }

  /// The next exchange that may start at `now`, nil where none waits or may.
  mutating func next(at now: Int64) -> (Exchange, MirrorChannel)? {
    guard firstWaiting < waiting.count, now >= earliest else { return nil }
    busy.removeAll { $0.until <= now }
    guard busy.count < Self.limit else { return nil }
    let entry = waiting[firstWaiting]
    firstWaiting += 1
    if firstWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
    }
    earliest = now + Self.gap
    return entry
  }

  /// When `next` is worth another call; nil where none waits.
  func nextStart(at now: Int64) -> Int64? {
    guard firstWaiting < waiting.count else { return nil }
    guard busy.count >= Self.limit, let first = busy.first else { return earliest }
    return max(earliest, first.until)
  }

  /// A request begins on `channel`.
  mutating func began(on channel: MirrorChannel, at now: Int64) {
    left(channel)
    busy.append((ObjectIdentifier(channel), now + Self.youth))
  }

  /// The round of `channel` has ended, or waits for its turn.
  mutating func left(_ channel: MirrorChannel) {
    guard let index = busy.firstIndex(where: { $0.channel == ObjectIdentifier(channel) }) else {
      return
    }
    busy.remove(at: index)
  }

  /// `exchange` is not to start any more.
  mutating func cancelled(_ exchange: Exchange) {
    let index = waiting[firstWaiting...].firstIndex { $0.0 === exchange }
    if let index { waiting.remove(at: index) }
  }
}
