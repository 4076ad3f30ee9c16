/// All settings of the go command, put together as it does: the variables of the environment, then the
/// user's file, then `$GOROOT/go.env` (cmd/go/internal/cfg, `Getenv`).
package struct GoEnvironment: Sendable, Hashable {
  /// The settings that came with the go installation.
  package enum Installation: Sendable, Hashable {
    /// No go was found: what every release since 1.21 ships with is taken.
    case none
    /// A go without its `go.env`: nothing has a default.
    case withoutFile
    case file(GoEnvFile)
  }

  package var variables: [String: String]
  /// nil where there is none or it cannot be read, which go passes over in silence.
  package var userFile: GoEnvFile?
  package var installation: Installation
  /// 27 of go 1.27; nil where that is not known.
  package var release: Int?
  /// The user's `.netrc`; nil where there is none that can be read.
  package var netrc: NetrcFile?
  /// What lies where go looks first.
  package var places = GoPlaces()

  package init(
    variables: [String: String], userFile: GoEnvFile?, installation: Installation = .none,
    release: Int? = nil
  ) {
    self.variables = variables
    self.userFile = userFile
    self.installation = installation
    self.release = release
  }

  /// The value of a setting and where it comes from. An empty variable counts as unset; an empty line of
  /// the user's file does not: it hides the default.
  package func setting(_ key: String) -> GoproxySetting {
    if let value = variables[key], !value.isEmpty {
      return GoproxySetting(value: value, source: .environment)
    }
    guard !Self.onlyInEnvironment.contains(key) else {
      return GoproxySetting(value: "", source: .default)
    }
    if let value = userFile?.value(of: key) {
      return GoproxySetting(value: value, source: .goEnvFile)
    }
    switch installation {
    case .none: return GoproxySetting(value: Self.released[key] ?? "", source: .default)
    case .withoutFile: return GoproxySetting(value: "", source: .default)
    case .file(let file):
      let value = file.value(of: key)
      return GoproxySetting(value: value ?? "", source: value == nil ? .default : .gorootGoEnv)
    }
  }

  package subscript(key: String) -> String { setting(key).value }

  /// The variables, with what the files say of those that go's client reads as settings.
  package var effectiveVariables: [String: String] {
    var effective = variables
    for key in ["GOAUTH", "GOINSECURE", "GOMODCACHE", "GOPATH", "GOPRIVATE", "GOVCS"] {
      effective[key] = self[key]
    }
    return effective
  }

  package var goproxy: GoproxySetting { setting("GOPROXY") }
  /// Modules fetched without a proxy; GOPRIVATE unless set itself.
  package var gonoproxy: String { orPrivate("GONOPROXY") }
  /// Modules not checked against the checksum database; GOPRIVATE unless set itself.
  package var gonosumdb: String { orPrivate("GONOSUMDB") }
  package var checksumDatabase: ChecksumDatabase { ChecksumDatabase(gosumdb: self["GOSUMDB"]) }

  /// The chain of GOPROXY, or of another value in its place.
  package func chain(of value: String? = nil) throws(ChainError) -> Chain {
    if let refusal { throw ChainError(refusal) }
    var chain = try Chain(
      parsing: value ?? goproxy.value, noproxy: gonoproxy, checksumDatabase: checksumDatabase,
      sums: sumScope)
    chain.isAskedFirst = missingToolchain == nil
    return chain
  }

  private func orPrivate(_ key: String) -> String {
    let value = self[key]
    return value.isEmpty ? self["GOPRIVATE"] : value
  }

  /// Settings that go takes from the environment alone.
  private static let onlyInEnvironment: Set<String> = ["GODEBUG", "GOENV"]

  private static let released = [
    "GOPROXY": "https://proxy.golang.org,direct", "GOSUMDB": "sum.golang.org",
    "GOTOOLCHAIN": "auto",
  ]
}
