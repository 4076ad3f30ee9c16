import Dashboard
import Glibc
import Testing

/// A frame as text: the characters, then a layer with one letter for the role of each cell.
enum Golden {
  private static let letters: [Role: Character] = [
    .text: ".", .muted: "m", .title: "T", .border: "b", .focus: "F", .key: "K", .active: "A",
    .up: "u", .degraded: "d", .down: "D", .unknown: "?", .local: "l", .resolve: "1",
    .connect: "2", .tls: "3", .processing: "4", .transfer: "5", .graph: "g", .selection: "s",
    .notice: "N",
  ]

  /// Without the layer of roles.
  static func characters(_ frame: Frame) -> String {
    let whole = text(frame)
    let end = whole.firstRange(of: "\n=====")?.lowerBound ?? whole.endIndex
    return String(whole[..<end])
  }

  static func text(_ frame: Frame) -> String {
    var characters = ""
    var roles = ""
    for y in 0..<frame.size.height {
      var line = ""
      var letterLine = ""
      for x in 0..<frame.size.width {
        let cell = frame[x, y]
        letterLine.append(
          cell.scalar == " "
            ? cell.attributes.contains(.selected) ? "s" : " " : letters[cell.role] ?? "!")
        guard cell.width > 0 else { continue }
        line.unicodeScalars.append(cell.scalar)
        if let mark = cell.mark { line.unicodeScalars.append(mark) }
      }
      characters += line.trimmedEnd + "\n"
      roles += letterLine.trimmedEnd + "\n"
    }
    return characters + String(repeating: "=", count: max(1, frame.size.width)) + "\n" + roles
  }

  /// Compares with `Screens/NAME.txt`; a missing file fails; `RECORD_SCREENS=1` writes it anew.
  static func expect(
    _ frame: Frame, _ name: String, at location: SourceLocation = #_sourceLocation
  ) {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/Screens/\(name).txt"
    let drawn = text(frame)
    if getenv("RECORD_SCREENS") != nil {
      write(drawn, to: path)
      return
    }
    guard let expected = read(path) else {
      Issue.record("no golden screen \(name): record it", sourceLocation: location)
      return
    }
    #expect(drawn == expected, "\(name)", sourceLocation: location)
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w") else {
      Issue.record("cannot write \(path)")
      return
    }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
