/// The setting GOAUTH: where credentials for https proxies come from (cmd/go/internal/auth/auth.go).
package struct GoAuth: Sendable, Hashable {
  /// One way to come by credentials, in the order in which go tries them: the last of the list first, so that the
  /// first of the list has the last word.
  package enum Method: Sendable, Hashable {
    case off
    /// The file that `NetrcFile.path` names, read once per process.
    case netrc
    /// `git credential fill` in this folder, which must be absolute and a folder.
    case git(folder: String)
    /// A command line, to be split by `arguments(of:)`.
    case command(String)
    /// go ends here, at the first request to any https proxy, with this text after `go: `.
    case fatal(String)
  }

  /// The default where GOAUTH is not set, or empty (cfg/cfg.go).
  package static let standard = "netrc"

  /// Nothing follows a `.fatal`, and nothing stands beside `.off`.
  package let methods: [Method]

  /// `value`: of the variable, not empty.
  package init(_ value: String) {
    var methods: [Method] = []
    let commands = Array(value.utf8)[...].split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    for command in commands.reversed() {
      let trimmed = GoText.trimmed(command)
      let words = GoText.fields(trimmed).map(\.text)
      methods.append(Self.method(words, trimmed.text, of: value, isAlone: commands.count == 1))
      if case .fatal = methods.last { break }
    }
    self.methods = methods
  }

  private static func method(
    _ words: [String], _ command: String, of value: String, isAlone: Bool
  ) -> Method {
    switch words.first {
    case nil: return .fatal("GOAUTH encountered an empty command (GOAUTH=\(value))")
    case "off":
      if isAlone { return .off }
      return .fatal(
        "GOAUTH=off cannot be combined with other authentication commands (GOAUTH=\(value))")
    case "netrc": return .netrc
    case "git":
      guard words.count == 2 else { return .fatal(gitFault) }
      guard words[1].utf8.first == UInt8(ascii: "/") else {
        return .fatal(gitFault + ", dir is not absolute")
      }
      return .git(folder: words[1])
    default: return .command(command)
    }
  }

  private static let gitFault =
    "GOAUTH=git dir method requires an absolute path to the git working directory"

  /// The text with which go ends where the folder of `git` is no folder.
  package static let notAFolder = gitFault + ", dir is not a directory"

  /// The text with which go ends where it cannot look at that folder; `reason` in the words of os.Stat:
  /// `stat /x: no such file or directory`.
  package static func cannotStat(_ folder: String, _ reason: String) -> String {
    "GOAUTH=git encountered an error; cannot stat \(folder): \(reason)"
  }
}
