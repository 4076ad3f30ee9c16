import GoRules
import Health

extension RequestOutcome {
  /// The same of the page that is to lead to a repository: an answer that does not.
  var ofPage: RequestOutcome {
    let status: Int
    switch self {
    case .notFound(let found): status = found.status
    case .failure(let failure) where failure.cause.code == .status:
      status = failure.cause.number ?? 0
    default: return self
    }
    let detail = ServerText("HTTP \(status) \(HTTPStatus.name(status) ?? "")")
    return .failure(RequestFailure(.processing, FailureCause(.goImport, detail: detail)))
  }

  /// git, or the page that is to lead to it.
  var isOfVersionControl: Bool {
    guard let code = failure?.cause.code else { return false }
    return [.goImport, .unknownRevision, .gitMissing, .versionControlForbidden, .gitAnswer]
      .contains(code)
  }
}

extension GoTrace.Answer {
  /// 404 or 410: go asks the next.
  var isLack: Bool { self == .status(404) || self == .status(410) }

  var outcome: RequestOutcome {
    switch self {
    case .status(let status) where isLack: return .notFound(NotFound(status: status))
    case .status(let status): return .failure(RequestFailure(.processing, .status(status)))
    case .failed(let text):
      guard case .request(let outcome) = GoError(text.text[...])?.meaning else {
        return .failure(RequestFailure(.processing, FailureCause(.other, detail: text)))
      }
      return outcome
    case .none: return .hang(.processing)
    }
  }

  /// Without what differs from request to request.
  var kind: String {
    if case .failed = self { return "\(outcome.failure?.cause.code.rawValue ?? "")" }
    return "\(self)"
  }

  /// As `-x` prints it.
  func text(of url: String) -> String {
    switch self {
    case .status(let status): "# get \(url): \(status) \(HTTPStatus.name(status) ?? "")"
    case .failed(let text): "# get \(url): \(text.text)"
    case .none: "# get \(url)"
    }
  }
}
