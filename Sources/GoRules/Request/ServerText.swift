/// Text that came from the network, made safe to draw, log and store: valid Unicode, bounded,
/// no control or bidirectional-override characters.
package struct ServerText: Sendable, Hashable {
  /// The cleaned text; runs of control characters and line ends have become one space.
  package let text: String

  /// Cleans `raw` and keeps at most `limit` characters.
  package init(_ raw: some StringProtocol, limit: Int = 200) {
    var cleaned = ""
    var kept = 0
    var pendingSpace = false
    for scalar in raw.unicodeScalars.prefix(limit * 8) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        pendingSpace = !cleaned.isEmpty
      default:
        if pendingSpace {
          cleaned.unicodeScalars.append(" ")
          kept += 1
          pendingSpace = false
        }
        if kept >= limit { break }
        cleaned.unicodeScalars.append(scalar)
        kept += 1
      }
      if kept >= limit { break }
    }
    text = cleaned
  }

  /// A text of go's that may quote the network: as `raw`, but lines keep their place, and the tab that go puts before
  /// some of them.
  package init(lines raw: some StringProtocol, limit: Int = 2000) {
    let lines = String(raw).unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    text = lines.prefix(20).map { line in
      (line.first == "\t" ? "\t" : "") + Self(String(line), limit: limit).text
    }.joined(separator: "\n")
  }
}
