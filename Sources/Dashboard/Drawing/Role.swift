/// What a cell means. Drawing code names a role and nothing else; a `Theme` says how it looks.
///
/// The raw value is the key in theme files.
package enum Role: String, Sendable, Hashable, CaseIterable {
  /// Plain text; its background is the screen's.
  case text
  /// Less important: units, separators, what go would not ask.
  case muted
  /// The name of the product and of a panel.
  case title
  case border
  /// The border of the panel that takes the keys.
  case focus
  case key
  case active
  // States of a mirror; `down` is also any failure, `degraded` any warning.
  case up, degraded, down, unknown, local
  // Phases of a request.
  case resolve, connect, tls, processing, transfer
  /// Lines and bars of a chart that are no phase.
  case graph
  /// The selected row; its background lies under the row's other roles.
  case selection
  /// A badge: paused, past.
  case notice
}

/// How a cell is set, on top of its role.
package struct Attributes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let underline = Attributes(rawValue: 4)
  package static let reverse = Attributes(rawValue: 8)
  package static let italic = Attributes(rawValue: 16)
  /// The cell lies in the selected row: the background of `Role.selection` is its own.
  /// A theme resolves it (`Theme.paint`); a terminal never sees it.
  package static let selected = Attributes(rawValue: 128)
}
