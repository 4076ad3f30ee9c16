import Text

extension Theme {
  /// Makes a theme of the text of a btop `.theme` file: lines `theme[key]="#rrggbb"`, where an empty
  /// value is the terminal's own colour and two digits are a grey. Keys that say nothing here are passed
  /// over; a role without a key looks as in `base`.
  package static func parseBtop(
    name: String, text: String, over base: Theme = .terminal
  ) -> (theme: Theme, problems: [ThemeProblem]) {
    var colours: [String: ThemeColour] = [:]
    var problems: [ThemeProblem] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("theme["), let end = line.firstIndex(of: "]"),
        let equals = line[end...].firstIndex(of: "=")
      else { continue }
      let key = String(line[line.index(line.startIndex, offsetBy: 6)..<end])
      let value = unquoted(line[line.index(after: equals)...])
      if value.isEmpty {
        colours[key] = .terminalDefault
      } else if let colour = btopColour(value) {
        colours[key] = ThemeColour(colour)
      } else {
        problems.append(ThemeProblem(key: key, message: Sentence(.badColour, .text(String(value)))))
      }
    }
    return (btop(name: name, colours, base), problems)
  }

  /// The value without quotes and without a comment after it.
  private static func unquoted(_ text: Substring) -> Substring {
    let text = text.drop { $0 == " " }
    guard let quote = text.first, quote == "\"" || quote == "'" else {
      return text.prefix { $0 != " " }
    }
    return text.dropFirst().prefix { $0 != quote }
  }

  /// `#rrggbb`, `#gg`, or three decimal numbers.
  private static func btopColour(_ value: Substring) -> Colour? {
    if value.first == "#" { return ThemeColour.hexadecimal(value.dropFirst()) }
    let parts = value.split(separator: " ").map { UInt8($0) }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return nil
    }
    return .rgb(red: red, green: green, blue: blue)
  }

  private static func btop(
    name: String, _ colours: [String: ThemeColour], _ base: Theme
  ) -> Theme {
    var theme = Theme(name: name, styles: base.styles)
    func set(
      _ role: Role, _ keys: String..., on background: String? = nil, with more: Attributes = []
    ) {
      guard let colour = keys.lazy.compactMap({ colours[$0] }).first else { return }
      theme.styles[role] = Style(colour, on: background.flatMap { colours[$0] }, more)
    }
    set(.text, "main_fg", on: "main_bg")
    set(.muted, "inactive_fg", "graph_text")
    set(.title, "title", with: .bold)
    set(.border, "div_line", "inactive_fg")
    set(.focus, "cpu_box", "hi_fg")
    set(.key, "hi_fg", with: .bold)
    set(.active, "hi_fg", "proc_misc", with: .bold)
    // btop's gradients run from good to bad.
    set(.up, "temp_start", "cpu_start")
    set(.degraded, "temp_mid", "cpu_mid")
    set(.down, "temp_end", "cpu_end", with: .bold)
    set(.unknown, "inactive_fg")
    set(.local, "proc_misc")
    set(.resolve, "upload_mid", "upload_start")
    set(.connect, "download_mid", "download_start")
    set(.tls, "cached_mid", "cached_start")
    set(.processing, "available_mid", "available_start")
    set(.transfer, "free_mid", "free_start")
    set(.graph, "cpu_start")
    set(.selection, "selected_fg", on: "selected_bg")
    set(.notice, "selected_fg", on: "selected_bg", with: .bold)
    return theme
  }
}
