import GoRules
import Health
import Record

/// What the user chose outside of the dashboard: fixed until the configuration changes.
package struct DashboardSettings: Sendable, Hashable {
  /// The language of all texts: English where only ASCII is shown.
  package var language: Language {
    get { glyphs == .ascii ? .english : chosenLanguage }
    set { chosenLanguage = newValue }
  }
  private var chosenLanguage: Language
  package var glyphs: GlyphSet
  package var bindings: KeyBindings
  package var clock: LocalClock
  /// Names of all themes, in the order of the list.
  package var themes: [String]
  /// The columns of the mirrors table; nil: those that the width has room for.
  package var columns: [TableColumn]?

  package init(
    language: Language = .english, glyphs: GlyphSet = .braille,
    bindings: KeyBindings = .standard, clock: LocalClock = LocalClock(), themes: [String] = []
  ) {
    chosenLanguage = language
    self.glyphs = glyphs
    self.bindings = bindings
    self.clock = clock
    self.themes = themes
  }
}

/// How wall time is shown: the local offset from UTC, and from when on it holds.
package struct LocalClock: Sendable, Hashable {
  /// Offsets in seconds, each from a wall time (since 1970) on; ascending.
  package var transitions: [Transition]
  /// The offset before the first transition, in seconds east of UTC.
  package var offset: Int

  /// A change of the offset.
  package struct Transition: Sendable, Hashable {
    package var from: Duration
    package var offset: Int

    package init(from: Duration, offset: Int) {
      self.from = from
      self.offset = offset
    }
  }

  package init(offset: Int = 0, transitions: [Transition] = []) {
    self.offset = offset
    self.transitions = transitions
  }

  /// The same as a function.
  package var offsetFromUTC: UTCOffset {
    { wall in transitions.last { $0.from <= wall }?.offset ?? offset }
  }
}
