/// A comma-separated list of glob patterns of module paths, as in GOPRIVATE and GONOPROXY
/// (golang.org/x/mod/module, `MatchPrefixPatterns`).
package struct ModulePatterns: Sendable, Hashable {
  /// As written.
  package var text: String

  package init(_ text: String) { self.text = text }

  /// A pattern with N slashes is matched against the first N+1 elements of the path; nothing is trimmed,
  /// case counts, and a malformed pattern matches nothing.
  package func matches(_ module: String) -> Bool {
    let elements = Array(module.utf8).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.split(separator: UInt8(ascii: ",")).contains { written in
      var glob = Array(written)
      if glob.last == UInt8(ascii: "/") { glob.removeLast() }
      let count = glob.count { $0 == UInt8(ascii: "/") } + 1
      guard !glob.isEmpty, count <= elements.count else { return false }
      let prefix = Array(elements[..<count].joined(separator: [UInt8(ascii: "/")]))
      return Self.match(glob[...], prefix[...])
    }
  }

  /// go's `path.Match`: `*`, `?`, `[…]`, `\`; neither `*`, `?` nor a class matches a slash.
  private static func match(_ glob: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    guard let first = glob.first else { return name.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      let rest = glob.drop { $0 == UInt8(ascii: "*") }
      var tail = name
      while true {
        if match(rest, tail) { return true }
        guard let next = tail.first, next != slash else { return false }
        tail = tail.dropFirst()
      }
    case UInt8(ascii: "["):
      guard let next = scalar(name), next.scalar != "/", let found = member(next.scalar, of: glob)
      else { return false }
      return found.isMember && match(found.rest, name.dropFirst(next.length))
    case UInt8(ascii: "?"):
      guard let next = scalar(name), next.scalar != "/" else { return false }
      return match(glob.dropFirst(), name.dropFirst(next.length))
    case UInt8(ascii: "\\"):
      guard let escaped = glob.dropFirst().first, name.first == escaped else { return false }
      return match(glob.dropFirst(2), name.dropFirst())
    default:
      return name.first == first && match(glob.dropFirst(), name.dropFirst())
    }
  }

  /// Whether `scalar` is in the class with which `glob` begins, and what follows it; nil for a malformed class.
  private static func member(
    _ scalar: Unicode.Scalar, of glob: ArraySlice<UInt8>
  ) -> (isMember: Bool, rest: ArraySlice<UInt8>)? {
    var rest = glob.dropFirst()
    let isNegated = rest.first == UInt8(ascii: "^")
    if isNegated { rest = rest.dropFirst() }
    var isMember = false
    var ranges = 0
    while rest.first != UInt8(ascii: "]") || ranges == 0 {
      guard let low = bound(&rest) else { return nil }
      var high = low
      if rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
        guard let end = bound(&rest) else { return nil }
        high = end
      }
      if low <= scalar, scalar <= high { isMember = true }
      ranges += 1
    }
    return (isMember != isNegated, rest.dropFirst())
  }

  /// One end of a range, taken off `rest` (path/match.go, `getEsc`).
  private static func bound(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = rest.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "]") else {
      return nil
    }
    if first == UInt8(ascii: "\\") { rest = rest.dropFirst() }
    guard let next = scalar(rest) else { return nil }
    rest = rest.dropFirst(next.length)
    return rest.isEmpty ? nil : next.scalar
  }

  private static func scalar(
    _ bytes: ArraySlice<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }
}
