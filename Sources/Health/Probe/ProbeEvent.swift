/// What is told of a round of probes while it is under way.
package enum ProbeEvent: Sendable, Hashable {
  /// A request has ended, one way or another.
  case finished(ProbeResult)
  /// A request has had no answer for `OpenRequest.patience`; told once for each phase it waits in from then on.
  case waiting(OpenRequest)

  /// nil for what is no end of a request.
  package var result: ProbeResult? {
    switch self {
    case .finished(let result): result
    case .waiting: nil
    }
  }
}
