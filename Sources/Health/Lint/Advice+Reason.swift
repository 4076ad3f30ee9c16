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
    /// `isOnly`: the chain has no other entry.
    case dead(String, Death, Price, isOnly: Bool)
    /// Of a gateway that this machine is to run.
    case gatewayDown(String, FailureCause)
    case pipeLeaks(String, to: String)
    /// The status with which the mirror says that it does not carry the checksum database.
    case noSumdb(String, status: Int, database: String)
    case sumdbFails(String, FailureCause, othersAreAsked: Bool)
    case sumdbSilent(String)
    case sumdbOff
    case unverified(module: String)
    case modVendor
    case http2Disabled
    /// Its name: `go1.99.0`.
    case toolchainFirst(String)
    case goCenterEnded(String)
    case emptyInEnvFile
    case emptyInGOROOT
    /// The value in the go env file, redacted.
    case overridden(value: String)
    /// A 404 or 410 that is none; `slow` with how long it took, nil where that is not known.
    case hides(String, status: Int, RequestKind, NotFound.Disguise, took: Duration?)
    case credentialsOverHTTP(String)
    /// The variable, and the pattern as Go quotes it.
    case pattern(key: String, pattern: String, PatternFault)
    /// What stands between two entries where go wants `,` or `|`.
    case wrongSeparator(String)
    /// A variable, or a setting of GODEBUG, that go does not have.
    case unknownVariable(String)
    /// 401 or 407.
    case credentialsRefused(String, status: Int, CredentialHint)
    case retryAfter(String, status: Int, Duration)
    case intermediateMissing(String)
    /// Whole days.
    case certificateEnds(String, days: Int)
    /// The variable that names the forward proxy, which is given without its password.
    case forwardProxyFails(String, variable: String, FailureCause)
    /// `address:port` of each name server that failed.
    case resolverFails(servers: [String], FailureCause)
    /// So many mirrors show certificates of this one issuer, whom go does not trust.
    case intercepted(issuer: String, mirrors: Int)
    /// So many mirrors show certificates of issuers whom go does not trust, and none shows another.
    case nothingTrusted(mirrors: Int)
    /// How far this machine's clock is ahead of that of so many mirrors, which agree; negative where it is behind.
    case clockIsOff(by: Duration, mirrors: Int)
    case htmlPage(String, RequestKind)
    case noModuleLine(String)
    case otherModule(String)
    case emptyList(String)
  }

  /// Why a pattern of GOPRIVATE and its kin matches nothing, or not what was meant.
  package enum PatternFault: Sendable, Hashable, CaseIterable {
    case space, quotes, scheme, semicolon, pipe, brackets, variable, dots
  }

  /// What there is to say of the credentials that a mirror wants.
  package enum CredentialHint: Sendable, Hashable {
    /// go has none for `host:port`.
    case areMissing(host: String)
    /// go sent some.
    case areWrong
    case notOverHTTP
    case goAuthIsOff
    /// An entry of `.netrc` that go does not take for this host.
    case otherName(machine: String, host: String)
    /// An entry of `.netrc` without a login or a password.
    case incomplete(machine: String)
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
    case waits
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
    case .dead, .gatewayDown: .deadEntry
    case .pipeLeaks: .pipeLeaksPrivate
    case .noSumdb, .sumdbFails, .sumdbSilent: .noSumdb
    case .sumdbOff, .unverified: .unverifiedModules
    case .modVendor: .modVendor
    case .http2Disabled: .http2Disabled
    case .toolchainFirst: .toolchainFirst
    case .goCenterEnded: .knownDeadHost
    case .emptyInEnvFile, .emptyInGOROOT: .emptyGoproxy
    case .overridden: .exportedOverridesFile
    case .hides: .hidesFailure
    case .credentialsOverHTTP: .credentialsOverHTTP
    case .pattern: .patternNeverMatches
    case .wrongSeparator: .wrongSeparator
    case .unknownVariable: .unknownVariable
    case .credentialsRefused: .credentialsRefused
    case .retryAfter: .retryAfter
    case .intermediateMissing: .intermediateMissing
    case .certificateEnds: .certificateEnds
    case .forwardProxyFails: .forwardProxy
    case .resolverFails: .resolver
    case .intercepted, .nothingTrusted: .untrustedIssuer
    case .clockIsOff: .clock
    case .htmlPage, .noModuleLine, .otherModule, .emptyList: .uncheckedContent
    }
  }

  package var severity: Advice.Severity {
    switch self {
    case .commaHides, .dead(_, _, .waits, _), .dead(_, _, .stops, _), .pipeLeaks,
      .goCenterEnded, .emptyInEnvFile, .emptyInGOROOT, .credentialsOverHTTP, .wrongSeparator,
      .credentialsRefused, .intermediateMissing, .forwardProxyFails, .resolverFails, .intercepted,
      .nothingTrusted:
      .error
    case .commaMayHide, .entriesAfter, .dead, .gatewayDown, .sumdbFails, .sumdbSilent, .sumdbOff,
      .unverified,
      .overridden, .hides, .pattern, .htmlPage, .noModuleLine, .otherModule, .emptyList,
      .retryAfter, .certificateEnds, .clockIsOff, .toolchainFirst:
      .warning
    case .duplicate, .noSumdb, .modVendor, .http2Disabled, .unknownVariable: .note
    }
  }
}
