extension Theme {
  /// The default: the terminal's own 16 colours and background. `Themes/builtin/terminal.toml` says the
  /// same, as an example to copy; a test compares them.
  package static let terminal = Theme(
    name: "terminal",
    styles: [
      .text: Style(),
      .muted: Style(ThemeColour(.ansi(8), indexed: 244)),
      .title: Style(.terminalDefault, .bold),
      .border: Style(ThemeColour(.ansi(8), indexed: 240)),
      .focus: Style(ThemeColour(.ansi(6))),
      .key: Style(ThemeColour(.ansi(6)), .bold),
      .active: Style(ThemeColour(.ansi(6)), .bold),
      .up: Style(ThemeColour(.ansi(2))),
      .degraded: Style(ThemeColour(.ansi(3))),
      .down: Style(ThemeColour(.ansi(1)), .bold),
      .unknown: Style(ThemeColour(.ansi(8))),
      .local: Style(ThemeColour(.ansi(5))),
      .resolve: Style(ThemeColour(.ansi(5))),
      .connect: Style(ThemeColour(.ansi(4))),
      .tls: Style(ThemeColour(.ansi(6))),
      .processing: Style(ThemeColour(.ansi(3))),
      .transfer: Style(ThemeColour(.ansi(2))),
      .graph: Style(ThemeColour(.ansi(4))),
      .selection: Style(.terminalDefault, .reverse),
      .notice: Style(ThemeColour(.ansi(0)), on: ThemeColour(.ansi(3)), .bold),
    ])
}

extension Theme.Style {
  fileprivate init(_ foreground: ThemeColour, _ attributes: Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
