import GoRules

/// What a gateway has answered since its start, what it asked for that, and its last answers: bounded, whatever comes.
package struct GatewayTally: Sendable {
  /// Who decided, and how.
  package struct Answered: Sendable, Hashable, Comparable {
    /// nil for nobody.
    package var entry: String?
    package var result: GatewayResult

    package static func < (one: Self, other: Self) -> Bool {
      (one.entry ?? "", one.result.rawValue) < (other.entry ?? "", other.result.rawValue)
    }

    package init(entry: String?, result: GatewayResult) {
      self.entry = entry
      self.result = result
    }
  }

  /// Whom the gateway itself asked, and how that ended.
  package struct Asked: Sendable, Hashable, Comparable {
    package var mirror: String
    package var outcome: Outcome

    package static func < (one: Self, other: Self) -> Bool {
      (one.mirror, one.outcome.rawValue) < (other.mirror, other.outcome.rawValue)
    }

    package init(mirror: String, outcome: Outcome) {
      self.mirror = mirror
      self.outcome = outcome
    }
  }

  /// The end of a question of the gateway's; the raw value is the word of metrics and JSON.
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case ok
    case notFound = "not_found"
    case failure
    case hang

    init(_ outcome: RequestOutcome) {
      self =
        switch outcome {
        case .ok: .ok
        case .notFound: .notFound
        case .failure: .failure
        case .hang: .hang
        }
    }
  }

  package private(set) var answers: [Answered: Int] = [:]
  package private(set) var asks: [Asked: Int] = [:]
  /// Requests of dashboards and agents, which are none of go's and in none of the other figures.
  package private(set) var probes = 0
  /// The last ones, newest last.
  package private(set) var recent: [GatewayEvent] = []
  /// Requests in each of the last seconds of the monotonic clock, at its number modulo their count.
  private var seconds = [(second: Int64, count: Int)](repeating: (-1, 0), count: 61)

  /// Names of a kind; what more there are count as `other`.
  static let mostNames = 1000
  static let mostRecent = 50
  package static let other = "other"

  package init() {}

  /// go was answered.
  package mutating func count(_ event: GatewayEvent) {
    var key = Answered(entry: event.entry, result: event.result)
    if answers.count >= Self.mostNames, answers[key] == nil { key.entry = Self.other }
    answers[key, default: 0] += 1
    if recent.count >= Self.mostRecent { recent.removeFirst() }
    recent.append(event)
    let second = event.at.monotonic.components.seconds
    let slot = slot(of: second)
    if seconds[slot].second != second { seconds[slot] = (second, 0) }
    seconds[slot].count += 1
  }

  /// An entry was asked, and how it answered.
  package mutating func count(asked mirror: String, _ outcome: RequestOutcome) {
    var key = Asked(mirror: mirror, outcome: Outcome(outcome))
    if asks.count >= Self.mostNames, asks[key] == nil { key.mirror = Self.other }
    asks[key, default: 0] += 1
  }

  /// A dashboard or an agent was answered.
  package mutating func countProbe() { probes += 1 }

  /// Requests a second over the last `length` whole seconds, 60 at most.
  package func rate(over length: Int, at now: Duration) -> Double {
    let second = now.components.seconds
    let wanted = (second - Int64(length))..<second
    let sum = seconds.filter { wanted.contains($0.second) }.reduce(0) { $0 + $1.count }
    return Double(sum) / Double(max(1, length))
  }

  private func slot(of second: Int64) -> Int {
    Int(second.magnitude % UInt64(seconds.count))
  }
}
