/// What the real go command did, beside what was said of it.
package struct Ruling: Sendable, Hashable {
  package enum Go: Sendable, Hashable {
    case works
    /// With this text after `go: m@v: `.
    case fails(ServerText)
    /// It was ended while it waited for an answer.
    case waits
  }

  /// The request at which the two part.
  package struct Parting: Sendable, Hashable {
    package var kind: RequestKind
    /// Redacted.
    package var url: String
    package var ours: RequestOutcome
    package var go: GoTrace.Answer
  }

  package var module: ModuleVersion
  package var go: Go
  /// What was said that go would do.
  package var verdict: Walk.Verdict
  /// What it was said to print; nil where it was said to work or to wait.
  package var error: String?
  /// nil where each request that both made ended the same.
  package var parting: Parting?

  /// - Parameters:
  ///   - walks: all of one module.
  ///   - verdict: of all of them together.
  package init(
    _ trace: GoTrace, of go: Go, module: ModuleVersion, chain: Chain, walks: [Walk],
    verdict: Walk.Verdict
  ) {
    self.module = module
    self.go = go
    self.verdict = verdict
    error = walks.first { $0.verdict == verdict }?.error
    parting =
      [RequestKind.info, .mod, .zip].lazy.compactMap { kind in
        walks.first { $0.kind == kind }.flatMap { Self.parting(of: $0, chain, trace) }
      }.first
  }

  /// Both come to the same, by the same requests. nil where what was said is that it is not known.
  package var agrees: Bool? {
    if verdict == .unknown { return nil }
    let isSame =
      switch go {
      case .works: !verdict.isBad
      case .fails: verdict == .broken
      case .waits: verdict == .hangs
      }
    return isSame && parting == nil
  }

  private static func parting(of walk: Walk, _ chain: Chain, _ trace: GoTrace) -> Parting? {
    let question = Question(walk.kind, walk.canary)
    for step in walk.steps {
      guard chain.entries.indices.contains(step.entry), let url = chain.entries[step.entry].url,
        let outcome = step.outcome
      else { continue }
      let asked = url.redactedURL(of: question)
      guard let answer = trace.answer(to: asked), !outcome.isTold(by: answer) else { continue }
      return Parting(kind: walk.kind, url: asked, ours: outcome, go: answer)
    }
    return nil
  }
}

extension RequestOutcome {
  /// go met the same.
  fileprivate func isTold(by answer: GoTrace.Answer) -> Bool {
    switch (self, answer) {
    case (.failure(let failure), _) where failure.cause.code == .notMeasured: true
    case (.ok, .status(200)), (.hang, .none): true
    case (.notFound(let found), .status(let status)): found.status == status
    // A status of go's trace is the head's: what is wrong with the body shows in the error alone.
    case (.failure(let failure), .status(let status)):
      failure.cause.code == .status
        ? failure.cause.number == status
        : failure.phase == .transfer
          || failure.cause.code == .redirectWithoutLocation
    case (.hang(.transfer), .status): true
    // file:// has no statuses.
    case (.notFound, .failed), (.failure, .failed): true
    default: false
    }
  }
}

/// What came of a run of the real go.
package struct RefereeReport: Sendable, Hashable {
  /// What all of it took.
  package var time: Duration
  /// One for each module.
  package var rulings: [Ruling]

  /// nil where nothing can be told.
  package var agrees: Bool? {
    let all = rulings.map(\.agrees)
    return all.contains(false) ? false : all.contains(nil) ? nil : true
  }

  /// - Parameters:
  ///   - status: with which go ended; nil where it had to be ended while it waited.
  ///   - walks: what was said that it would do, for all of `modules`.
  package init(
    _ trace: GoTrace, status: Int32?, time: Duration, modules: [ModuleVersion], chain: Chain,
    walks: [Walk]
  ) {
    self.time = time
    rulings = modules.map { module in
      let own = walks.filter { $0.canary == module && $0.kind.isDownloaded }
      // go downloads what it can of several modules, and fails for the others.
      let go: Ruling.Go =
        switch status {
        case nil: .waits
        case 0: .works
        default: trace.error(of: module, among: modules).map { .fails($0) } ?? .works
        }
      return Ruling(trace, of: go, module: module, chain: chain, walks: own, verdict: own.verdict)
    }
  }
}
