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
    if selected { return paintSelected(role, own, depth: depth) }
    let style = style(role)
    let paper = (style.background ?? screen).resolved(at: depth)
    let ink =
      isLost(style.foreground, on: paper, depth: depth)
      ? self.style(.text).foreground : style.foreground
    return Paint(
      foreground: ink.resolved(at: depth), background: paper,
      attributes: style.attributes.union(own))
  }

  /// The background of the screen.
  private var screen: ThemeColour { style(.text).background ?? .terminalDefault }

  /// Of eight colours none is grey, and black instead of it would be seen on no dark screen.
  private func isLost(_ ink: ThemeColour, on paper: Colour, depth: ColourDepth) -> Bool {
    depth == .ansi8 && ink.resolved(at: .ansi16) == .ansi(8)
      || paper != .terminalDefault && ink.resolved(at: depth) == paper
  }

  /// A cell of the selected row keeps the colour of its role on the selection's background; plain text takes the
  /// selection's own. What could not be read there is written in another colour, or the row is reversed as a whole.
  private func paintSelected(_ role: Role, _ own: Attributes, depth: ColourDepth) -> Paint {
    let style = style(role)
    let selection = self.style(.selection)
    let text = self.style(.text).foreground
    let paper = (selection.background ?? style.background ?? screen).resolved(at: depth)
    let isSeen =
      selection.attributes.contains(.reverse)
      || !Legibility.isSame(paper, screen.resolved(at: depth))
    let isPlain = role == .text || role == .muted || role == .border
    let inks = [isPlain ? selection.foreground : style.foreground, selection.foreground, text]
    let ink = inks.first {
      !isLost($0, on: paper, depth: depth)
        && Legibility.isLegible($0.resolved(at: depth), on: paper)
    }
    if isSeen, let ink {
      return Paint(
        foreground: ink.resolved(at: depth), background: paper,
        attributes: style.attributes.union(own).union(selection.attributes))
    }
    // A selection that hides the text, or cannot be told from the screen.
    let ground = screen.resolved(at: depth)
    let canBeRead = Legibility.isLegible(text.resolved(at: depth), on: ground)
    return Paint(
      foreground: canBeRead ? text.resolved(at: depth) : .terminalDefault,
      background: canBeRead ? ground : .terminalDefault,
      attributes: style.attributes.union(own).union(.reverse))
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
