/// The value of GOPROXY and where it came from.
package struct GoproxySetting: Sendable, Hashable {
  package enum Source: String, Sendable, Hashable, CaseIterable {
    case option
    case environment
    case goEnvFile = "go env file"
    case gorootGoEnv = "GOROOT/go.env"
    case `default`
  }
  /// As written, passwords included: for parsing only. Show `redactedValue`.
  package var value: String
  package var source: Source

  package init(value: String, source: Source) {
    self.value = value
    self.source = source
  }
}
