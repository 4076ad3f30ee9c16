import GoRules
import Health

extension GoLog.Failure {
  /// nil where what go said is no failure.
  init?(_ message: [Substring], line: Int, isNamed: Bool) {
    let end = message.firstIndex { $0.trimmedOfTabs.hasPrefix("server response:") }
    let own = Array(message[..<(end ?? message.endIndex)])
    let rest = end.map { message[$0...].map(\.trimmedOfTabs).joined(separator: " ") }
    let whole = own.joined(separator: "\n")
    let complaint = GoComplaint(own)
    let error = GoError(whole[...])
    guard let first = own.first, complaint != nil || error != nil else { return nil }
    let meaning = complaint.map { Meaning.complaint($0.kind) } ?? .error(error?.meaning ?? .goSum)
    self.meaning = meaning
    self.line = line
    self.isNamed = isNamed
    text = ServerText(first, limit: 1000)
    details = own.dropFirst().map { ServerText($0, limit: 500) }.filter { !$0.text.isEmpty }
    answer = rest.map {
      ServerText($0.dropFirst("server response:".count).trimmedOfTabs, limit: 500)
    }
    url = complaint == nil ? error?.url : nil
    base = url.map { RequestURL($0).base }
    kind = Kind(
      meaning: meaning.kind, isOfGit: answer?.isOfGit ?? false,
      deniesRevision: answer?.deniesRevision ?? false)
    module = error?.module ?? Self.module(in: whole)
    modulePath =
      module.flatMap { $0.split(separator: "@").first.map(String.init) }
      ?? url.flatMap { RequestURL($0).module }
    self.complaint = complaint
  }

  /// `module a.example/x: …`, where go asks for versions.
  private static func module(in text: String) -> String? {
    for mark in ["module ", "unrecognized import path \""] {
      guard let place = text.firstRange(of: mark) else { continue }
      let word = text[place.upperBound...].prefix { !" :\n\"@".contains($0) }
      if word.contains(".") || word.contains("/") { return ServerText(word, limit: 300).text }
    }
    return nil
  }

  /// Nobody but go says it so.
  var isSurely: Bool {
    switch meaning {
    case .complaint(let kind): ![.goMissing, .cacheFails].contains(kind)
    case .error(.request(let outcome)):
      module != nil || outcome.isOfVersionControl || outcome.failure?.cause.code == .notZip
        || url.map(RequestURL.init).map { $0.kind != nil || $0.isPage } ?? false
    case .error: true
    }
  }

  /// The first line as go printed it.
  package var printed: String { (isNamed ? "go: " : "") + text.text }

  /// All that go says of it.
  package var whole: String { ([text] + details).map(\.text).joined(separator: " ") }

  /// What it is about: a module, or something else that go names.
  package var name: String? { complaint?.subject ?? module }
}

extension GoLog.Failure.Meaning {
  /// Without what a peer says in its own words.
  fileprivate var kind: Self {
    guard case .error(.request(.failure(var failure))) = self else { return self }
    failure.cause.detail = nil
    return .error(.request(.failure(failure)))
  }
}

extension GoLog.Failure {
  /// How the request ended, with what its URL and the answer tell of that; nil where none failed.
  var outcome: RequestOutcome? {
    guard case .error(.request(let outcome)) = meaning else { return nil }
    if isOfPage { return outcome.ofPage }
    guard case .notFound(var found) = outcome else { return outcome }
    let asked = url.map(RequestURL.init)
    if asked?.kind == .sumdb, asked?.path.contains("/lookup/") == false {
      let detail = ServerText("HTTP \(found.status)")
      return .failure(RequestFailure(.processing, FailureCause(.sumdbFailed, detail: detail)))
    }
    found.disguise = answer.flatMap { NotFound.Disguise(saying: $0.text) }
    return .notFound(found)
  }

  /// The page that is to name the module's repository was asked.
  var isOfPage: Bool { url.map { RequestURL($0).isPage } ?? false }
}

extension Substring {
  fileprivate var trimmedOfTabs: Substring { drop { $0 == "\t" || $0 == " " } }
}

extension ServerText {
  /// The repository is there, and the version is not.
  var deniesRevision: Bool { text.contains("unknown revision") }

  /// A proxy's own git could not read the repository.
  var isOfGit: Bool {
    [
      "could not read Username", "terminal prompts disabled", "Permission denied (publickey)",
      "Repository not found", "could not read Password", "Authentication failed",
    ].contains(where: text.contains)
  }
}
