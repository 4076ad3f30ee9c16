import Health

/// How well a mirror or the chain did over a period.
package struct Availability: Sendable, Hashable {
  package var subject: AvailabilitySubject
  /// Time with a known state, gaps and `local` left out.
  package var observed = Duration.zero
  /// Of it, time in which it served (`up` or `degraded`; for the chain: an active target).
  package var available = Duration.zero
  /// Outages that began in the period or were under way at its start.
  package var outages = 0
  package var longestOutage: Duration?
  /// Mean length of the outages that were seen to end; nil without one (MTTR).
  package var meanTimeToRecover: Duration?

  /// Available in proportion to observed, 0 to 1; nil where nothing was observed.
  package var share: Double? {
    observed > .zero ? available / observed : nil
  }
}
