/// Spreads the starts of new connections and bounds how many young ones are under way, so that their cryptography does
/// not queue up and spoil each other's times.
///
/// A connection that has stood (or hung) for a while costs nothing and is not counted: a dead mirror never delays another.
struct Pace {
  /// Between two starts.
  static let gap: Int64 = 1_000_000
  /// Young connections under way.
  static let limit = 32
  /// How long a connection without a result counts as young.
  static let youth: Int64 = 250_000_000

  private var waiting: [(Exchange, MirrorChannel)] = []
  private var firstWaiting = 0
  private var young: [(exchange: ObjectIdentifier, until: Int64)] = []
  private var earliest: Int64 = 0

  /// Puts `exchange` at the end of the queue.
  mutating func wait(_ exchange: Exchange, on channel: MirrorChannel) {
    waiting.append((exchange, channel))
  }

  /// The next exchange that may start at `now`, nil where none waits or may.
  mutating func next(at now: Int64) -> (Exchange, MirrorChannel)? {
    guard firstWaiting < waiting.count, now >= earliest else { return nil }
    young.removeAll { $0.until <= now }
    guard young.count < Self.limit else { return nil }
    let entry = waiting[firstWaiting]
    firstWaiting += 1
    if firstWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      firstWaiting = 0
    }
    earliest = now + Self.gap
    young.append((ObjectIdentifier(entry.0), now + Self.youth))
    return entry
  }

  /// When `next` is worth another call; nil where none waits.
  func nextStart(at now: Int64) -> Int64? {
    guard firstWaiting < waiting.count else { return nil }
    guard young.count >= Self.limit, let first = young.first else { return earliest }
    return max(earliest, first.until)
  }

  /// `exchange` has its connection, has ended or was cancelled.
  mutating func left(_ exchange: Exchange) {
    if let index = young.firstIndex(where: { $0.exchange == ObjectIdentifier(exchange) }) {
      young.remove(at: index)
    } else if exchange.stage == .queued,
      let index = waiting[firstWaiting...].firstIndex(where: { $0.0 === exchange })
    {
      waiting.remove(at: index)
    }
  }
}
