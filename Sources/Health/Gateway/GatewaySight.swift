import GoRules

/// What a dashboard sees of the gateway that stands in its list: what that told of itself, or why it tells nothing.
package struct GatewaySight: Sendable, Hashable {
  /// Why it tells nothing.
  package enum Trouble: Sendable, Hashable {
    /// It was not reached, or is silent.
    case exchange(RequestOutcome)
    /// Something answers there that is no gateway of ours.
    case foreign
  }

  package private(set) var places: Chain.GatewayPlaces
  /// Of its newest answer; nil before.
  package private(set) var figures: GatewayFigures?
  /// When that came.
  package private(set) var heardAt: Timestamp?
  /// nil while it answers, and until the first answer or failure.
  package private(set) var trouble: Trouble?

  package init(_ places: Chain.GatewayPlaces) { self.places = places }

  /// So long what it told is of now: it is asked once a second.
  static let freshness = Duration.seconds(5)
  /// Who served before is not known to serve now.
  package static let lately = Duration.seconds(10)

  package mutating func heard(_ figures: GatewayFigures, at now: Timestamp) {
    self.figures = figures
    heardAt = now
    trouble = nil
  }

  package mutating func failed(_ trouble: Trouble) { self.trouble = trouble }

  /// The list is another, in which the same gateway stands.
  package mutating func moved(to places: Chain.GatewayPlaces) { self.places = places }

  package func isPlace(_ entry: Int) -> Bool { entry == places.first || entry == places.again }

  /// nil before the first answer or failure.
  package var isAnswering: Bool? { trouble == nil ? heardAt.map { _ in true } : false }

  /// What it tells of now; nil where it does not answer.
  package func current(at now: Timestamp) -> GatewayFigures? {
    guard trouble == nil, let heardAt, now.since(heardAt) < Self.freshness else { return nil }
    return figures
  }

  /// How long it has not answered, which it did before; nil where it answers, and where it never did.
  package func silence(at now: Timestamp) -> Duration? {
    guard current(at: now) == nil, let heardAt else { return nil }
    return now.since(heardAt)
  }

  /// Who served last and how long ago that was, by what it tells of now; nil where nobody did lately. Modules go before
  /// the checksum database, of which each new one asks little.
  package func served(at now: Timestamp) -> (name: String, age: Duration)? {
    let served = lately(at: now).filter(\.result.isServed)
    guard let last = served.first(where: { $0.kind != .sumdb }) ?? served.first,
      let name = last.entry
    else { return nil }
    return (name, max(.zero, now.since(last.at)))
  }

  /// go asked it lately, whatever came of that.
  package func wasAsked(at now: Timestamp) -> Bool { !lately(at: now).isEmpty }

  private func lately(at now: Timestamp) -> [GatewayEvent] {
    (current(at: now)?.recent ?? []).filter { now.since($0.at) < Self.lately }
  }
}
