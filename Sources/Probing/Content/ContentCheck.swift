import ProxyHealth

/// Whether go would accept an answer.
enum ContentCheck {
  static func outcome(of exchange: Exchange, status: Int) -> ProbeOutcome {
    switch status {
    case 200: return .ok
    case 404, 410: return .notFound(NotFound(status: status))
    default: return .failure(ProbeFailure(.processing, .status(status)))
    }
  }
}
