/// What is done for each of millions of lines.
extension GoLine {
  /// Texts one of which is in each line that matters, each found by a byte that is rare in logs: where it stands in the text.
  private struct Mark {
    let text: [UInt8]
    let place: Int

    init(_ text: String, at byte: Character) {
      let bytes = Array(text.utf8)
      self.text = bytes
      place = byte.asciiValue.flatMap { bytes.firstIndex(of: $0) } ?? 0
    }

    func stands(in line: UnsafeRawBufferPointer, around index: Int) -> Bool {
      let start = index - place
      guard start >= 0, start + text.count <= line.count else { return false }
      for offset in text.indices where line[start + offset] != text[offset] { return false }
      return true
    }
  }

  private static let marks: [[Mark]] = {
    var marks = [[Mark]](repeating: [], count: 256)
    for (text, byte) in [
      ("go: ", ":" as Character), ("GOPROXY:", ":"), ("http2: ", ":"), ("GOPROXY=", "="),
      ("GOPROXY = ", "="),
      ("ENV GOPROXY ", "V"),
      ("# get http", "#"), ("@v", "@"), ("quired module provides", "q"), ("viding package", "v"),
      ("zed import path", "z"), ("zip: not a valid", "z"), (".sum entry", "."),
      ("git ls-remote", "-"),
    ] {
      marks[Int(byte.asciiValue ?? 0)].append(Mark(text, at: byte))
    }
    return marks
  }()

  /// False for a line that cannot be one of go's.
  package static func mayMatter(_ line: UnsafeRawBufferPointer) -> Bool {
    marks.withUnsafeBufferPointer { marks in
      for index in 0..<line.count {
        for mark in marks[Int(line[index])] where mark.stands(in: line, around: index) {
          return true
        }
      }
      return false
    }
  }

  /// Without colours and other commands for a terminal, and without what a carriage return has written over.
  static func plain(_ bytes: UnsafeRawBufferPointer) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var isOverwritten = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x1B: index = endOfCommand(bytes, index)
      case UInt8(ascii: "\r"): isOverwritten = true
      case UInt8(ascii: "\t"), 0x20..<0x7F, 0x80...:
        if isOverwritten { text.removeAll(keepingCapacity: true) }
        isOverwritten = false
        text.append(byte)
      default: break
      }
    }
    return withoutPasswords(String(decoding: text, as: UTF8.self))
  }

  /// go hides them itself; older releases, shells and CI systems may not.
  private static func withoutPasswords(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "@")) else { return line }
    var shown = ""
    var rest = line[...]
    while let mark = rest.firstRange(of: "://") {
      shown += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !" /\"'\t".contains($0) }
      guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":")
      else { continue }
      shown += authority[..<colon] + ":xxxxx"
      rest = rest[at...]
    }
    return shown + rest
  }

  /// Behind a command for a terminal, of which `start` follows the escape character.
  private static func endOfCommand(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    guard start < bytes.count else { return start }
    var index = start + 1
    switch bytes[start] {
    case UInt8(ascii: "["):
      while index < bytes.count, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
      return min(index + 1, bytes.count)
    case UInt8(ascii: "]"):
      while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B { index += 1 }
      return min(index + (index < bytes.count && bytes[index] == 0x1B ? 2 : 1), bytes.count)
    default: return index
    }
  }
}
