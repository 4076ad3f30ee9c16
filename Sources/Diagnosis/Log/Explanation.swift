import GoRules
import Health

/// What a log says: the causes that it shows, and what would tell more. Nothing is asked for it; which list go went by is
/// taken from the log where that tells it, else from what is set now.
package struct Explanation: Sendable {
  package let log: GoLog
  package let setting: GoproxySetting
  /// nil where go would refuse the setting, and where the log is of another list: it names a proxy that this one has not.
  package let chain: Chain?
  /// The line of the log that tells the list; nil where it is what is set now.
  package let settingLine: Int?
  /// What happened first is told first; empty where nothing failed.
  package private(set) var findings: [Finding] = []
  /// GOPRIVATE as it is set now.
  let privatePatterns: String
  /// By the requests of `-x`: what somebody served, and what was asked last of each version of a module.
  private var served: Set<String> = []
  private var lastURLs: [String: String] = [:]

  /// - Parameters:
  ///   - setting: GOPROXY as it is set now, and `chain` what go makes of it.
  ///   - privatePatterns: GOPRIVATE.
  package init(
    _ log: GoLog, setting: GoproxySetting, chain: Chain?, privatePatterns: String = ""
  ) {
    self.log = log
    self.privatePatterns = privatePatterns
    if let told = log.goproxy, let own = try? Chain(parsing: told.text.text) {
      self.setting = GoproxySetting(value: told.text.text, source: .environment)
      self.chain = own
      settingLine = told.number
    } else {
      self.setting = setting
      self.chain = chain.flatMap { log.fits($0) ? $0 : nil }
      settingLine = nil
    }
    for request in log.trace.requests {
      let asked = RequestURL(request.url)
      if request.answer == .status(200) { served.insert(asked.path) }
      if let module = asked.moduleVersion { lastURLs[module] = request.url }
    }
    findings = found
  }

  /// What go came to, as far as the log shows; `unknown` where it holds nothing of go's, or nothing that is understood.
  package var verdict: Walk.Verdict {
    if findings.contains(where: { $0.stopsGo && $0.cause != .silent }) { return .broken }
    if findings.contains(where: \.stopsGo) { return .hangs }
    if log.goLines == 0 { return .unknown }
    if !findings.isEmpty { return .fallback }
    return log.unknown.isEmpty ? .served : .unknown
  }

  /// No network on the machine that wrote the log.
  package var isLocal: Bool {
    guard let first = findings.first, first.stopsGo else { return false }
    return first.trouble?.has(.networkUnreachable) == true
  }

  /// All that the log shows, each once.
  private var found: [Finding] {
    var all: [Finding] = []
    for failure in ordered {
      for request in requests(before: failure) { add(finding(request, before: failure), to: &all) }
      add(finding(failure), to: &all)
    }
    for request in groups(log.requests.filter { !isTold($0) }) {
      add(finding(request, before: nil), to: &all)
    }
    if all.isEmpty, let silent { all.append(silent) }
    return all
  }

  /// What to run for more; empty where nothing is known that would tell it.
  package var next: [String] {
    var commands: [String] = []
    for finding in findings.prefix(3) {
      let module = finding.trouble.map(\.question.canary).flatMap { ModuleVersion("\($0)") }
      if finding.evidence.contains(where: \.isUnknowable) {
        commands.append(
          "goproxytop doctor -- go mod download -x \(module?.description ?? "MODULE@VERSION")")
      }
      if finding.trouble != nil, finding.cause != .privateModule {
        commands.append("goproxytop doctor \(module?.description ?? "")".trimmed)
      }
      if finding.isOfProxy { commands.append("goproxytop rank") }
      if finding.cause == .lookupsOff { commands.append("goproxytop explain") }
      if finding.cause == .goproxyRefused { commands.append("goproxytop check") }
    }
    return commands.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  // MARK: - What belongs together

  /// What is wrong with go's own files often follows from a request that failed.
  private var ordered: [GoLog.Failure] {
    // Without git there is no protocol for a repository.
    let lacksGit = log.failures.contains { $0.outcome?.failure?.cause.code == .gitMissing }
    let all = log.failures.filter {
      !(lacksGit && $0.text.text.contains("no secure protocol found"))
    }
    return all.filter { $0.outcome != nil } + all.filter { $0.outcome == nil }
  }

  /// Requests for the same module that failed before, of others: go blames one of all, often the last.
  private func requests(before failure: GoLog.Failure) -> [GoLog.Request] {
    guard failure.outcome != nil, let module = failure.modulePath else { return [] }
    return groups(
      log.requests.filter { request in
        request.line < failure.line && !request.answer.isLack && request.asked.kind != nil
          && request.asked.base != failure.base && request.asked.module == module
      })
  }

  /// An error that go printed tells of it, or it is an answer that only has go ask the next.
  private func isTold(_ request: GoLog.Request) -> Bool {
    request.answer.isLack || request.asked.kind == nil
      || log.failures.contains { failure in
        failure.base == request.asked.base
          || failure.line > request.line && failure.modulePath == request.asked.module
      }
  }

  /// One of each proxy, with each answer.
  private func groups(_ requests: [GoLog.Request]) -> [GoLog.Request] {
    var known: Set<String> = []
    return requests.filter { request in
      known.insert("\(request.asked.base) \(request.answer.kind)").inserted
    }
  }

  private func add(_ finding: Finding, to all: inout [Finding]) {
    let isKnown = all.contains {
      $0.cause == finding.cause && $0.trouble?.name == finding.trouble?.name
        && $0.trouble?.outcome == finding.trouble?.outcome && $0.subjects == finding.subjects
    }
    if !isKnown { all.append(finding) }
  }

  // MARK: - Findings

  /// A request that failed, and was not the last: `failure` is what go blames; nil where it went on in peace.
  private func finding(_ request: GoLog.Request, before failure: GoLog.Failure?) -> Finding {
    var trouble = trouble(
      request.answer.outcome, url: request.url,
      module: request.asked.moduleVersion ?? request.asked.module)
    let isServed = served.contains(request.asked.path)
    // Who fails before the last one, and not by a 404, is what go would have been served by.
    if failure == nil, !isServed { trouble.stop = .notMeasured }
    var finding = plain(trouble, url: request.url)
    finding.evidence = [
      .logged(line: request.line, text: request.answer.text(of: request.url), times: 1)
    ]
    if failure != nil { finding.evidence.append(.goBlamesTheLast) }
    if trouble.stop == nil, let chain, let entry = trouble.entry,
      chain.entries[entry].separator == .comma
    {
      finding.evidence.append(.anotherListThen)
    }
    finding.evidence += place(of: trouble, url: request.url)
    return finding
  }

  private func finding(_ failure: GoLog.Failure) -> Finding {
    var finding: Finding
    switch failure.meaning {
    case .complaint(let kind):
      let row = kind.row
      finding = Finding(
        row.cause, row.side, row.confidence,
        subjects: row.subjects(failure),
        fix: (failure.complaint?.command ?? row.command).map { .command($0) })
    case .error(.goSum):
      finding = Finding(.goSumLacks, .you, .high, subjects: [failure.name ?? ""])
    case .error(.lookupsOff):
      finding = Finding(
        .lookupsOff, .you, .high,
        subjects: chain?.entries.first?.target == .off ? [] : [failure.name].compactMap(\.self),
        fix: setting.value.contains("off") ? takeBack : nil)
    case .error(.goproxyRefused):
      finding = Finding(.goproxyRefused, .you, .high, subjects: [failure.text.text], fix: takeBack)
    case .error(.request(let told)):
      finding = self.finding(failure.outcome ?? told, failure)
    }
    finding.evidence = evidence(for: failure) + finding.evidence
    return finding
  }

  private func finding(_ outcome: RequestOutcome, _ failure: GoLog.Failure) -> Finding {
    let url = failure.url ?? url(of: failure)
    var trouble = trouble(outcome, url: url, module: failure.module)
    trouble.stop = stop(trouble, at: failure)
    trouble.goText = failure.text.text
    var finding: Finding
    if let row = Cause.logRows.first(where: { $0.fits(trouble, failure) }) {
      finding = Finding(row.cause, row.side, row.confidence, trouble: trouble)
      if [.privateModule, .versionMissing, .moduleNotFound].contains(row.cause) {
        finding.subjects = [failure.name ?? failure.modulePath ?? trouble.name, trouble.name]
      }
      if row.cause == .addressOfNowhere {
        finding.subjects = [failure.addressOfNowhere].compactMap(\.self)
      }
      if row.cause == .gitFails || row.cause == .gitCredentials {
        finding.subjects = [trouble.failure?.cause.detail?.text ?? failure.text.text]
      }
    } else {
      finding = plain(trouble, url: url)
    }
    // The list is what go went by, not just what is set now.
    if finding.cause == .statusBeforeComma, settingLine != nil { finding.confidence = .high }
    finding.fix = fix(finding, failure)
    finding.evidence = place(of: trouble, url: url) + unknowable(trouble, failure)
    if let cause = trouble.failure?.cause, case .failure(let code) = finding.cause,
      ![.status, .other].contains(code)
    {
      finding.evidence.append(.hint(cause))
    }
    return finding
  }

  /// By the requests of `-x`, where go does not say whom it asked: what it asked of the module last.
  private func url(of failure: GoLog.Failure) -> String? {
    guard let module = failure.module, failure.outcome?.isOfVersionControl == false else {
      return nil
    }
    return lastURLs[module]
  }

  /// The log ends while go waits for an answer.
  private var silent: Finding? {
    guard let request = log.open.first else { return nil }
    var trouble = trouble(
      .hang(.processing), url: request.url, module: request.asked.moduleVersion)
    trouble.stop = .silence
    // Cut while an answer was on its way, it would look the same.
    var finding = Finding(.silent, .mirror, .low, trouble: trouble)
    finding.evidence =
      [.logged(line: request.line, text: "# get \(request.url)", times: log.open.count)]
      + [.logEnds] + place(of: trouble, url: request.url)
    return finding
  }
}

extension Finding {
  /// Another proxy may do better.
  fileprivate var isOfProxy: Bool {
    guard let trouble, side == .path || side == .mirror else { return false }
    return !trouble.outcome.isOfVersionControl && !trouble.has(.forwardProxy)
      && trouble.question.kind != .sumdb && trouble.goText?.contains("go-get=1") != true
  }
}

extension GoLog {
  /// Every proxy that it names is in the list.
  fileprivate func fits(_ chain: Chain) -> Bool {
    let asked = failures.compactMap(\.url).map(RequestURL.init) + requests.map(\.asked)
    return asked.allSatisfy { url in
      url.kind == nil || url.isPage || url.isDatabase
        || chain.entries.contains { $0.url.map(url.isOf) ?? false }
    }
  }
}

extension String {
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
