import GoRules

extension ModuleVersion {
  /// The canary where none is configured: small, old, and cached by every public mirror.
  package static let standard = ModuleVersion(module: "golang.org/x/text", version: "v0.14.0")
}
