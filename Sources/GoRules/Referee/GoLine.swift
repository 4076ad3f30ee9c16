/// A line of a log that holds what a go command printed, whatever a terminal, a shell or a CI system has put before it.
package struct GoLine: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// `# get URL`, as `-x` prints it.
    case request
    /// What go says, from behind its `go: ` on, or behind the place in a source file.
    case said
    /// The same, where only what it says tells that go said it.
    case perhapsSaid
    /// The value that GOPROXY is given.
    case goproxy
    /// A line of GODEBUG=http2debug.
    case http2
  }

  package var kind: Kind
  /// From what tells of go on, without colours and control characters.
  package var text: Substring
  /// What stands before the line itself: a time, a step; empty for nothing.
  package var prefix: Substring

  /// nil where the line holds nothing of the kind.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard Self.mayMatter(bytes) else { return nil }
    let line = Self.plain(bytes)
    for find in [Self.request, Self.said, Self.http2, Self.goproxy, Self.perhapsSaid] {
      guard let found = find(line) else { continue }
      self = found
      return
    }
    return nil
  }

  private init(_ kind: Kind, _ line: String, _ start: String.Index, _ text: Substring) {
    self.kind = kind
    self.text = text
    prefix = line[..<start]
  }

  /// The text of `bytes` where it is a line that go has indented, behind the like of `prefix`: the digits of a time may be
  /// others. nil where it is none.
  package static func continuation(
    _ bytes: UnsafeRawBufferPointer, after prefix: Substring
  ) -> Substring? {
    if prefix.isEmpty, let first = bytes.first, first > 0x20 {
      let line = plain(bytes)
      return isIndented(line[...]) ? line[...] : nil
    }
    let line = plain(bytes)
    var rest = line.utf8[...]
    var mark = prefix.utf8[...]
    while let next = mark.first {
      if next.isDigit {
        guard let digit = rest.first, digit.isDigit else { return nil }
        rest = rest.drop { $0.isDigit }
        mark = mark.drop { $0.isDigit }
      } else {
        guard rest.first == next else { return nil }
        rest = rest.dropFirst()
        mark = mark.dropFirst()
      }
    }
    let text = Substring(rest)
    return isIndented(text) ? text : nil
  }

  /// What was pasted somewhere may have lost its tabs.
  private static func isIndented(_ line: Substring) -> Bool {
    ["\t", "  ", "server response:", "fatal: ", "module declares its path as: "]
      .contains(where: line.hasPrefix)
  }

  // MARK: - Kinds

  private static func request(_ line: String) -> GoLine? {
    guard let mark = line.firstRange(of: "# get ") else { return nil }
    let url = line[mark.upperBound...]
    return url.hasPrefix("http://") || url.hasPrefix("https://")
      ? GoLine(.request, line, mark.lowerBound, line[mark.lowerBound...]) : nil
  }

  private static func http2(_ line: String) -> GoLine? {
    guard let mark = line.firstRange(of: "http2: "),
      ["Transport ", "Framer "].contains(where: line[mark.upperBound...].hasPrefix)
    else { return nil }
    return GoLine(.http2, line, mark.lowerBound, line[mark.lowerBound...])
  }

  private static func said(_ line: String) -> GoLine? {
    var rest = line[...]
    while let mark = rest.firstRange(of: "go: ") {
      if isBoundary(line, mark.lowerBound) {
        let text = line[mark.upperBound...]
        // A string of JSON.
        let isEscaped = text.contains("\\\"http") || text.contains("\\n\\t")
        return GoLine(.said, line, mark.lowerBound, isEscaped ? unescaped(text)[...] : text)
      }
      rest = line[mark.upperBound...]
    }
    return nil
  }

  /// Set by a shell, a Dockerfile or the environment of a CI step, or told by `go env`.
  private static func goproxy(_ line: String) -> GoLine? {
    guard let mark = line.firstRange(of: "GOPROXY") else { return nil }
    let before = line[..<mark.lowerBound]
    let after = line[mark.upperBound...]
    let isSet =
      ["=", ": ", " = "].contains(where: after.hasPrefix) || before.hasSuffix("ENV ")
    guard isSet, mayStandBefore(before) else { return nil }
    var value = after.drop { $0 == "=" || $0 == ":" || $0 == " " }
    if let quote = value.first, quote == "'" || quote == "\"" {
      value = value.dropFirst().prefix { $0 != quote }
    } else {
      value = value.prefix { $0 != " " && $0 != "\t" && $0 != ";" && $0 != "\"" }
    }
    let isList = value.contains("://") || ["off", "direct"].contains(value)
    return isList ? GoLine(.goproxy, line, mark.lowerBound, value) : nil
  }

  /// What stands before a variable that is set: nothing, a command, a time or the like. A sentence is advice.
  private static func mayStandBefore(_ text: Substring) -> Bool {
    guard let last = text.last else { return true }
    if last == ":" { return text.hasSuffix("$env:") }
    guard last == " " || last == "\t" else { return false }
    let words = text.split { $0 == " " || $0 == "\t" }
    return words.contains { ["RUN", "ENV", "+", "$", "%"].contains($0) }
      || words.allSatisfy { word in
        ["export", "set", "env", "-e", "go", "-w"].contains(word)
          || !word.utf8.contains { (0x61...0x7A).contains($0) }
      }
  }

  /// Words that go prints without its name before them, and others do not.
  private static let words = [
    "go get: ", "go get ", "go list -m: ", "go mod download: ", "verifying ",
    "no required module provides package ", "missing go.sum entry ",
    "cannot find module providing package ", "unrecognized import path ",
    "zip: not a valid zip file",
  ]

  private static func perhapsSaid(_ line: String) -> GoLine? {
    if let place = place(in: line) {
      return GoLine(.perhapsSaid, line, place.lowerBound, line[place.upperBound...])
    }
    if let error = line.firstRange(of: "\"Error\": \"") {
      return GoLine(
        .perhapsSaid, line, line.startIndex, unescaped(line[error.upperBound...])[...])
    }
    for word in words {
      guard let mark = line.firstRange(of: word), isBoundary(line, mark.lowerBound) else {
        continue
      }
      return GoLine(.perhapsSaid, line, mark.lowerBound, line[mark.lowerBound...])
    }
    // `golang.org/x/text@v0.14.0: …`, as releases before 1.15 print it, and git without a module.
    let named = line.split { $0 == " " || $0 == "\t" }
      .first { $0.hasSuffix(":") && $0.contains("@v") && $0.first != "/" }
    let start = named?.startIndex ?? line.startIndex
    guard
      named != nil || line.contains("reading http") || line.contains("Get \"http")
        || line.contains("git ls-remote ") && line.contains(": exit status")
    else { return nil }
    return GoLine(.perhapsSaid, line, start, line[start...])
  }

  /// `main.go:4:2: `; nil where there is no such place.
  private static func place(in line: String) -> Range<String.Index>? {
    guard let mark = line.firstRange(of: ".go:") else { return nil }
    var rest = line[mark.upperBound...]
    for _ in 0..<2 {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, line[digits.endIndex...].hasPrefix(":") else { return nil }
      rest = line[digits.endIndex...].dropFirst()
    }
    guard rest.hasPrefix(" ") else { return nil }
    let start = line[..<mark.lowerBound].lastIndex { $0 == " " || $0 == "\t" }
    return (start.map { line.index(after: $0) } ?? line.startIndex)..<rest.dropFirst().startIndex
  }

  /// A string of JSON, as far as go needs it for its errors.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let next = rest.popFirst(), next != "\"" {
      guard next == "\\", let escaped = rest.popFirst() else {
        result.append(next)
        continue
      }
      switch escaped {
      case "n": result.append("\n")
      case "t": result.append("\t")
      default: result.append(escaped)
      }
    }
    return result
  }

  private static func isBoundary(_ line: String, _ start: String.Index) -> Bool {
    guard start > line.startIndex else { return true }
    let before = line.utf8[line.utf8.index(before: start)]
    return !before.isDigit && !(before | 0x20).isLetter && before < 0x80
      && !"._-/".utf8.contains(before)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self) }
}
