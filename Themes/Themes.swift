/// The theme files that are built in.
package enum BuiltinThemes {
  /// Name (without `.toml`) and text of each, in the order of the list on the screen.
  package static let all: [(name: String, text: String)] = [
    ("terminal", text(PackageResources.terminal_toml)),
    ("dark", text(PackageResources.dark_toml)),
    ("light", text(PackageResources.light_toml)),
    ("okabe-ito", text(PackageResources.okabe_ito_toml)),
    ("modus", text(PackageResources.modus_toml)),
    ("high-contrast", text(PackageResources.high_contrast_toml)),
    ("mono", text(PackageResources.mono_toml)),
    ("nord", text(PackageResources.nord_toml)),
    ("gruvbox", text(PackageResources.gruvbox_toml)),
    ("dracula", text(PackageResources.dracula_toml)),
    ("solarized-dark", text(PackageResources.solarized_dark_toml)),
    ("solarized-light", text(PackageResources.solarized_light_toml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
