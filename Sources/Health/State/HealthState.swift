/// The state of a mirror: `MirrorHealth` decides it by what was answered, and `waiting` lies over that while nothing is.
package enum HealthState: String, Sendable, Hashable, CaseIterable, Codable {
  /// Not enough was measured yet.
  /// Can transition to: `up`, `slow`, `degraded`, `down`, `local`, `waiting`.
  case unknown
  /// Answers as it should.
  /// Can transition to: `slow`, `degraded`, `down`, `local`, `waiting`.
  case up
  /// Answers, and a phase takes many times its usual time.
  /// Can transition to: `up`, `degraded`, `down`, `local`, `waiting`.
  case slow
  /// Answers, but too often not, or now and then far more slowly than it used to.
  /// Can transition to: `up`, `slow`, `down`, `local`, `waiting`.
  case degraded
  /// A request has had no answer for longer than usual, and may have one yet: neither up nor down.
  /// Can transition to: all but `unknown`; to that only where the request was given up.
  case waiting
  /// Failed several times in a row, or did not answer in all the time it was given.
  /// Can transition to: `up`, `slow`, `degraded`, `local`.
  case down
  /// The fault is on our side: no mirror is blamed.
  /// Can transition to: `up`, `slow`, `degraded`, `down`.
  case local

  /// How bad it is: of several, the highest is shown, and what is not known only where nothing else is.
  package var severity: Int {
    switch self {
    case .unknown: 0
    case .up: 1
    case .local: 2
    case .slow: 3
    case .degraded: 4
    case .waiting: 5
    case .down: 6
    }
  }
}
