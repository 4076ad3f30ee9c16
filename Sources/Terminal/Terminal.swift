import CLinux
import Dashboard
import Glibc
import Platform

/// The screen and the keyboard: an actor on the main thread that owns one curses screen.
///
/// Nothing that asks something of it waits for it: requests lie in a mailbox until the main thread
/// comes by, and what the user does is handed to `send`.
package actor Terminal {
  /// What comes from the terminal.
  package enum Event: Sendable, Hashable {
    case key(Key)
    case signal(TerminalSignals.Signal)
  }

  private let mainThread: MainThread
  private let signals: TerminalSignals
  private let settings: ScreenSettings
  private let send: @Sendable (Event) -> Void
  private let mailbox = TerminalMailbox()
  private let flow = KeyFlow()
  private var screen: Screen?
  private var attachment: Int?
  private var isGone = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    mainThread.asUnownedSerialExecutor()
  }

  /// A terminal that is not open yet. `send` is called on the main thread and must not block.
  package init(
    on mainThread: MainThread, signals: TerminalSignals, settings: ScreenSettings,
    send: @escaping @Sendable (Event) -> Void
  ) {
    self.mainThread = mainThread
    self.signals = signals
    self.settings = settings
    self.send = send
  }

  /// Takes the terminal over; `close` gives it back.
  /// - Returns: its size.
  package func open() throws(TerminalError) -> Size {
    let screen = try Screen(settings: settings)
    self.screen = screen
    attach(withKeyboard: true)
    return screen.size
  }

  /// What is typed waits in the kernel, which has room for little, while the keyboard is not listened to.
  private func attach(withKeyboard: Bool) {
    detach()
    let keyboard = withKeyboard ? [STDIN_FILENO] : []
    attachment = mainThread.attach(
      MainThread.Attachment(descriptors: [signals.descriptor] + keyboard) { [self] events in
        assumeIsolated { $0.wokenUp(keyboard: withKeyboard ? events[1] : 0, signals: events[0]) }
      })
  }

  /// Gives the terminal back as it was, and the signals: what is still to be done can be broken off. Does nothing the
  /// second time.
  package func close() {
    detach()
    screen?.close()
    if screen != nil { signals.release() }
    screen = nil
  }

  /// Shows `frame`, unless a newer one comes first. Any thread.
  package nonisolated func show(_ frame: Frame, theme: Theme) {
    post { $0.picture = (frame, theme) }
  }

  /// One key that was sent has been dealt with. Any thread.
  package nonisolated func keyTaken() {
    if flow.taken() { mainThread.wake() }
  }

  /// Names the window or tmux pane (OSC 2). Any thread.
  package nonisolated func setTitle(_ title: String) { post { $0.title = title } }

  /// Puts `text` into the terminal's clipboard (OSC 52). Any thread.
  package nonisolated func copy(_ text: String) { post { $0.copy = text } }

  package nonisolated func ringBell() { post { $0.bell = true } }

  /// Takes clicks and the wheel, or leaves them to the terminal. Any thread.
  package nonisolated func setMouse(_ isOn: Bool) { post { $0.mouse = isOn } }

  /// Paints the last frame again as a whole. Any thread.
  package nonisolated func redraw() { post { $0.redraw = true } }

  /// Stops the process as Ctrl-Z does; the screen is back when it is continued. Any thread.
  package nonisolated func suspend() { post { $0.suspend = true } }

  private nonisolated func post(_ change: (inout TerminalMailbox.Requests) -> Void) {
    mailbox.post(change)
    mainThread.wake()
  }

  /// The loop has woken up: take what came, then do what waits.
  private func wokenUp(keyboard: Int16, signals ready: Int16) {
    if ready != 0 {
      for signal in signals.taken() { take(signal) }
    }
    if keyboard & Int16(POLLIN) != 0, let screen {
      let keys = screen.readKeys()
      let isTooMuch = flow.sent(keys.count)
      for key in keys { send(.key(key)) }
      if isTooMuch { attach(withKeyboard: false) }
    }
    if keyboard & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { terminalGone() }
    if flow.mayGoOn(), attachment != nil { attach(withKeyboard: true) }
    serveMailbox()
  }

  private func take(_ signal: TerminalSignals.Signal) {
    switch signal {
    case .windowChanged:
      if let size = screen?.resize() { sendResize(size) }
    case .suspend: stop(wholeGroup: false)
    case .continued: resume()
    case .terminalGone: terminalGone()
    case .terminate, .hangup: send(.signal(signal))
    }
  }

  private func terminalGone() {
    guard !isGone else { return }
    isGone = true
    // Nothing is left to wait for: a closed terminal stays readable forever.
    detach()
    send(.signal(.terminalGone))
  }

  private func detach() {
    if let attachment { mainThread.detach(attachment) }
    attachment = nil
  }

  private func serveMailbox() {
    guard let screen, !isGone else { return }
    let requests = mailbox.take()
    if let isOn = requests.mouse { screen.setMouse(isOn) }
    if requests.redraw { screen.forget() }
    if let (frame, theme) = requests.picture {
      screen.show(frame, theme: theme)
    } else if requests.redraw {
      screen.repaint()
    }
    if let title = requests.title { screen.setTitle(title) }
    if let text = requests.copy { screen.copy(text) }
    if requests.bell { screen.ringBell() }
    if requests.suspend { stop(wholeGroup: true) }
  }

  /// Leaves the screen, stops, and comes back. Ctrl-Z concerns the whole foreground group, a SIGTSTP
  /// that someone sent to us does not.
  private func stop(wholeGroup: Bool) {
    guard let screen else { return }
    screen.leave()
    clinux_stop_until_continued(wholeGroup ? 1 : 0)
    resume()
  }

  private func resume() {
    guard let screen else { return }
    if let size = screen.reenter() { sendResize(size) }
  }

  private func sendResize(_ size: Size) {
    _ = flow.sent(1)
    send(.key(.resize(size)))
  }
}
