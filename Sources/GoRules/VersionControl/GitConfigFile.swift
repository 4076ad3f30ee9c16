/// A file of git's settings (git-config(1), config.c `git_parse_source`).
package struct GitConfigFile: Sendable, Hashable {
  /// `key = value` in a section.
  package struct Line: Sendable, Hashable {
    /// In lower case.
    package var section: String
    /// In quotes behind the section's name; empty for none.
    package var subsection: String
    /// In lower case.
    package var key: String
    /// nil where nothing but the key stands there, which means true.
    package var value: String?
  }

  package private(set) var lines: [Line] = []

  private struct Fault: Error {}

  /// nil where git refuses the file.
  package init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    do throws(Fault) {
      lines = try reader.read()
    } catch {
      return nil
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0
    var section = ""
    var subsection = ""

    /// The next byte; a newline at the end, as git takes it. CR LF is a newline.
    mutating func next() -> UInt8 {
      guard index < bytes.count else { return 0x0A }
      index += 1
      if bytes[index - 1] == 0x0D, index < bytes.count, bytes[index] == 0x0A {
        index += 1
        return 0x0A
      }
      return bytes[index - 1]
    }

    mutating func read() throws(Fault) -> [Line] {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
      var lines: [Line] = []
      while index < bytes.count {
        let byte = next()
        switch byte {
        case 0x0A, 0x20, 0x09, 0x0B, 0x0C, 0x0D: break
        case UInt8(ascii: "#"), UInt8(ascii: ";"): while next() != 0x0A {}
        case UInt8(ascii: "["): try readSection()
        default:
          guard Self.isLetter(byte) else { throw Fault() }
          lines.append(try readLine(byte))
        }
      }
      return lines
    }

    private mutating func readSection() throws(Fault) {
      (section, subsection) = ("", "")
      while true {
        let byte = next()
        switch byte {
        case UInt8(ascii: "]"):
          // `[section.subsection]` of old.
          if let dot = section.firstIndex(of: ".") {
            subsection = String(section[section.index(after: dot)...])
            section = String(section[..<dot])
          }
          return
        case 0x20, 0x09: return try readSubsection()
        default:
          guard Self.isOfKey(byte) || byte == UInt8(ascii: ".") else { throw Fault() }
          section += Self.lowercased(byte)
        }
      }
    }

    private mutating func readSubsection() throws(Fault) {
      var byte = next()
      while byte == 0x20 || byte == 0x09 { byte = next() }
      guard byte == UInt8(ascii: "\"") else { throw Fault() }
      var name: [UInt8] = []
      while true {
        byte = next()
        if byte == 0x0A { throw Fault() }
        if byte == UInt8(ascii: "\"") { break }
        if byte == UInt8(ascii: "\\") {
          byte = next()
          if byte == 0x0A { throw Fault() }
        }
        name.append(byte)
      }
      guard next() == UInt8(ascii: "]") else { throw Fault() }
      subsection = name[...].text
    }

    private mutating func readLine(_ first: UInt8) throws(Fault) -> Line {
      if section.isEmpty { throw Fault() }
      var line = Line(section: section, subsection: subsection, key: Self.lowercased(first))
      var byte = next()
      while Self.isOfKey(byte) {
        line.key += Self.lowercased(byte)
        byte = next()
      }
      while byte == 0x20 || byte == 0x09 { byte = next() }
      if byte == 0x0A { return line }
      guard byte == UInt8(ascii: "=") else { throw Fault() }
      line.value = try readValue()
      return line
    }

    private mutating func readValue() throws(Fault) -> String {
      var value: [UInt8] = []
      var kept = 0
      var isQuoted = false
      while true {
        var byte = next()
        if byte == 0x0A {
          if isQuoted { throw Fault() }
          return value[..<kept].text
        }
        if !isQuoted {
          if byte == 0x20 || byte == 0x09 {
            if !value.isEmpty { value.append(byte) }
            continue
          }
          if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
            while next() != 0x0A {}
            return value[..<kept].text
          }
        }
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
          kept = value.count
          continue
        }
        if byte == UInt8(ascii: "\\") {
          byte = next()
          switch byte {
          case 0x0A: continue
          case UInt8(ascii: "t"): byte = 0x09
          case UInt8(ascii: "b"): byte = 0x08
          case UInt8(ascii: "n"): byte = 0x0A
          case UInt8(ascii: "\\"), UInt8(ascii: "\""): break
          default: throw Fault()
          }
        }
        value.append(byte)
        kept = value.count
      }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isOfKey(_ byte: UInt8) -> Bool {
      isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static func lowercased(_ byte: UInt8) -> String {
      String(UnicodeScalar(byte)).lowercased()
    }
  }
}
