/// The state of a mirror.
package enum HealthState: String, Sendable, Hashable, CaseIterable, Codable {
  case unknown, up, degraded, down
  /// The fault is on our side: no mirror is blamed.
  case local
}
