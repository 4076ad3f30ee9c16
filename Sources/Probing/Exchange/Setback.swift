import GoRules
import Platform

/// An answer after which go asks again.
struct Setback {
  /// Before it does.
  var wait: Duration
  /// go asks on the same connection, if that takes another request.
  var keepsConnection: Bool
  /// What there is to say if our patience ends first.
  var outcome: RequestOutcome
  var text: String?
  /// The clock when it came.
  var since: Int64 = 0

  var until: Int64 { since + wait.inNanoseconds }
}
