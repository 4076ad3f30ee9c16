/// What decides how go looks for a module in version control, besides the module.
package struct VersionControlSettings: Sendable, Hashable {
  /// Modules that may be fetched without verification, and over http (GOINSECURE).
  package var insecure: ModulePatterns
  package var rules: VersionControlRules
  package var git: GitSettings

  /// `variables`: see `GoEnvironment.effectiveVariables`.
  package init(variables: [String: String], git: GitSettings) {
    func value(_ key: String) -> String { variables[key] ?? "" }
    insecure = ModulePatterns(value("GOINSECURE"))
    rules = VersionControlRules(govcs: value("GOVCS"), goprivate: value("GOPRIVATE"))
    self.git = git
  }
}
