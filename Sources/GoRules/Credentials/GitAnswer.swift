/// What `git credential fill` printed (cmd/go/internal/auth/gitauth.go).
package struct GitAnswer: Sendable, Hashable {
  /// The URL that the answer is for; empty where it names none.
  package private(set) var prefix = ""
  package private(set) var username: [UInt8] = []
  package private(set) var password: [UInt8] = []

  /// Reads `key=value` lines and ignores all others (`parseGitAuth`).
  package init(_ output: some Collection<UInt8>) {
    var url = GoURL()
    for line in Array(output)[...].split(separator: UInt8(ascii: "\n")) {
      guard let (key, value) = GoText.trimmed(line).cut(at: UInt8(ascii: "=")) else { continue }
      switch key.text {
      case "protocol": url.scheme = value.text
      case "host": url.host = value.text
      case "path": url.setPath(value.text)
      case "username": username = Array(value)
      case "password": password = Array(value)
      case "url":
        // A malformed one leaves what the other lines said.
        if let whole = try? GoURL(parsingRequest: value.text) { url = whole }
      default: break
      }
    }
    prefix = url.written
  }

  /// Why go makes no use of the answer to a request for `url`, in its words; nil where it does (`runGitAuth`).
  package func fault(requesting url: String) -> String? {
    if prefix.isEmpty {
      return "'git credential fill' failed for url=\(url), could not parse url\n"
    }
    guard url.utf8.starts(with: prefix.utf8) else {
      return "requested a credential for \(url), but 'git credential fill' provided one for "
        + "\(prefix)\n"
    }
    return nil
  }

  package var field: HeaderField { .basic(login: username, password: password) }
}
