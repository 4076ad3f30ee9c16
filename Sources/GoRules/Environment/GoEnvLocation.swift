/// Where the user's file of go settings lies (cmd/go/internal/cfg, `EnvFile`; os, `UserConfigDir`).
package enum GoEnvLocation: Sendable, Hashable {
  /// Absolute, or relative to the working directory where GOENV is.
  case file(String)
  /// GOENV=off: no file is read.
  case off
  /// There is no place for it; go reads none without a word, and `go env -w` fails with this text.
  case unavailable(String)

  /// Which folder holds the settings of programs.
  package enum Platform: Sendable, Hashable { case linux, macOS }

  /// Where go reads its settings with these variables of the environment.
  package init(variables: [String: String], platform: Platform = .linux) {
    let file = variables["GOENV"] ?? ""
    if file == "off" {
      self = .off
    } else if !file.isEmpty {
      self = .file(file)
    } else {
      self = Self.standard(variables, platform)
    }
  }

  /// Where `go env -w` writes. It ignores GOENV=off and then writes the standard file
  /// (cmd/go/main.go exports an empty GOENV before it runs a command).
  package static func forWriting(
    variables: [String: String], platform: Platform = .linux
  ) -> GoEnvLocation {
    let location = GoEnvLocation(variables: variables, platform: platform)
    return location == .off ? standard(variables, platform) : location
  }

  /// The path; nil where there is no file.
  package var path: String? {
    if case .file(let path) = self { path } else { nil }
  }

  private static func standard(
    _ variables: [String: String], _ platform: Platform
  ) -> GoEnvLocation {
    let home = variables["HOME"] ?? ""
    switch platform {
    case .macOS:
      guard !home.isEmpty else { return .unavailable("$HOME is not defined") }
      return .file(joined(home, "Library/Application Support/go/env"))
    case .linux:
      if let folder = variables["XDG_CONFIG_HOME"], !folder.isEmpty {
        guard folder.utf8.first == UInt8(ascii: "/") else {
          return .unavailable("path in $XDG_CONFIG_HOME is relative")
        }
        return .file(joined(folder, "go/env"))
      }
      guard !home.isEmpty else {
        return .unavailable("neither $XDG_CONFIG_HOME nor $HOME are defined")
      }
      return .file(joined(home, ".config/go/env"))
    }
  }

  private static func joined(_ folder: String, _ path: String) -> String {
    var folder = folder
    while folder.utf8.last == UInt8(ascii: "/") { folder.unicodeScalars.removeLast() }
    return "\(folder)/\(path)"
  }
}
