/// One request as go makes it, for the errors it prints.
struct GoRequest: Sendable, Hashable {
  var url: ProxyURL
  var question: Question
  var checksumDatabase: String

  /// The request's URL, password redacted.
  private var shown: String {
    url.redactedURL(of: question, checksumDatabase: checksumDatabase)
  }

  /// What go prints for an answer that does not serve, after `go: m@v: `.
  ///
  /// Details that only one process can know (local ports, the resolver's address, the names in a
  /// certificate) are left out.
  func errorText(for answer: Answer) -> String {
    if let text = answer.goText { return text.text }
    let said =
      switch answer.outcome {
      case .ok, .hang: ""
      case .notFound(let found): reading(found.status, answer.serverText)
      case .failure(let failure): text(failure, answer)
      }
    guard question.kind == .sumdb, !said.isEmpty else { return said }
    // It is asked for a module's sake.
    return SumSubject(question.canary, database: checksumDatabase).failed(said)
  }

  private func reading(_ status: Int, _ serverText: ServerText?) -> String {
    let text = "reading \(shown): "
    // A missing file behind file:// counts as 404 (web/http.go, `getFile`).
    if url.scheme == .file {
      return text + (status == 403 ? "permission denied" : "no such file or directory")
    }
    let name = HTTPStatus.name(status).map { " " + $0 } ?? ""
    let detail = serverText.map(\.text).flatMap { $0.isEmpty ? nil : "\n\tserver response: " + $0 }
    return text + "\(status)\(name)" + (detail ?? "")
  }

  private func text(_ failure: RequestFailure, _ answer: Answer) -> String {
    let words = TransportErrorText(
      failure: failure, host: url.host, authority: url.authority, peer: answer.peer
    ).text
    switch failure.cause.code {
    case .status: return reading(failure.cause.number ?? 0, answer.serverText)
    case .redirectWithoutLocation: return reading(302, nil)
    case .credentialsOverHTTP: return "\(words): \(shown)"
    case .wrongVersion, .notZip, .badZip: return words
    case .empty where question.kind == .zip: return "zip: not a valid zip file"
    case .notJSON, .empty:
      return "invalid response from proxy \(goQuoted(url.redacted)): \(words)"
    case .tooLarge where question.kind == .zip: return "downloaded zip file too large"
    default:
      // net/http names the request; a body that ends early is named by the reader.
      return "\(failure.phase == .transfer ? "read" : "Get") \(goQuoted(shown)): \(words)"
    }
  }
}
