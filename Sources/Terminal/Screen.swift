import CLinux
import CNcurses
import Dashboard
import Glibc
import GoRules
import Platform

/// One curses screen: owned by `Terminal`, used on the main thread only.
final class Screen {
  private(set) var size: Size
  private let settings: ScreenSettings
  private let curses: OpaquePointer
  /// The terminal's modes before we came.
  private var modesBefore = termios()
  private var painter: Painter
  private var input = KeyReader()
  private var shown: (frame: Frame, theme: Theme)?
  private var mouseIsOn = false
  private var isClosed = false

  /// Takes the terminal on stdin and stdout over.
  /// - Throws: where they are no terminal, or one that cannot show a screen.
  init(settings: ScreenSettings) throws(TerminalError) {
    try TerminalCheck.run()
    Encoding.adopt()
    tcgetattr(STDIN_FILENO, &modesBefore)
    let direct = DirectColour(isWanted: settings.usesColour && settings.wantsTrueColour)
    guard let curses = cncurses_newterm(direct.entry) else {
      throw TerminalError("cannot use this terminal (TERM=\(TerminalCheck.terminalName))")
    }
    self.curses = curses
    self.settings = settings
    set_escdelay(25)
    size = Size(width: Int(cncurses_columns()), height: Int(cncurses_rows()))
    painter = Painter(usesColour: settings.usesColour, direct)
    setModes()
  }

  private func setModes() {
    // Raw: Ctrl-C and Ctrl-Z are keys, and Ctrl-S does not freeze the screen.
    raw()
    noecho()
    nonl()
    intrflush(cncurses_window(), false)
    keypad(cncurses_window(), true)
    nodelay(cncurses_window(), true)
    // A frame is sent whole, whatever has been typed meanwhile.
    typeahead(-1)
    mouseinterval(0)
    curs_set(0)
    input.defineKeys()
    enterModes()
    setMouse(settings.usesMouse)
  }

  private func enterModes() {
    write(TerminalModes.enter)
    TerminalModes.crash.withCString { bytes in
      clinux_crash_guard_arm(STDOUT_FILENO, bytes, strlen(bytes), &modesBefore)
    }
  }

  /// The new size of the terminal, taken over; nil where it is as it was.
  func resize() -> Size? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard clinux_window_size(STDOUT_FILENO, &columns, &rows) != 0 else { return nil }
    let now = Size(width: Int(columns), height: Int(rows))
    guard now != size else { return nil }
    size = now
    // Pushes KEY_RESIZE, which the key reader ignores: acting on it would push another.
    resizeterm(rows, columns)
    forget()
    return now
  }

  /// Paints `frame`: what is the same as on the screen costs no byte.
  func show(_ frame: Frame, theme: Theme) {
    // One for another size is on its way out; its successor comes.
    guard frame.size == size else { return }
    if let shown, shown.frame == frame, shown.theme == theme { return }
    painter.paint(frame, theme: theme, over: shown.flatMap { $0.theme == theme ? $0.frame : nil })
    shown = (frame, theme)
    if let cursor = frame.cursor {
      move(Int32(cursor.y), Int32(cursor.x))
      curs_set(1)
    } else {
      curs_set(0)
    }
    refresh()
  }

  /// Makes the next frame be painted as a whole.
  func forget() {
    shown = nil
    clearok(cncurses_window(), true)
  }

  /// Sends what curses holds as a whole.
  func repaint() { refresh() }

  func readKeys() -> [Key] { input.read() }

  func setMouse(_ isOn: Bool) {
    mouseIsOn = isOn
    mousemask(isOn ? cncurses_mouse_mask() : 0, nil)
  }

  func setTitle(_ title: String) { write(TerminalModes.title(title)) }
  func copy(_ text: String) { write(TerminalModes.clipboard(Base64.encoded(text))) }
  func ringBell() { beep() }

  /// Gives the terminal back for a while.
  func leave() {
    mousemask(0, nil)
    write(TerminalModes.leave)
    endwin()
    clinux_crash_guard_disarm()
  }

  /// Takes the terminal back after `leave`, or after it was written to while we were stopped.
  /// - Returns: its size, where that has changed.
  func reenter() -> Size? {
    mousemask(mouseIsOn ? cncurses_mouse_mask() : 0, nil)
    let changed = resize()
    clearok(cncurses_window(), true)
    refresh()
    // Only now does the terminal hand over what is typed as it is: the focus is answered at once.
    enterModes()
    return changed
  }

  /// Gives the terminal back for good.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    leave()
    delscreen(curses)
  }

  deinit { close() }

  /// Sends bytes that curses does not know of.
  private func write(_ text: String) {
    fflush(nil)
    Descriptor.writeAll(Array(text.utf8), to: STDOUT_FILENO)
  }
}
