import GoRules

/// What the doctor can name. Most causes are told apart by the row of `Cause+Rows.swift`; a request that failed for none
/// of those keeps the cause with which it failed.
package enum Cause: Sendable, Hashable {
  /// As the request failed: no more is known of it.
  case failure(FailureCause.Code)
  // Of a request that failed
  /// It failed once, and not when it was made again.
  case passing
  case addressOfNowhere
  case deadNameServer
  case hiddenName
  /// The server sends its own certificate alone.
  case incompleteChain
  case filteredName
  case pathMTU
  case http2
  case userAgent
  case requestLost
  case silent
  case tooSlow
  case credentials
  case statusBeforeComma
  case htmlPage
  case intercepted
  case emptyTrustStore
  case clock
  case moduleNotFound
  case disguisedFailure
  // Of the whole
  case goproxyRefused
  case noNetwork
  case oldGo
  case pipeUnknown
  case lookupsOff
  case goFails
  case goWaits
  case deadAddress
  case deadFamily
  case slow
  case uncheckedContent
  // Of a log
  /// What go asks for is private, or does not exist: neither a proxy nor the checksum database can see it.
  case privateModule
  case versionMissing
  /// git may not read the repository.
  case gitCredentials
  case gitFails
  case goSumLacks
  case goSumDiffers
  case notRequired
  case packageMissing
  case otherPath
  case goModOutdated
  case noGoMod
  case vendorOutdated
  case toolchainMissing
  case toolchainUnnamed
  case goTooOld
  case sumdbRefused
  case goMissing
  case cacheFails
  // Of idle connections, and of many requests at once
  /// The path forgets them.
  case idleForgotten
  /// The mirror takes a request on one, and does not answer.
  case idleSilent
  /// The connection ends under a request on one.
  case idleCutOff
  case burstLimit

  /// The word of JSON: stable.
  package var code: String {
    switch self {
    case .failure(let code): code.rawValue.replacing("_", with: "-")
    case .passing: "passing-failure"
    case .addressOfNowhere: "blocked-name"
    case .deadNameServer: "name-server"
    case .hiddenName: "hidden-name"
    case .incompleteChain: "intermediate-missing"
    case .filteredName: "filtered-name"
    case .pathMTU: "path-mtu"
    case .http2: "http2"
    case .userAgent: "user-agent"
    case .requestLost: "request-lost"
    case .silent: "silent"
    case .tooSlow: "too-slow"
    case .credentials: "credentials"
    case .statusBeforeComma: "status-before-comma"
    case .htmlPage: "html-page"
    case .intercepted: "tls-intercepted"
    case .emptyTrustStore: "empty-trust-store"
    case .clock: "clock"
    case .moduleNotFound: "module-not-found"
    case .disguisedFailure: "disguised-failure"
    case .goproxyRefused: "goproxy-refused"
    case .noNetwork: "no-network"
    case .oldGo: "old-go"
    case .pipeUnknown: "pipe-unknown"
    case .lookupsOff: "lookups-off"
    case .goFails: "go-fails"
    case .goWaits: "go-waits"
    case .deadAddress: "dead-address"
    case .deadFamily: "dead-family"
    case .slow: "slow"
    case .uncheckedContent: "unchecked-content"
    case .privateModule: "private-module"
    case .versionMissing: "version-not-found"
    case .gitCredentials: "git-credentials"
    case .gitFails: "git-failed"
    case .goSumLacks: "go-sum-entry-missing"
    case .goSumDiffers: "go-sum-mismatch"
    case .notRequired: "module-not-required"
    case .packageMissing: "package-not-found"
    case .otherPath: "module-path-mismatch"
    case .goModOutdated: "go-mod-outdated"
    case .noGoMod: "no-go-mod"
    case .vendorOutdated: "vendor-outdated"
    case .toolchainMissing: "toolchain-not-available"
    case .toolchainUnnamed: "toolchain-unnamed"
    case .goTooOld: "go-too-old"
    case .sumdbRefused: "gosumdb-refused"
    case .goMissing: "go-not-found"
    case .cacheFails: "module-cache"
    case .idleForgotten: "idle-forgotten"
    case .idleSilent: "idle-silent"
    case .idleCutOff: "idle-reset"
    case .burstLimit: "burst-limit"
    }
  }

  /// go says so of its files, its settings or the machine, and ends; no request has failed.
  var isOfGo: Bool { GoComplaint.Kind.allCases.contains { $0.row.cause == self } }
}

extension Cause: CaseIterable {
  package static var allCases: [Cause] {
    FailureCause.Code.allCases.map(Cause.failure) + [
      .passing, .addressOfNowhere, .deadNameServer, .hiddenName, .incompleteChain, .filteredName,
      .pathMTU, .http2, .userAgent, .requestLost, .silent, .tooSlow, .credentials,
      .statusBeforeComma, .htmlPage, .intercepted, .emptyTrustStore, .clock, .moduleNotFound,
      .disguisedFailure, .goproxyRefused, .noNetwork, .oldGo, .pipeUnknown, .lookupsOff,
      .goFails, .goWaits, .deadAddress, .deadFamily, .slow, .uncheckedContent, .privateModule,
      .versionMissing, .gitCredentials, .gitFails, .idleForgotten, .idleSilent, .idleCutOff,
      .burstLimit,
    ] + GoComplaint.Kind.allCases.map(\.row.cause)
  }
}
