extension Gap {
  /// Why nothing was measured, as far as the two clocks tell.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The machine slept, or its clock was set ahead: the wall clock went on further than the other.
    case asleep
    case setBack = "set_back"
    /// Both clocks went on: this program was stopped, or had no turn.
    case stopped
  }

  /// How far the clocks may be apart before one of them counts as set.
  private static let tolerance = Duration.seconds(1)

  package var kind: Kind {
    let apart = (to.wall - from.wall) - to.since(from)
    if apart > Self.tolerance { return .asleep }
    return apart < .zero - Self.tolerance ? .setBack : .stopped
  }

  /// How long nothing was measured; of a clock that was set back, by how much.
  package var length: Duration {
    switch kind {
    case .asleep: to.wall - from.wall
    case .setBack: to.since(from) - (to.wall - from.wall)
    case .stopped: to.since(from)
    }
  }
}
