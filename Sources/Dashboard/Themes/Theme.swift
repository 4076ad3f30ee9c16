/// How every role looks: a value made from a theme file (`Theme.init(name:palette:roles:)`).
package struct Theme: Sendable, Hashable {
  package struct Style: Sendable, Hashable {
    package var foreground: ThemeColour
    /// nil: the background of `Role.text`.
    package var background: ThemeColour?
    package var attributes: Attributes

    package init(
      _ foreground: ThemeColour = .terminalDefault, on background: ThemeColour? = nil,
      _ attributes: Attributes = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// What a terminal needs to know of one cell; a key for its cache of colour pairs.
  package struct Paint: Sendable, Hashable {
    package var foreground: Colour
    package var background: Colour
    /// Without `.selected`.
    package var attributes: Attributes
  }

  package var name: String
  package var styles: [Role: Style]

  /// A colour of it is red, green and blue, and not one of the terminal's own.
  package var hasTrueColours: Bool {
    styles.values.contains { style in
      [style.foreground, style.background].contains { colour in
        if case .rgb? = colour?.colour { true } else { false }
      }
    }
  }

  /// How `role` looks; plain where the theme lacks it.
  package func style(_ role: Role) -> Style { styles[role] ?? Style() }

  /// How to paint a cell of `role` with `attributes` on a terminal of `depth`.
  package func paint(_ role: Role, _ attributes: Attributes, depth: ColourDepth) -> Paint {
    let selected = attributes.contains(.selected)
    let own = attributes.subtracting(.selected)
    if depth == .mono {
      let base = Self.monoAttributes(role)
      // Twice reversed would be invisible in a reversed row.
      let all = selected ? base.union(own).union(.reverse) : base.union(own)
      return Paint(foreground: .terminalDefault, background: .terminalDefault, attributes: all)
    }
    let style = style(role)
    let selection = self.style(.selection)
    let background =
      (selected ? selection.background : nil) ?? style.background ?? self.style(.text).background
    // Plain text takes the selection's own foreground, so that it is legible on its background; in a
    // reversed row so does all but failures, or each word would be a block of its own colour.
    let isReversed = selection.attributes.contains(.reverse)
    let isPlain = role == .text || role == .muted || role == .border
    let usesSelection = selected && (isPlain || isReversed && role != .down)
    var all = style.attributes.union(own)
    if selected { all.formUnion(selection.attributes) }
    let paper = (background ?? .terminalDefault).resolved(at: depth)
    var ink = usesSelection ? selection.foreground : style.foreground
    // Of eight colours none is grey, and black instead of it would be seen on no dark screen.
    let isLost = depth == .ansi8 && ink.resolved(at: .ansi16) == .ansi(8)
    if isLost || paper != .terminalDefault && ink.resolved(at: depth) == paper {
      ink = (selected ? selection : self.style(.text)).foreground
    }
    return Paint(foreground: ink.resolved(at: depth), background: paper, attributes: all)
  }

  /// How a role looks where there is no colour at all.
  private static func monoAttributes(_ role: Role) -> Attributes {
    switch role {
    case .title, .active, .key, .degraded, .focus: .bold
    case .down: [.bold, .underline]
    case .selection, .notice: .reverse
    default: []
    }
  }
}
