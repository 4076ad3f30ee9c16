/// The theme files that are built in.
package enum BuiltinThemes {
  /// Name (without `.toml`) and text of each, in the order of the list on the screen.
  package static let all: [(name: String, text: String)] = [
    ("terminal", text(PackageResources.terminal_toml))
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
