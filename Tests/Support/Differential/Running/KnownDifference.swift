/// A disagreement that is meant to be; none is without its reason.
struct KnownDifference: Sendable {
  var name: String
  /// Why we do not do as go does.
  var reason: String
  var kinds: [Kind]
  var matches: @Sendable (_ go: Observation, _ ours: Observation) -> Bool

  static let all: [KnownDifference] = []
}
