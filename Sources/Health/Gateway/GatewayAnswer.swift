import GoRules

/// What a gateway answers to one request, and why.
package struct GatewayAnswer: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// To this URL.
    case redirected(String)
    /// The entry's own answer passes through.
    case passedThrough
    /// What an entry said, as go would have had it.
    case refused(RequestOutcome, ServerText?)
    /// The list behind the gateway is to be asked.
    case left(GatewayRules.Left)
    /// No entry may hear of the module.
    case privateModule
    /// go would refuse the list, or nobody is in it.
    case noEntries
    /// Too many requests wait.
    case busy
    /// It is no request of go's.
    case malformed
  }

  /// An entry that was asked or passed over before, and how it fared.
  package struct Passed: Sendable, Hashable {
    package var name: String
    package var outcome: RequestOutcome

    package init(name: String, outcome: RequestOutcome) {
      self.name = name
      self.outcome = outcome
    }
  }

  package var verdict: Verdict
  /// Who serves, or whose answer decided; nil for nobody.
  package var name: String?
  /// In the order of the list.
  package var passed: [Passed] = []

  package init(_ verdict: Verdict, name: String? = nil, passed: [Passed] = []) {
    self.verdict = verdict
    self.name = name
    self.passed = passed
  }

  /// Of HTTP. After 404 go goes on behind `,` and `|` alike, after others behind `|`.
  package var status: Int {
    switch verdict {
    case .redirected: 307
    case .passedThrough: 200
    case .refused(let outcome, _): Self.status(of: outcome)
    case .left, .privateModule, .noEntries, .malformed: 404
    case .busy: 503
    }
  }

  private static func status(of outcome: RequestOutcome) -> Int {
    switch outcome {
    case .ok: 502
    case .notFound(let found): found.status
    case .hang: 504
    case .failure(let failure):
      switch (failure.cause.code, failure.cause.number) {
      case (.status, let number?) where (400..<600).contains(number): number
      default: EvadedFailure(outcome) == .timeout ? 504 : 502
      }
    }
  }

  package var result: GatewayResult {
    switch verdict {
    case .redirected: .redirected
    case .passedThrough: .passed
    case .refused(.notFound, _): .notFound
    case .refused: .failed
    case .left: .leftToList
    case .privateModule: .privateModule
    case .noEntries: .noEntries
    case .busy: .busy
    case .malformed: .malformed
    }
  }
}
