package struct ModuleVersion: Sendable, Hashable {
  /// Module path as written in go.mod, for example `golang.org/x/sync`.
  package var module: String
  /// Canonical version, for example `v0.10.0`.
  package var version: String

  package init(module: String, version: String) {
    self.module = module
    self.version = version
  }
}

extension ModuleVersion: CustomStringConvertible, LosslessStringConvertible {
  package var description: String { "\(module)@\(version)" }

  /// Reads `MODULE@VERSION`; nil where a part is missing, and where the version is a question to which go looks for an
  /// answer first: `latest`, `v1`, `v1.2`, the name of a branch.
  package init?(_ description: String) {
    let parts = description.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty,
      SemanticVersion(Array(parts[1].utf8)[...])?.isComplete == true
    else { return nil }
    self.init(module: String(parts[0]), version: String(parts[1]))
  }
}
