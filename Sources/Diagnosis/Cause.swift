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
    }
  }
}

extension Cause: CaseIterable {
  package static var allCases: [Cause] {
    FailureCause.Code.allCases.map(Cause.failure) + [
      .passing, .addressOfNowhere, .deadNameServer, .hiddenName, .incompleteChain, .filteredName,
      .pathMTU, .http2, .userAgent, .requestLost, .silent, .tooSlow, .credentials,
      .statusBeforeComma, .htmlPage, .intercepted, .emptyTrustStore, .clock, .moduleNotFound,
      .disguisedFailure, .goproxyRefused, .noNetwork, .oldGo, .pipeUnknown, .lookupsOff,
      .goFails, .goWaits, .deadAddress, .deadFamily, .slow, .uncheckedContent,
    ]
  }
}
