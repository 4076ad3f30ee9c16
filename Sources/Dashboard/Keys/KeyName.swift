extension Key {
  private static let names: [(Key, String)] = [
    (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"),
    (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.tab, "Tab"), (.backTab, "Shift-Tab"),
    (.enter, "Enter"), (.escape, "Esc"), (.backspace, "Backspace"), (.delete, "Delete"),
    (.insert, "Insert"), (.character(" "), "Space"),
  ]

  /// The name in the configuration and on the screen: `q`, `Ctrl-C`, `Alt-x`, `F1`, `PgUp`, `Space`;
  /// nil for what is no key (mouse, paste, resize, focus).
  package var name: String? {
    if let name = Self.names.first(where: { $0.0 == self })?.1 { return name }
    switch self {
    case .character(let character): return String(character)
    case .control(let character): return "Ctrl-\(character.uppercased())"
    case .alt(let character): return "Alt-\(character)"
    case .function(let number): return "F\(number)"
    default: return nil
    }
  }

  /// Reads a key's name, in any case but for single characters; nil for no key.
  package init?(name: String) {
    let lowered = name.lowercased()
    if let key = Self.names.first(where: { $0.1.lowercased() == lowered })?.0 {
      self = key
    } else if name.count == 1, let character = name.first, Self.isPrintable(character) {
      self = .character(character)
    } else if lowered.hasPrefix("ctrl-"), lowered.count == 6, let last = lowered.last,
      last.isASCII
    {
      self = .control(last)
    } else if lowered.hasPrefix("alt-"), name.count == 5, let last = name.last,
      Self.isPrintable(last)
    {
      self = .alt(last)
    } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()),
      (1...24).contains(number)
    {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static func isPrintable(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
