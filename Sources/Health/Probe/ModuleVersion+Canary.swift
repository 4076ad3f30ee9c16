import GoRules

extension ModuleVersion {
  /// The canary where none is configured: a zip of some 20 kB, and cached by every public mirror.
  package static let standard = ModuleVersion(module: "golang.org/x/sync", version: "v0.10.0")
}
