/// What is passed over: instructions, comments, directives.
extension LaxXML {
  mutating func instruction() throws(Stop) {
    let target = try name("expected target name after <?")
    skipSpace()
    let start = index
    var before: UInt8 = 0
    while true {
      let byte = try needed()
      if before == UInt8(ascii: "?"), byte == UInt8(ascii: ">") { break }
      before = byte
    }
    guard target.elementsEqual("xml".utf8) else { return }
    let content = bytes[start..<max(start, index - 2)]
    let version = Self.parameter("version=", of: content)
    if !version.isEmpty, version != "1.0" {
      throw .fault("xml: unsupported version \(goQuoted(version)); only version 1.0 is supported")
    }
    let charset = Self.parameter("encoding=", of: content)
    if charset.isEmpty || ["utf-8", "ascii"].contains(charset.lowercased()) { return }
    let charsetText = goQuoted(charset)
    throw .fault(
      "xml: opening charset \(charsetText): can't decode XML document using charset \(charsetText)")
  }

  /// `procInst`: lame, and taken over as it is.
  private static func parameter(_ parameter: String, of content: ArraySlice<UInt8>) -> String {
    let name = Array(parameter.utf8)
    var rest = content
    while let found = rest.firstIndex(of: name) {
      let after = found + name.count
      guard after < rest.endIndex else { return "" }
      let quote = rest[after]
      rest = rest[(after + 1)...]
      guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { continue }
      guard let end = rest.firstIndex(of: quote) else { return "" }
      return rest[..<end].text
    }
    return ""
  }

  /// A comment, CDATA, or anything else that begins with `<!`.
  mutating func declaration() throws(Stop) {
    switch try needed() {
    case UInt8(ascii: "-"):
      guard try needed() == UInt8(ascii: "-") else {
        throw syntax("invalid sequence <!- not part of <!--")
      }
      try comment()
    case UInt8(ascii: "["):
      for expected in "CDATA[".utf8 where try needed() != expected {
        throw syntax("invalid <![ sequence")
      }
      _ = try text(until: nil, isCDATA: true)
    default:
      index -= 1
      try directive()
    }
  }

  private mutating func comment() throws(Stop) {
    var last: (UInt8, UInt8) = (0, 0)
    while true {
      let byte = try needed()
      if last == (UInt8(ascii: "-"), UInt8(ascii: "-")) {
        if byte == UInt8(ascii: ">") { return }
        throw syntax("invalid sequence \"--\" not allowed in comments")
      }
      last = (last.1, byte)
    }
  }

  private mutating func directive() throws(Stop) {
    var quote: UInt8 = 0
    var depth = 0
    // The first byte means nothing, whatever it is.
    _ = try needed()
    var byte = try needed()
    while quote != 0 || depth != 0 || byte != UInt8(ascii: ">") {
      if byte == quote {
        quote = 0
      } else if quote == 0 {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: ">"): depth -= 1
        case UInt8(ascii: "<"):
          if let other = try notComment() {
            depth += 1
            byte = other
            continue
          }
        default: break
        }
      }
      byte = try needed()
    }
  }

  /// Passes over a comment within a directive; the first byte that makes it none.
  private mutating func notComment() throws(Stop) -> UInt8? {
    for expected in "!--".utf8 {
      let byte = try needed()
      if byte != expected { return byte }
    }
    var last: (UInt8, UInt8) = (0, 0)
    while true {
      let byte = try needed()
      if last == (UInt8(ascii: "-"), UInt8(ascii: "-")), byte == UInt8(ascii: ">") { return nil }
      last = (last.1, byte)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where `needle` begins first; nil for nowhere.
  fileprivate func firstIndex(of needle: [UInt8]) -> Int? {
    guard let first = needle.first else { return startIndex }
    return indices.first { self[$0] == first && self[$0...].starts(with: needle) }
  }
}
