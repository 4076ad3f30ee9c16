import Text

/// A value of GOPROXY that could be written, as the user must see it before it is.
package struct ChainProposal: Sendable, Hashable {
  /// What GOPROXY is now, redacted; nil where it is not set in the file.
  package var shownOld: String?
  /// What it would be, redacted; nil where the line would be removed.
  package var shownNew: String?
  /// The exact command, redacted: `go env -w GOPROXY=…`.
  package var command: String
  /// What would be written, passwords included: never shown.
  package var value: String?
  /// What would keep it from taking effect, and the like; one line each.
  package var warnings: [Sentence]

  package init(
    shownOld: String?, shownNew: String?, command: String, value: String?,
    warnings: [Sentence] = []
  ) {
    self.shownOld = shownOld
    self.shownNew = shownNew
    self.command = command
    self.value = value
    self.warnings = warnings
  }
}
