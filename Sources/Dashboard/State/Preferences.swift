import GoRules
import Health
import Text

/// What the user arranged by keys and what is remembered from one run to the next.
package struct Preferences: Sendable, Hashable {
  /// The panel that takes the keys.
  package var focus: Panel = .mirrors
  /// The panel in the lower part, where not all have room; nil: the user has not chosen.
  package var secondary: Panel?
  /// The focused panel fills the screen.
  package var zoomed = false
  package var sort: MirrorColumn = .chain
  package var reversed = false
  /// Over which time the figures are.
  package var window = Window.quarterHour
  /// The theme the user settled on; nil: the configured one.
  package var theme: String?
  package var mouse = true
  /// The columns of the mirrors table; nil: as configured.
  package var columns: [MirrorColumn]?

  package init() {}

  /// One `key=value` a line, to be stored.
  package var text: String {
    var lines = [
      "focus=\(focus.rawValue)", "zoomed=\(zoomed)",
      "sort=\(sort.rawValue)",
      "reversed=\(reversed)", "mouse=\(mouse)", "window=\(window.rawValue)",
    ]
    if let secondary { lines.append("secondary=\(secondary.rawValue)") }
    if let columns {
      lines.append("columns=" + columns.map(\.rawValue).joined(separator: ","))
    }
    if let theme { lines.append("theme=\(theme)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Reads what `text` wrote; lines it does not know, or with bad values, change nothing.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let value = String(line[line.index(after: equals)...])
      switch line[..<equals] {
      case "focus": focus = Panel(rawValue: value) ?? focus
      case "secondary": secondary = Panel(rawValue: value)
      case "zoomed": zoomed = Bool(value) ?? zoomed
      case "sort": sort = MirrorColumn(rawValue: value) ?? sort
      case "reversed": reversed = Bool(value) ?? reversed
      case "mouse": mouse = Bool(value) ?? mouse
      case "window": window = Window(rawValue: value) ?? window
      case "theme": theme = value
      case "columns":
        if case .columns(let read) = MirrorColumn.read(value.split(separator: ",")) {
          columns = read
        }
      default: break
      }
    }
  }
}
