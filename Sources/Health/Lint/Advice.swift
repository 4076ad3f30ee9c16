/// Something about the chain or a mirror that a person should know, with its measured reason.
package struct Advice: Sendable, Hashable {
  /// Stable: scripts match on the raw value.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// A `,` keeps go from an entry that would answer.
    case commaHidesFallback = "comma-hides-fallback"
    /// Something is written after `direct` or `off`, where go does not read.
    case entriesAfterTerminator = "entries-after-terminator"
    case duplicateEntry = "duplicate-entry"
    /// A mirror of the chain is down.
    case deadEntry = "dead-entry"
    /// A `|` after a private mirror sends private paths to a public one when it fails.
    case pipeLeaksPrivate = "pipe-leaks-private"
    /// A mirror serves modules but not the checksum database.
    case noSumdb = "no-sumdb"
    /// GONOSUMDB or GOSUMDB=off leaves public modules unverified.
    case unverifiedModules = "unverified-modules"
    /// GOFLAGS=-mod=vendor: no proxy is ever asked.
    case modVendor = "mod-vendor"
    /// GODEBUG=http2client=0.
    case http2Disabled = "http2-disabled"
    /// GOTOOLCHAIN has go download another go first.
    case toolchainFirst = "toolchain-first"
    /// A host whose service has ended.
    case knownDeadHost = "known-dead-host"
    /// GOPROXY is empty: every lookup fails.
    case emptyGoproxy = "empty-goproxy"
    /// An exported GOPROXY hides another value in the go env file.
    case exportedOverridesFile = "exported-overrides-file"
    /// A 404 that is slow or tells of a fault upstream: it hides a failure.
    case hidesFailure = "hides-failure"
    /// go refuses to send userinfo over http.
    case credentialsOverHTTP = "credentials-over-http"
    /// A pattern of GOPRIVATE and its kin does not match what it was written for.
    case patternNeverMatches = "pattern-never-matches"
    /// Entries of GOPROXY are parted by something other than `,` or `|`.
    case wrongSeparator = "wrong-separator"
    /// A variable or a setting of GODEBUG that go does not have.
    case unknownVariable = "unknown-variable"
    /// 401 or 407.
    case credentialsRefused = "credentials-refused"
    /// The server asks to stay away for a while.
    case retryAfter = "retry-after"
    case intermediateMissing = "intermediate-missing"
    /// In two weeks or less.
    case certificateEnds = "certificate-ends"
    /// The forward proxy of HTTP_PROXY or HTTPS_PROXY fails.
    case forwardProxy = "forward-proxy"
    /// A name server fails.
    case resolver
    /// Several mirrors' certificates are not trusted.
    case untrustedIssuer = "untrusted-issuer"
    /// This machine's clock disagrees with several mirrors.
    case clock
    /// A 200 whose content go takes unchecked, and should not.
    case uncheckedContent = "unchecked-content"
  }
  /// How much it matters; the raw value is the word of JSON.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// go fails or waits because of it, or something private gets out.
    case error
    /// It costs time or safety, or will when a mirror fails.
    case warning
    /// Good to know.
    case note
  }

  package var reason: Reason
  /// The entry it speaks of; nil for the whole chain.
  package var entry: Int?

  package init(_ reason: Reason, entry: Int? = nil) {
    self.reason = reason
    self.entry = entry
  }

  package var code: Code { reason.code }
  package var severity: Severity { reason.severity }
}
