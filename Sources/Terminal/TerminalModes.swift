import GoRules

/// Escape sequences that terminfo does not describe (xterm's control sequences).
enum TerminalModes {
  /// Tell when the window gets and loses the focus, and mark pasted text; keep the title to bring it back.
  static let enter = "\u{1B}[?1004h\u{1B}[?2004h\u{1B}[22;2t"
  static let leave = "\u{1B}[?1004l\u{1B}[?2004l\u{1B}[23;2t"

  /// All that brings a terminal back when the program has no time for terminfo: mouse, focus and paste
  /// off, title back, attributes off, cursor on, keypad as usual, the normal screen.
  static let crash =
    "\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l" + leave
    + "\u{1B}[0m\u{1B}[?25h\u{1B}[?1l\u{1B}>\u{1B}[?1049l\r\n"

  static let focusIn = "\u{1B}[I"
  static let focusOut = "\u{1B}[O"
  static let pasteStart = "\u{1B}[200~"
  static let pasteEnd = "\u{1B}[201~"

  static func title(_ text: String) -> String {
    "\u{1B}]2;\(OutputText.harmless(line: text))\u{7}"
  }
  static func clipboard(_ base64: String) -> String { "\u{1B}]52;c;\(base64)\u{7}" }
}
