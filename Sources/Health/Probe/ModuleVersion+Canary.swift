import GoRules

extension ModuleVersion {
  /// The canary where none is configured: a zip of some 20 kB, and cached by every public mirror.
  package static let standard = ModuleVersion(module: "golang.org/x/sync", version: "v0.10.0")

  /// What a proxy is asked about it first, and judged by: of a toolchain go asks for nothing but the zip.
  var leadingKind: RequestKind { isToolchain ? .zip : .info }
}
