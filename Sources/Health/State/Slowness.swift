import GoRules

/// A phase of a request that takes many times what is usual for it.
package struct Slowness: Sendable, Hashable {
  package var phase: Phase
  package var time: Duration
  /// The median of the last hour; over zero.
  package var usual: Duration

  package init(_ phase: Phase, time: Duration, usual: Duration) {
    self.phase = phase
    self.time = time
    self.usual = usual
  }

  /// How many times the usual.
  package var factor: Double { time / usual }
}

/// Why a mirror that answers is not up.
package enum StateReason: Sendable, Hashable {
  case slow(Slowness)
  /// Of the probes of the last minutes this share failed, 0 to 1.
  case failures(Double)
  /// One request in twenty takes this many times the usual.
  case slowTail(Double)
  /// These kinds of request fail, the first of them so, while it answers what it is judged by; not empty.
  case kindsFail([RequestKind], RequestOutcome)
}
