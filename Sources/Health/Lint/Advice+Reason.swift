import GoRules

extension Advice {
  /// What there is to say, with what was measured: the sentence is made where it is shown. The first
  /// text of a case is the name of the entry it speaks of.
  package enum Reason: Sendable, Hashable {
    /// What stops go at a comma, for these kinds, and who would answer with `|`; `wait` is all that
    /// go would pay until then, nil where it is not known.
    case commaHides(String, FailureCause, [RequestKind], by: String, wait: Duration?)
    /// The same as a rule, where nothing is measured yet.
    case commaMayHide(String, next: String)
    case entriesAfter(terminator: String, ignored: String)
    /// The number counts from 1, as a person does.
    case duplicate(String, earlier: Int)
    case dead(String, Death, Price)
    case pipeLeaks(String, to: String)
    /// The status with which the mirror says that it does not carry the checksum database.
    case noSumdb(String, status: Int, database: String)
    case sumdbFails(String, FailureCause, othersAreAsked: Bool)
    case sumdbSilent(String)
    case sumdbOff
    case unverified(module: String)
    case modVendor
    case http2Disabled
    case goCenterEnded(String)
    case emptyInEnvFile
    case emptyInGOROOT
    /// The value in the go env file, redacted.
    case overridden(value: String)
    /// A 404 or 410 that is none; `slow` with how long it took, nil where that is not known.
    case hides(String, status: Int, RequestKind, NotFound.Disguise, took: Duration?)
    case credentialsOverHTTP(String)
    /// The variable, and the pattern as Go quotes it.
    case patternWithSpace(key: String, pattern: String)
    case htmlPage(String, RequestKind)
    case noModuleLine(String)
    case emptyList(String)
  }

  /// How an entry that is down ended last.
  package enum Death: Sendable, Hashable {
    case failure(FailureCause)
    case silence
    /// It answers now, and failed too often before.
    case failures
  }

  /// What go pays for an entry that is down.
  package enum Price: Sendable, Hashable {
    /// Not known, or nothing after the last.
    case none
    case waitsForever
    case stops
    case eachRequest(Duration)
  }
}

extension Advice.Reason {
  package var code: Advice.Code {
    switch self {
    case .commaHides, .commaMayHide: .commaHidesFallback
    case .entriesAfter: .entriesAfterTerminator
    case .duplicate: .duplicateEntry
    case .dead: .deadEntry
    case .pipeLeaks: .pipeLeaksPrivate
    case .noSumdb, .sumdbFails, .sumdbSilent: .noSumdb
    case .sumdbOff, .unverified: .unverifiedModules
    case .modVendor: .modVendor
    case .http2Disabled: .http2Disabled
    case .goCenterEnded: .knownDeadHost
    case .emptyInEnvFile, .emptyInGOROOT: .emptyGoproxy
    case .overridden: .exportedOverridesFile
    case .hides: .hidesFailure
    case .credentialsOverHTTP: .credentialsOverHTTP
    case .patternWithSpace: .patternNeverMatches
    case .htmlPage, .noModuleLine, .emptyList: .uncheckedContent
    }
  }

  package var severity: Advice.Severity {
    switch self {
    case .commaHides, .dead(_, _, .waitsForever), .dead(_, _, .stops), .pipeLeaks, .goCenterEnded,
      .emptyInEnvFile, .emptyInGOROOT, .credentialsOverHTTP:
      .error
    case .commaMayHide, .entriesAfter, .dead, .sumdbFails, .sumdbSilent, .sumdbOff, .unverified,
      .overridden, .hides, .patternWithSpace, .htmlPage, .noModuleLine, .emptyList:
      .warning
    case .duplicate, .noSumdb, .modVendor, .http2Disabled: .note
    }
  }
}
