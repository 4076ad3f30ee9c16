import GoRules

/// A request under way that has had no answer for a second or more.
package struct OpenRequest: Sendable, Hashable {
  package var mirror: Mirror.ID
  package var request: ProbeRequest
  package var startedAt: Timestamp
  /// What is being waited for.
  package var phase: Phase

  /// Nothing is told of a request before it has been open for so long.
  package static let patience = Duration.seconds(1)

  package init(
    mirror: Mirror.ID, request: ProbeRequest, startedAt: Timestamp, phase: Phase
  ) {
    self.mirror = mirror
    self.request = request
    self.startedAt = startedAt
    self.phase = phase
  }
}
