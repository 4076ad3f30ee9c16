import CNcurses
import Glibc
import GoRules

/// The terminfo entry to use, and how its colour numbers are to be read.
///
/// Entries such as `xterm-256color` know no red, green and blue. Beside them lie, where the system's
/// package of further terminals is installed, entries for direct colour: the same terminal, but for them.
struct DirectColour {
  /// nil: the one that $TERM names.
  var entry: String?
  /// Colours below this are numbers of the terminal's palette, also where all others are red, green and blue.
  var indexed: Int32

  /// Looks for an entry that is `$TERM` with direct colour, where that is wanted.
  init(isWanted: Bool) {
    let name = TerminalCheck.terminalName
    self.init(entry: nil, name: name)
    guard isWanted, !name.contains("-direct") else { return }
    let family =
      ["-256color", "-88color", "-16color", "-color"].first { name.hasSuffix($0) }
      .map { String(name.dropLast($0.count)) } ?? name
    for suffix in ["-direct256", "-direct16", "-direct"] {
      let entry = family + suffix
      guard cncurses_has_direct_colour(entry) != 0 else { continue }
      self.init(entry: entry, name: entry)
      return
    }
  }

  private init(entry: String?, name: String) {
    self.entry = entry
    indexed = name.hasSuffix("-direct256") ? 256 : name.hasSuffix("-direct16") ? 16 : 8
  }

  /// The number of a colour by its red, green and blue. The darkest blues, whose numbers mean others,
  /// take one step of green.
  func number(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int32 {
    let number = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    return number < indexed ? number | 1 << 8 : number
  }
}
