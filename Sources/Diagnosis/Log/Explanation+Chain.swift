import GoRules
import Health

/// Where in the list something stands, why go went no further, and what would help.
extension Explanation {
  /// A trouble as the log tells it.
  func trouble(_ outcome: RequestOutcome, url: String?, module: String?) -> Trouble {
    let parts = module?.split(separator: "@").map(String.init) ?? []
    let canary = ModuleVersion(module: parts.first ?? "", version: parts.dropFirst().first ?? "")
    let asked = url.map(RequestURL.init)
    let entry = entry(outcome, asked, canary)
    let kind: RequestKind = asked?.kind ?? .info
    let name =
      entry.flatMap { chain?.name(ofEntry: $0) }
      ?? asked.map { ServerText($0.base.split(at: "://").last ?? "").text } ?? ""
    return Trouble(
      entry: entry, mirror: nil, name: name.isEmpty ? canary.module : name,
      question: Question(kind, canary), kinds: [kind], outcome: outcome)
  }

  /// The entry that was asked; nil where the list has none such, or the log does not tell.
  private func entry(_ outcome: RequestOutcome, _ url: RequestURL?, _ canary: ModuleVersion) -> Int?
  {
    guard let chain else { return nil }
    if let url, !url.isPage, !url.isDatabase {
      return chain.entries.firstIndex { $0.url.map(url.isOf) ?? false }
    }
    guard url?.isPage == true || outcome.isOfVersionControl else { return nil }
    return chain.directEntry(of: canary)
  }

  func stop(_ trouble: Trouble, at failure: GoLog.Failure) -> Walk.StopReason {
    if case .hang = trouble.outcome { return .notMeasured }
    if trouble.has(
      .notZip, .badZip, .checksumMismatch, .sumdbAbsent, .sumdbFork, .sumdbProof, .sumdbSignature)
    {
      return .content
    }
    guard let chain, let entry = trouble.entry else { return .notMeasured }
    return switch chain.entries[entry].separator {
    case .comma where !trouble.isLack: .comma
    case nil: .endOfChain
    // All behind it lack it.
    default: .notMeasured
    }
  }

  // MARK: - Evidence

  /// The lines of the log.
  func evidence(for failure: GoLog.Failure) -> [Evidence] {
    var lines: [Evidence] = [
      .logged(line: failure.line, text: failure.text.text, times: failure.count)
    ]
    lines += failure.details.prefix(4).map { .goSays($0.text) }
    if let answer = failure.answer, !answer.text.isEmpty {
      lines.append(.serverSays(answer.text))
    }
    if !failure.others.isEmpty { lines.append(.alsoFor(failure.others)) }
    if trouble(of: failure)?.has(.http2Stream, .http2GoAway, .http2Protocol) == true {
      lines += log.http2.prefix(3).map { .logged(line: $0.number, text: $0.text.text, times: 1) }
    }
    return lines
  }

  private func trouble(of failure: GoLog.Failure) -> Trouble? {
    guard case .error(.request(let outcome)) = failure.meaning else { return nil }
    return trouble(outcome, url: failure.url, module: failure.module)
  }

  /// Which entry it is, of which list; nothing for who is asked without a list.
  func place(of trouble: Trouble, url: String?) -> [Evidence] {
    if let entry = trouble.entry, let chain {
      guard let number = chain.number(ofEntry: entry) else { return [.takenFromProxies] }
      return [
        .entry(
          number, of: chain.entries.filter { $0.target != .noproxy }.count, setting, settingLine)
      ]
    }
    guard let url, case let asked = RequestURL(url), !asked.isPage, !asked.isDatabase else {
      return []
    }
    return [.notInList(ServerText(asked.base, limit: 300).text, setting, settingLine)]
  }

  /// What the log cannot tell: who failed before the one that go blames.
  func unknowable(_ trouble: Trouble, _ failure: GoLog.Failure) -> [Evidence] {
    guard log.trace.requests.isEmpty, !trouble.isLack else { return [] }
    let isDirect =
      failure.url.map { RequestURL($0).isPage } ?? false || trouble.outcome.isOfVersionControl
    guard let chain, let entry = trouble.entry else { return isDirect ? [.beforeIsUnknown] : [] }
    let before = chain.entries[..<entry].filter { $0.url != nil }
    if before.isEmpty { return [] }
    if before.contains(where: { $0.separator == .pipe }) { return [.beforeIsUnknown] }
    return isDirect ? [.beforeSaidNotFound] : []
  }

  // MARK: - What would help

  func fix(_ finding: Finding, _ failure: GoLog.Failure) -> Fix? {
    switch finding.cause {
    case .privateModule: return goprivate(failure).map { .command("go env -w GOPRIVATE=\($0)") }
    case .clock: return .command("sudo timedatectl set-ntp true")
    case .failure(.http2Stream), .failure(.http2GoAway), .failure(.http2Protocol):
      return .command("GODEBUG=http2client=0 go ...")
    default: break
    }
    return finding.trouble?.stop == .comma ? finding.trouble.flatMap(pipe) : nil
  }

  /// `|` in the place of the `,` at which go stopped; nil where that would not help, or would tell others of private modules.
  private func pipe(_ trouble: Trouble) -> Fix? {
    guard var chain, let entry = trouble.entry, let url = chain.entries[entry].url,
      !url.isPrivate, !trouble.isRefusal
    else { return nil }
    chain.entries[entry].separator = .pipe
    return .chain(chain, isExported: setting.source == .environment)
  }

  /// What has go leave a module to version control, with what is set already.
  private func goprivate(_ failure: GoLog.Failure) -> String? {
    guard let path = failure.modulePath else { return nil }
    let parts = path.split(separator: "/")
    guard parts.count > 1, parts.allSatisfy({ $0.isPlainName }) else { return nil }
    // Of a host for all, the owner's; else the whole host is somebody's own.
    let isShared = ["github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org"]
      .contains(String(parts[0]))
    let own = isShared ? parts.prefix(2).joined(separator: "/") : String(parts[0])
    return privatePatterns.isEmpty ? own : "'\(ServerText(privatePatterns).text),\(own)'"
  }

  /// Back to the default.
  var takeBack: Fix {
    .command(setting.source == .environment ? "unset GOPROXY" : "go env -u GOPROXY")
  }

  // MARK: - What is known of it

  /// As go's line shows it: what a peer says over TLS is its own, else something on the way may have said it.
  func plain(_ trouble: Trouble) -> Finding {
    guard let cause = trouble.failure?.cause else {
      return Finding(
        trouble.isLack ? .moduleNotFound : .silent, .mirror, .low, trouble: trouble,
        subjects: [trouble.question.canary.description])
    }
    let isDoubtful = Cause.ofUnknownSide.contains(cause.code)
    let confidence: Confidence = cause.code == .other ? .low : isDoubtful ? .medium : .high
    return Finding(.failure(cause.code), Side(cause.row.side), confidence, trouble: trouble)
  }
}

extension Trouble {
  var isLack: Bool { if case .notFound = outcome { true } else { false } }

  /// Somebody has decided so: asking elsewhere is not what is wanted.
  fileprivate var isRefusal: Bool {
    has(.status) && [401, 403, 407, 451].contains(failure?.cause.number)
  }
}

extension RequestOutcome {
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

extension GoLog.Failure {
  /// Without its version.
  package var modulePath: String? {
    if let module { return module.split(separator: "@").first.map(String.init) }
    return url.flatMap { RequestURL($0).module }
  }
}

extension Substring {
  /// Nothing that a shell would read.
  fileprivate var isPlainName: Bool {
    utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~!".utf8.contains(byte)
    } && !contains("!")
  }
}

extension Evidence {
  var isUnknowable: Bool { self == .beforeIsUnknown }
}
