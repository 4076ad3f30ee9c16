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
    var name =
      entry.flatMap { chain?.name(ofEntry: $0) }
      ?? asked.map { ServerText($0.base.split(at: "://").last ?? "").text } ?? canary.module
    // The database that a proxy carries.
    if let asked, asked.path.hasPrefix("/sumdb/") {
      name += asked.path.split(separator: "/").prefix(2).map { "/\($0)" }.joined()
    }
    return Trouble(
      entry: entry, mirror: nil, name: name.isEmpty ? "GOPROXY" : name,
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
    // Who says that it carries the checksum database is the only one asked for it.
    if trouble.question.kind == .sumdb { return .content }
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
      .logged(line: failure.line, text: failure.printed, times: failure.count)
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
    guard let outcome = failure.outcome else { return nil }
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
      failure.isOfPage || trouble.outcome.isOfVersionControl
    guard let chain, let entry = trouble.entry else { return isDirect ? [.beforeIsUnknown] : [] }
    let before = chain.entries[..<entry].filter { $0.url != nil }
    if before.isEmpty { return [] }
    if before.contains(where: { $0.separator == .pipe }) { return [.beforeIsUnknown] }
    return isDirect ? [.beforeSaidNotFound] : []
  }

  // MARK: - What is known of it

  /// As go's line shows it: what a peer says over TLS is its own, else something on the way may have said it.
  func plain(_ trouble: Trouble, url: String?) -> Finding {
    guard let cause = trouble.failure?.cause else {
      return Finding(
        trouble.isLack ? .moduleNotFound : .silent, .mirror, .low, trouble: trouble,
        subjects: [trouble.question.canary.description])
    }
    let side = Side(cause.row.side)
    let isUnvouched = url?.hasPrefix("http:") == true && trouble.isAnswer && side == .mirror
    let isDoubtful = isUnvouched || Cause.ofUnknownSide.contains(cause.code)
    let confidence: Confidence = cause.code == .other ? .low : isDoubtful ? .medium : .high
    return Finding(.failure(cause.code), side, confidence, trouble: trouble)
  }
}

extension Trouble {
  var isLack: Bool { if case .notFound = outcome { true } else { false } }
}

extension Evidence {
  var isUnknowable: Bool { self == .beforeIsUnknown }
}
