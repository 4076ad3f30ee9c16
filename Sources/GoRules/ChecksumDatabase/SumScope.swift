/// Which modules go checks against the checksum database (modfetch/sumdb.go `useSumDB`).
package struct SumScope: Sendable, Hashable {
  /// GOSUMDB=off.
  private let isOff: Bool
  /// GONOSUMDB.
  private let exempt: ModulePatterns
  /// Toolchains are checked whatever GOSUMDB and GONOSUMDB say.
  private let checksToolchains: Bool

  /// Every module.
  package static let all = SumScope(
    isOff: false, exempt: ModulePatterns(""), checksToolchains: true)

  init(isOff: Bool, exempt: ModulePatterns, checksToolchains: Bool) {
    self.isOff = isOff
    self.exempt = exempt
    self.checksToolchains = checksToolchains
  }

  package func includes(_ version: ModuleVersion) -> Bool {
    if version.isToolchain, checksToolchains { return true }
    return !isOff && !exempt.matches(version.module)
  }
}

extension GoEnvironment {
  /// A toolchain is left unchecked behind one `file` proxy alone, and by proxy.golang.org itself.
  package var sumScope: SumScope {
    let isLocal =
      self["GOPROXY"].hasPrefix("file://") && !self["GOPROXY"].contains { $0 == "," || $0 == "|" }
    let isProxyItself = variables["GIT_HTTP_USER_AGENT"]?.contains("proxy.golang.org") == true
    return SumScope(
      isOff: self["GOSUMDB"] == "off", exempt: ModulePatterns(gonosumdb),
      checksToolchains: !isLocal && !isProxyItself)
  }
}

extension Chain {
  /// Whether go checks a module against the checksum database.
  package func checksSums(of version: ModuleVersion) -> Bool {
    sums.includes(version) && (checksumDatabase != .off || version.isToolchain)
  }

  /// The same, where go asks the entries of the list for the database.
  package func asksProxiesForSums(of version: ModuleVersion) -> Bool {
    if case .named = checksumDatabase { checksSums(of: version) } else { false }
  }
}
