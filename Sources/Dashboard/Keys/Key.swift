/// One decoded input of the terminal.
package enum Key: Sendable, Hashable {
  case character(Character)
  /// Ctrl with a lower-case letter (or one of `[ \ ] ^ _ @`).
  case control(Character)
  case alt(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete, insert
  /// F1 to F24.
  case function(Int)
  case mouse(MouseEvent)
  case resize(Size)
  case focusIn, focusOut
  /// Text pasted in one piece (bracketed paste); untrusted and of any length.
  case paste(String)
}

/// A mouse event, in cells from the upper left.
package struct MouseEvent: Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    case press, doublePress, wheelUp, wheelDown
  }
  package var action: Action
  package var x: Int
  package var y: Int

  package init(_ action: Action, x: Int, y: Int) {
    self.action = action
    self.x = x
    self.y = y
  }
}
