/// The state of a mirror; `MirrorHealth` decides it.
package enum HealthState: String, Sendable, Hashable, CaseIterable, Codable {
  /// Not enough was measured yet.
  /// Can transition to: `up`, `degraded`, `down`, `local`.
  case unknown
  /// Answers as it should.
  /// Can transition to: `degraded`, `down`, `local`.
  case up
  /// Answers, but too often not, or far more slowly than it used to.
  /// Can transition to: `up`, `down`, `local`.
  case degraded
  /// Failed several times in a row.
  /// Can transition to: `up`, `degraded`, `local`.
  case down
  /// The fault is on our side: no mirror is blamed.
  /// Can transition to: `up`, `degraded`, `down`.
  case local

  /// How bad it is: of several, the highest is shown, and what is not known only where nothing else is.
  package var severity: Int {
    switch self {
    case .unknown: 0
    case .up: 1
    case .local: 2
    case .degraded: 3
    case .down: 4
    }
  }
}
