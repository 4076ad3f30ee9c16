import GoRules
import Health

/// For how long a download was served, and how, by who served when: what the outages tell, in sums.
package struct RecordedStanding: Sendable, Hashable {
  /// A request of some kind failed or waited for ever.
  package var broken = Duration.zero
  /// The part of it, by kind: where several kinds were broken at one time, it counts for each.
  package var brokenByKind: [RequestKind: Duration] = [:]
  /// All were served, and some not by the first entry.
  package var fallback = Duration.zero
  /// All were served by the first entry.
  package var served = Duration.zero
  /// Recorded, and not all of it was known.
  package var unknown = Duration.zero
}

extension RecordedPeriod {
  fileprivate enum Standing { case broken, fallback, served }

  /// From a wall time on a walk stands so; nil: that is not known.
  private struct Turn {
    var at: Duration
    var walk: Int
    var to: Standing?
  }

  /// How the walks of `kinds` and `canary` fared within the period; nil where none of them is on record.
  package func standing(of kinds: [RequestKind], _ canary: ModuleVersion) -> RecordedStanding? {
    let served = servedPlaces()
    let kinds = kinds.filter { served[Question($0, canary)] != nil }
    if kinds.isEmpty { return nil }
    var standing = RecordedStanding()
    var now = [Standing?](repeating: nil, count: kinds.count)
    var since = from
    for turn in turns(of: kinds.map { served[Question($0, canary)]?.segments ?? [] }) {
      standing.add(turn.at - since, now, of: kinds)
      since = turn.at
      now[turn.walk] = turn.to
    }
    let known = standing.broken + standing.fallback + standing.served
    standing.unknown = max(.zero, recorded - known)
    return standing
  }

  /// In order of time; each walk ends as not known.
  private func turns(of walks: [[TimelineSegment<ServedPlace>]]) -> [Turn] {
    var first = FirstEntries()
    var turns: [Turn] = []
    for (walk, segments) in walks.enumerated() {
      for segment in segments {
        let isBroken = segment.value.place.isOutage || first.isRefused(segment.value.chain)
        let standing: Standing =
          isBroken ? .broken : first.serves(segment.value) ? .served : .fallback
        for piece in segment.pieces {
          let (start, end) = (max(from, piece.from.wall), min(until, piece.to.wall))
          guard start < end else { continue }
          turns.append(Turn(at: start, walk: walk, to: standing))
          turns.append(Turn(at: end, walk: walk, to: nil))
        }
      }
    }
    // What ends makes room for what begins.
    return turns.sorted { ($0.at, $0.to == nil ? 0 : 1) < ($1.at, $1.to == nil ? 0 : 1) }
  }

  /// How much of the period was recorded.
  private var recorded: Duration {
    sessions.reduce(.zero) { sum, session in
      let gaps = session.gaps.map { ($0.from.wall, $0.to.wall) }
      return sum
        + gaps.reduce(within(session.from.wall, session.until.wall)) { $0 - within($1.0, $1.1) }
    }
  }

  private func within(_ start: Duration, _ end: Duration) -> Duration {
    max(.zero, min(until, end) - max(from, start))
  }
}

extension RecordedStanding {
  /// All walks stood so for this long.
  fileprivate mutating func add(
    _ length: Duration, _ now: [RecordedPeriod.Standing?], of kinds: [RequestKind]
  ) {
    guard length > .zero else { return }
    for (kind, standing) in zip(kinds, now) where standing == .broken {
      brokenByKind[kind, default: .zero] += length
    }
    if now.contains(.broken) {
      broken += length
    } else if now.contains(.fallback), !now.contains(nil) {
      fallback += length
    } else if !now.contains(nil) {
      served += length
    }
  }
}
