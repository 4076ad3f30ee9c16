import GoRules

/// Whose availability is reported: a mirror's or a walk's.
package enum AvailabilitySubject: Sendable, Hashable {
  case mirror(Mirror.ID)
  /// The walk of this request kind and canary.
  case chain(RequestKind, ModuleVersion)
}
