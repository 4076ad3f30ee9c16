import CYardstick
import Foundation
import Testing

/// What a frame costs on the way to the terminal, counted at the other end of a pseudo terminal.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct PaintedBytesTests {
  /// A program on a terminal of 80 x 24, of which we are the screen.
  private final class Stage {
    private let master: Int32
    private let process: ChildProcess
    private var shown = 0

    init() throws {
      var path = [CChar](repeating: 0, count: 64)
      master = yardstick_open_terminal(80, 24, &path, path.count)
      guard master >= 0 else { throw POSIXError(.EIO) }
      let slave = path.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { open($0, O_RDWR | O_NOCTTY | O_CLOEXEC) } ?? -1
      }
      defer { close(slave) }
      process = try ChildProcess(
        Goproxytop.folder + "/FrameShower", [],
        environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
          .merging(Goproxytop.sanitizers) { $1 },
        passing: [0: slave, 1: slave])
    }

    deinit {
      process.signal(SIGTERM)
      process.wait()
      close(master)
    }

    /// The next byte; nil where the program has ended, or is silent.
    private func next() -> UInt8? {
      var byte: UInt8 = 0
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 20_000) == 1, read(master, &byte, 1) == 1 else { return nil }
      return byte
    }

    /// All bytes up to the title that comes after a frame; nil where none comes.
    func frame() -> [UInt8]? {
      let title = Array("\u{1B}]2;#\(shown)".utf8)
      var bytes: [UInt8] = []
      while bytes.suffix(title.count) != title[...] {
        guard let byte = next() else { return nil }
        bytes.append(byte)
      }
      // What ends the title: BEL, or ESC \.
      while let byte = next(), byte != 7, byte != UInt8(ascii: "\\") {}
      shown += 1
      return Array(bytes.dropLast(title.count))
    }

    /// Presses a key, and takes what the next frame writes.
    func press(_ key: Character) -> [UInt8]? {
      let bytes = Array(String(key).utf8)
      guard write(master, bytes, bytes.count) == bytes.count else { return nil }
      return frame()
    }
  }

  @Test func aFrameCostsWhatChanges() throws {
    let stage = try Stage()
    let first = try #require(stage.frame())
    #expect(first.count > 80 * 23)
    // One cell: the cursor's way there, a colour, the letter, and the colour back.
    let one = try #require(stage.press("A"))
    #expect(one.contains(UInt8(ascii: "A")))
    #expect((1...48).contains(one.count), "\(one.count) bytes")
    // The same frame: nothing.
    for _ in 0..<5 { #expect(stage.press("A") == []) }
    let other = try #require(stage.press("B"))
    #expect((1...48).contains(other.count), "\(other.count) bytes")
    let whole = try #require(stage.press("0"))
    #expect(whole.count > 400, "\(whole.count) bytes")
  }
}
