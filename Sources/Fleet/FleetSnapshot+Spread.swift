import GoRules
import Health

/// Where a mirror is down, by those whose agents answer now.
package struct Spread: Sendable, Hashable {
  /// Indices of vantage points with a state of now that blames no network of their own.
  package var seen: [Int] = []
  package var down: [Int] = []
  /// Neither up nor down: slow, degraded, waiting.
  package var ailing: [Int] = []
  /// Asked there too, and how it stands is not known.
  package var unknown: [Int] = []
  /// Prometheus told of all vantage points.
  package var isWhole = true
  /// Since when it is down at the first of them, on that agent's clock; nil where it is not, or not known.
  package var since: Duration?

  /// How far it reaches.
  package enum Scope: String, Sendable, Hashable {
    /// It is down nowhere.
    case none
    /// At a single vantage point, while others are served.
    case local
    /// At several.
    case several
    /// Wherever it is asked, by two at least, and all of them know.
    case everywhere
    /// Only one asks it: nobody can tell.
    case alone
  }

  package var scope: Scope {
    switch (down.count, seen.count) {
    case (0, _): .none
    case (1, 1): .alone
    case let (down, seen) where down == seen && unknown.isEmpty && isWhole: .everywhere
    case (1, _): .local
    default: .several
    }
  }

  /// How bad it is, to sort by.
  package var severity: Double {
    guard !seen.isEmpty else { return -1 }
    return Double(down.count * 2 + ailing.count) / Double(seen.count)
  }
}

extension FleetSnapshot {
  package func spread(of mirror: FleetMirror) -> Spread {
    var spread = Spread()
    spread.isWhole = isWhole
    for (index, cell) in mirror.cells.enumerated() {
      guard let cell, vantagePoints.indices.contains(index), vantagePoints[index].isCurrent
      else { continue }
      switch cell.state {
      case .local: continue
      case .unknown:
        spread.unknown.append(index)
        continue
      case .up: break
      case .slow, .degraded, .waiting: spread.ailing.append(index)
      case .down:
        spread.down.append(index)
        if let since = cell.since { spread.since = min(spread.since ?? since, since) }
      }
      spread.seen.append(index)
    }
    return spread
  }

  package var current: [VantagePoint] { vantagePoints.filter(\.isCurrent) }

  package var broken: [VantagePoint] { vantagePoints.filter(\.isBroken) }

  /// The worst that go would meet at a vantage point of now; unknown where that could be anything.
  package var verdict: Walk.Verdict {
    let known = current.compactMap(\.verdict)
    let worst = known.max { $0.severity < $1.severity } ?? .unknown
    if worst.isBad { return worst }
    return isWhole && known.count == vantagePoints.count ? worst : .unknown
  }
}
