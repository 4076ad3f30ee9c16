import CLinux
import CNcurses
import Dashboard
import Glibc
import Platform

/// Makes keys of what curses reads, bounded in one turn, so that a flood of input cannot keep the main thread.
struct KeyReader {
  /// Keys taken in one turn; what is left waits for the next.
  private static let turn = 256
  /// A paste is cut here: no field of the screen takes more.
  private static let pasteLimit = 4096
  /// Two presses on one cell within this are a double press.
  private static let doublePressSpan = 0.4

  /// Codes of our own for sequences that terminfo lacks, above all of curses.
  private enum OwnCode: Int32, CaseIterable {
    case focusIn = 0x2000
    case focusOut, pasteStart, pasteEnd

    var sequence: String {
      switch self {
      case .focusIn: TerminalModes.focusIn
      case .focusOut: TerminalModes.focusOut
      case .pasteStart: TerminalModes.pasteStart
      case .pasteEnd: TerminalModes.pasteEnd
      }
    }
  }

  /// The text of the paste that is coming in; nil while none is.
  private var paste: String.UnicodeScalarView?
  /// The last characters of it, as many as its end mark has.
  private var pasteTail: [Unicode.Scalar] = []
  private static let pasteEnd = Array(TerminalModes.pasteEnd.unicodeScalars)
  /// Characters of it so far, also those that were cut.
  private var pasted = 0
  private var lastPress: (x: Int32, y: Int32, at: Double)?

  func defineKeys() {
    for code in OwnCode.allCases { define_key(code.sequence, code.rawValue) }
  }

  mutating func read() -> [Key] {
    var keys: [Key] = []
    for _ in 0..<Self.turn {
      var code: wint_t = 0
      let kind = get_wch(&code)
      if kind == ERR { break }
      if let key = kind == KEY_CODE_YES ? function(Int32(bitPattern: code)) : text(code) {
        keys.append(key)
      }
    }
    return keys
  }

  /// A character: of a paste, or a key of its own.
  private mutating func text(_ code: wint_t) -> Key? {
    guard let scalar = Unicode.Scalar(code) else { return nil }
    if paste != nil { return pastedScalar(scalar) }
    switch code {
    case 27: return escaped()
    case 9: return .tab
    case 10, 13: return .enter
    case 8, 127: return .backspace
    case 0: return .control("@")
    case 1..<27: return .control(Character(Unicode.Scalar(UInt8(code) + 96)))
    case 28..<32: return .control(Character(Unicode.Scalar(UInt8(code) + 64)))
    case 0x80..<0xA0: return nil
    default: return .character(Character(scalar))
    }
  }

  /// A character of a paste; the whole text with its last.
  ///
  /// Curses makes no key of an end mark that came in pieces: then it is found in the text. Ctrl-C, which terminals
  /// leave out of pastes, ends one whose end never comes.
  private mutating func pastedScalar(_ scalar: Unicode.Scalar) -> Key? {
    if scalar == "\u{3}" {
      paste = nil
      return .control("c")
    }
    pasteTail.append(scalar)
    if pasteTail.count > Self.pasteEnd.count { pasteTail.removeFirst() }
    if pasted < Self.pasteLimit { paste?.append(scalar) }
    pasted += 1
    guard pasteTail == Self.pasteEnd, var text = paste else { return nil }
    // Of the mark the text has only what is within its limit.
    text.removeLast(max(0, text.count - (pasted - Self.pasteEnd.count)))
    paste = nil
    return .paste(String(text))
  }

  /// Escape, or with a character right behind it Alt.
  private mutating func escaped() -> Key? {
    var code: wint_t = 0
    let kind = get_wch(&code)
    if kind == ERR { return .escape }
    if kind == KEY_CODE_YES { return function(Int32(bitPattern: code)) }
    guard code > 32, code != 127, let scalar = Unicode.Scalar(code) else {
      // Two keys: the second waits for its turn.
      unget_wch(wchar_t(bitPattern: code))
      return .escape
    }
    return .alt(Character(scalar))
  }

  private mutating func function(_ code: Int32) -> Key? {
    if let own = OwnCode(rawValue: code) { return ownKey(own) }
    if paste != nil { return nil }
    switch code {
    case KEY_UP: return .up
    case KEY_DOWN: return .down
    case KEY_LEFT: return .left
    case KEY_RIGHT: return .right
    case KEY_HOME: return .home
    case KEY_END: return .end
    case KEY_PPAGE: return .pageUp
    case KEY_NPAGE: return .pageDown
    case KEY_BTAB: return .backTab
    case KEY_ENTER: return .enter
    case KEY_BACKSPACE: return .backspace
    case KEY_DC: return .delete
    case KEY_IC: return .insert
    case KEY_MOUSE: return mouse()
    case cncurses_function_key(1)...cncurses_function_key(24):
      return .function(Int(code - cncurses_function_key(0)))
    default: return nil
    }
  }

  private mutating func ownKey(_ code: OwnCode) -> Key? {
    switch code {
    case .focusIn: return .focusIn
    case .focusOut: return .focusOut
    case .pasteStart:
      paste = String.UnicodeScalarView()
      pasteTail = []
      pasted = 0
      return nil
    case .pasteEnd:
      guard let text = paste else { return nil }
      paste = nil
      return .paste(String(text))
    }
  }

  private mutating func mouse() -> Key? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let (x, y) = (Int(event.x), Int(event.y))
    if cncurses_is_wheel_up(event.bstate) != 0 { return .mouse(MouseEvent(.wheelUp, x: x, y: y)) }
    if cncurses_is_wheel_down(event.bstate) != 0 {
      return .mouse(MouseEvent(.wheelDown, x: x, y: y))
    }
    guard cncurses_is_press(event.bstate) != 0 else { return nil }
    let now = Double(SystemClock.monotonic()) * 1e-9
    if let last = lastPress, last.x == event.x, last.y == event.y,
      now - last.at < Self.doublePressSpan
    {
      lastPress = nil
      return .mouse(MouseEvent(.doublePress, x: x, y: y))
    }
    lastPress = (event.x, event.y, now)
    return .mouse(MouseEvent(.press, x: x, y: y))
  }
}
