/// What the regular expressions' module has too, which would be a megabyte of the program. Bytes are compared, so that
/// what a server sends means the same to us and to go: there is no `\r\n` that is one character.
extension StringProtocol {
  /// Where `part` stands first; nil where it does not, or is empty.
  package func firstRange(of part: String) -> Range<Index>? { utf8.firstRange(of: part.utf8) }

  package func contains(_ part: String) -> Bool { firstRange(of: part) != nil }

  /// What stands before, between and after `separator`, empty parts too (`strings.Split`).
  package func split(at separator: String) -> [SubSequence] {
    var parts: [SubSequence] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }

  package func replacing(_ part: String, with other: String) -> String {
    split(at: part).joined(separator: other)
  }

  /// Without `prefix`, where that stands in front (`strings.TrimPrefix`).
  package func trimmingPrefix(_ prefix: String) -> SubSequence {
    hasPrefix(prefix) ? dropFirst(prefix.count) : self[...]
  }
}

// The same for the texts that are there: generic code of another module would ask for the witness of every step.

extension String {
  package func firstRange(of part: String) -> Range<Index>? { self[...].firstRange(of: part) }

  package func split(at separator: String) -> [Substring] { self[...].split(at: separator) }
}

extension Substring {
  package func firstRange(of part: String) -> Range<Index>? { utf8.firstRange(of: part.utf8) }

  package func split(at separator: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self
    while let range = rest.firstRange(of: separator) {
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    parts.append(rest)
    return parts
  }
}

extension Collection<UInt8> {
  /// Where `part` stands first; nil where it does not, or is empty.
  package func firstRange(of part: some Collection<UInt8>) -> Range<Index>? {
    guard let first = part.first else { return nil }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return start..<rest.index(start, offsetBy: part.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
