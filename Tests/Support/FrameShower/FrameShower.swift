import Dashboard
import Platform
import Terminal

/// Shows frames on its terminal, the next one for each key: a letter of `ABC…` is put into one cell (the
/// same letter again changes nothing), `0` shows another screen altogether. After each frame the title of
/// the window names it by its number; a signal ends it.
@main
struct FrameShower {
  static func main() throws {
    let signals = try TerminalSignals()
    let mainThread = MainThread()
    mainThread.run {
      let (events, continuation) = AsyncStream<Terminal.Event>.makeStream()
      let terminal = Terminal(
        on: mainThread, signals: signals, settings: ScreenSettings(),
        send: { continuation.yield($0) })
      guard let size = try? await terminal.open() else { return }
      var frame = picture(size, offset: 0)
      var number = 0
      terminal.show(frame, theme: .terminal)
      terminal.setTitle("#0")
      for await event in events {
        guard case .key(.character(let key)) = event else {
          if case .signal = event { break }
          continue
        }
        if key == "0" {
          frame = picture(size, offset: 1)
        } else if let scalar = key.unicodeScalars.first {
          frame.set(Cell(scalar, role: .up), x: 5, y: 3)
        }
        number += 1
        terminal.show(frame, theme: .terminal)
        terminal.setTitle("#\(number)")
      }
      await terminal.close()
    }
  }

  /// A screen full of small letters in all colours.
  private static func picture(_ size: Size, offset: Int) -> Frame {
    var frame = Frame(size: size)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let number = x + y + offset
        let scalar = Unicode.Scalar(UInt8(97 + number % 26))
        frame.set(
          Cell(scalar, role: Role.allCases[number % Role.allCases.count]), x: x, y: y)
      }
    }
    return frame
  }
}
