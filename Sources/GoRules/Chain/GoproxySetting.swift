/// The value of GOPROXY and where it came from.
package struct GoproxySetting: Sendable, Hashable {
  /// Where a value came from; the raw value is the word of text and JSON.
  package enum Source: String, Sendable, Hashable, CaseIterable {
    case option
    case configuration = "config"
    case environment
    case goEnvFile = "go env file"
    case gorootGoEnv = "GOROOT/go.env"
    case `default`
    /// Not a setting of now: what the history has of another time.
    case record
  }
  /// As written, passwords included: for parsing only. Show `redactedValue`.
  package var value: String
  package var source: Source

  package init(value: String, source: Source) {
    self.value = value
    self.source = source
  }

  /// The value for screen, JSON and record: passwords are `xxxxx` and control characters spaces, also
  /// where go would refuse it.
  package var redactedValue: String { Self.redact(value) }

  /// A list of an env file without the carriage returns around its entries, as in files with the line ends of Windows: go
  /// trims each entry, and its `go env -w` refuses them.
  package static func withoutLineEnds(_ list: String) -> String {
    var kept = String.UnicodeScalarView()
    var atStart = true
    for scalar in list.unicodeScalars {
      if atStart, scalar == "\r" { continue }
      atStart = scalar == "," || scalar == "|"
      while atStart, kept.last == "\r" { kept.removeLast() }
      kept.append(scalar)
    }
    while kept.last == "\r" { kept.removeLast() }
    return String(kept)
  }

  /// Any text that holds a GOPROXY list, made fit to be shown.
  package static func redact(_ list: String) -> String {
    ServerText(Redaction.list(list), limit: 4096).text
  }
}
