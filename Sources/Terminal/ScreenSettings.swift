/// How the screen is to be used.
package struct ScreenSettings: Sendable, Hashable {
  /// Colours may be used where the terminal has them; false for attributes only.
  package var usesColour: Bool
  /// Clicks and the wheel are taken at the start.
  package var usesMouse: Bool

  package init(usesColour: Bool = true, usesMouse: Bool = true) {
    self.usesColour = usesColour
    self.usesMouse = usesMouse
  }
}
