import Text

/// What drawing needs to know beside what is drawn: how large the screen is, and how its user wants it.
struct Canvas {
  let size: Size
  let settings: DashboardSettings
  let glyphs: Glyphs

  init(_ settings: DashboardSettings, size: Size) {
    self.size = size
    self.settings = settings
    glyphs = Glyphs(settings.glyphs)
  }

  var language: Language { settings.language }

  func say(_ phrase: Phrase, _ arguments: String...) -> String { language.say(phrase, arguments) }

  /// The key that footer and messages name; empty where none does it.
  func key(_ action: KeyAction) -> String {
    settings.bindings.keys(for: action).first?.name ?? ""
  }
}

extension Scene {
  var canvas: Canvas { Canvas(state.settings, size: size) }
}
