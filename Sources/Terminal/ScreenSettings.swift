package struct ScreenSettings: Sendable, Hashable {
  /// Colours may be used where the terminal has them; false for attributes only.
  package var usesColour: Bool
  /// Clicks and the wheel are taken at the start.
  package var usesMouse: Bool
  /// Red, green and blue are meant, and the terminal is said to show them.
  package var wantsTrueColour: Bool

  package init(usesColour: Bool = true, usesMouse: Bool = true, wantsTrueColour: Bool = false) {
    self.usesColour = usesColour
    self.usesMouse = usesMouse
    self.wantsTrueColour = wantsTrueColour
  }
}
