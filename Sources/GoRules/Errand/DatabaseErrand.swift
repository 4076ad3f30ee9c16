/// go's requests to a checksum database about one module: through a proxy, or to the database itself.
package struct DatabaseErrand: Errand {
  private let base: SumBase
  private let subject: SumSubject
  private let isThroughProxy: Bool
  private let keep: @Sendable (SumMemory) -> Void
  private var errand: SumErrand
  /// Of the last exchange, redacted.
  private var url = ""
  /// How the last exchange failed; nil where it did not.
  private var failure: Failure?
  package private(set) var sums: SumErrand.Sums?
  /// What was asked last.
  private var part = SumErrand.Request.Part.lookup

  private struct Failure: Sendable {
    var outcome: RequestOutcome
    /// go's words; nil where they are not known.
    var text: String?
  }

  /// `proxy`: nil for the database itself. `memory`: what was proven before; `keep` gets what is proven now.
  /// `latest`: what go itself remembers.
  ///
  /// nil where GOSUMDB is no database.
  package init?(
    _ canary: ModuleVersion, of database: ChecksumDatabase, through proxy: ProxyURL?,
    memory: SumMemory, latest: LatestTree = .none,
    verify: @escaping @Sendable ([UInt8], [UInt8], [UInt8]) -> Bool,
    keep: @escaping @Sendable (SumMemory) -> Void
  ) {
    guard let key = database.key,
      let base = proxy.map({ SumBase($0, database: key.name) }) ?? SumBase(database)
    else { return nil }
    self.base = base
    self.keep = keep
    isThroughProxy = proxy != nil
    subject = SumSubject(canary, database: key.name)
    errand = SumErrand(
      canary, key: key, throughProxy: isThroughProxy, memory: memory, latest: latest,
      verify: verify)
  }

  package mutating func next(after answer: ErrandAnswer?) -> ErrandStep {
    guard let answer else { return step(errand.next(after: nil)) }
    let body = read(answer)
    guard let failure else { return step(errand.next(after: .body(body))) }
    // Whatever comes of it, go gets no further either, or nobody knows.
    switch EntryResult(failure.outcome, .sumdb) {
    case .silence, nil: return .ended(failure.outcome, goText: nil)
    case .fatal: return .ended(failure.outcome, goText: failure.text)
    case .served, .notFound, .error:
      return step(errand.next(after: .failure(failure.text ?? failure.outcome.words)))
    }
  }

  /// The body of a 200; empty where `failure` says what came instead.
  private mutating func read(_ answer: ErrandAnswer) -> [UInt8] {
    switch answer {
    case .failed(let outcome, let text): failure = Failure(outcome: outcome, text: text)
    case .answered(let page) where page.status != 200:
      failure = Failure(outcome: page.refusal, text: page.statusError(of: url))
    // go reads all of `supported`, and does not look at it.
    case .answered(let page) where page.isCut && part != .supported:
      let cause = FailureCause.notMeasured("a body larger than goproxytop reads")
      failure = Failure(outcome: .failure(RequestFailure(.transfer, cause)))
    case .answered(let page):
      failure = page.fault.map { fault in
        Failure(outcome: fault.outcome, text: fault.goText.map { "reading \(url): \($0)" })
      }
      return page.body
    }
    return []
  }

  private mutating func step(_ step: SumErrand.Step) -> ErrandStep {
    switch step {
    case .ask(let request):
      let whole = base.url(of: request.path)
      url = whole.redacted
      part = request.part
      return .ask(ErrandRequest(whole, limit: request.limit))
    case .unsupported:
      guard let failure else { return .notMeasured("no record") }
      return .ended(failure.outcome, goText: failure.text.map(subject.failed))
    case .proven(let sums, let memory):
      self.sums = sums
      keep(memory)
      return .ended(.ok, goText: nil)
    case .failed(let fault):
      return .ended(outcome(of: fault), goText: fault.kind == .notMeasured ? nil : fault.text)
    }
  }

  private func outcome(of fault: SumFault) -> RequestOutcome {
    func content(_ code: FailureCause.Code) -> RequestOutcome {
      .failure(RequestFailure(.transfer, FailureCause(code)))
    }
    switch fault.kind {
    case .exchange:
      guard let failure else { return content(.sumdbMalformed) }
      // Of the database itself it is a failure like any other; a proxy is blamed for what it has promised.
      guard isThroughProxy else { return failure.outcome }
      let cause = FailureCause.sumdbFailed(ServerText(failure.outcome.words))
      return .failure(RequestFailure(.processing, cause))
    case .malformed: return content(.sumdbMalformed)
    case .signature: return content(.sumdbSignature)
    case .proof: return content(.sumdbProof)
    case .fork: return content(.sumdbFork)
    case .absent: return content(.sumdbAbsent)
    case .mismatch: return content(.checksumMismatch)
    case .memory: return .failure(RequestFailure(.processing, .goEnds(ServerText(fault.text))))
    case .notMeasured:
      return .failure(RequestFailure(.processing, .notMeasured(fault.text)))
    }
  }
}

extension ErrandPage {
  /// What a status other than 200 means.
  fileprivate var refusal: RequestOutcome {
    if status == 404 || status == 410 { return .notFound(NotFound(status: status)) }
    return .failure(
      RequestFailure(
        .processing, Redirects.isRedirect(status) ? .redirectWithoutLocation : .status(status)))
  }
}

extension RequestOutcome {
  /// How it failed, in the words of JSON; empty where it did not.
  fileprivate var words: String {
    switch self {
    case .ok: ""
    case .notFound(let found): FailureCause.status(found.status).text
    case .failure(let failure): failure.cause.text
    case .hang: "no answer"
    }
  }
}
