import Foundation

/// What all cases of a run share.
struct Materials: Sendable {
  /// The real go command.
  var go: String
  /// The program under test.
  var program: String
  /// A folder of this run's own.
  var folder: String
  var keys: KeyRing
  /// A sound identity for `localhost` and 127.0.0.1, for kinds whose certificate is not at fault.
  var identity: TLSPlan
  /// The authority of `identity`, as PEM.
  var authority: String
  var names: NameServer
}
