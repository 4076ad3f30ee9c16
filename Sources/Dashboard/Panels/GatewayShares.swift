import Health
import Text

/// The requests to a gateway, by the entry that decided.
struct GatewayShares {
  struct Entry {
    var name: String
    var counts: [GatewayResult: Int] = [:]
    var total: Int { counts.values.reduce(0, +) }
    var served: Int { counts.reduce(0) { $0 + ($1.key.isServed ? $1.value : 0) } }
  }

  /// The one with the most requests first.
  let entries: [Entry]
  /// What no entry has decided, in the order of the results.
  let others: [(result: GatewayResult, count: Int)]
  private let served: Int

  init(_ figures: GatewayFigures) {
    var entries: [String: Entry] = [:]
    var others: [GatewayResult: Int] = [:]
    for row in figures.answers {
      if let name = row.answered.entry {
        entries[name, default: Entry(name: name)].counts[row.answered.result, default: 0] +=
          row.count
      } else {
        others[row.answered.result, default: 0] += row.count
      }
    }
    self.entries = entries.values.sorted { ($1.total, $0.name) < ($0.total, $1.name) }
    self.others = GatewayResult.allCases.compactMap { result in
      others[result].map { (result, $0) }
    }
    served = self.entries.reduce(0) { $0 + $1.served }
  }

  /// Results that some entry has, in their order, and in any case that go was sent there.
  var results: [GatewayResult] {
    GatewayResult.allCases.filter { result in
      result == .redirected || entries.contains { $0.counts[result] != nil }
    }
  }

  /// Of all that was served, 0 to 1.
  func share(of entry: Entry) -> Double {
    served == 0 ? 0 : Double(entry.served) / Double(served)
  }

  /// `0`, `<0.1`, `0.3`, `12`.
  static func rate(_ perSecond: Double) -> String {
    if perSecond > 0, perSecond < 0.05 { return "<0.1" }
    return perSecond == 0 ? "0" : Format.fixed(perSecond, places: perSecond < 9.95 ? 1 : 0)
  }
}
