/// A version of go, `1.21`, `1.21rc1` or `1.21.0`, in that order (internal/gover).
package struct GoVersion: Sendable, Hashable {
  private var major: Substring
  private var minor: Substring = "0"
  /// Empty for a language version since 1.21, and for what comes before a release.
  private var patch: Substring = ""
  private var kind: Substring = ""
  private var pre: Substring = ""

  static let firstWithPatch = GoVersion(major: "1", minor: "21")
  /// Since which go uses a folder `vendor` unasked.
  package static let firstToVendor = GoVersion(major: "1", minor: "14")

  /// It names the language, of which there are many releases (`IsLang`).
  var isLanguage: Bool { patch.isEmpty && kind.isEmpty && pre.isEmpty }

  private init(major: Substring, minor: Substring) { (self.major, self.minor) = (major, minor) }

  /// `Parse`; nil for what is none.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    guard let major = Self.takeNumber(&rest) else { return nil }
    self.major = major
    if rest.isEmpty {
      patch = "0"
      return
    }
    guard rest.popFirst() == ".", let minor = Self.takeNumber(&rest) else { return nil }
    self.minor = minor
    if rest.isEmpty {
      if Self.isLess(minor, "21") { patch = "0" }
      return
    }
    if rest.first == "." {
      rest.removeFirst()
      guard let patch = Self.takeNumber(&rest), rest.isEmpty else { return nil }
      self.patch = patch
      return
    }
    kind = rest.prefix { ("a"..."z").contains($0) && $0.isASCII }
    rest = rest[kind.endIndex...]
    if kind.isEmpty { return nil }
    if rest.isEmpty { return }
    guard let pre = Self.takeNumber(&rest), rest.isEmpty else { return nil }
    self.pre = pre
  }

  /// `goVERSION`, with any suffix after a `-` or white space (cmd/go/internal/gover `FromToolchain`).
  package init?(ofToolchain name: String) {
    guard name.hasPrefix("go"), !name.contains(where: { $0 == "/" || $0 == "\\" }) else {
      return nil
    }
    self.init(name.dropFirst(2).prefix { !" \t-".contains($0) })
  }

  /// Without a zero in front.
  private static func takeNumber(_ rest: inout Substring) -> Substring? {
    let digits = rest.prefix { ("0"..."9").contains($0) && $0.isASCII }
    rest = rest[digits.endIndex...]
    return digits.isEmpty || digits.first == "0" && digits.count > 1 ? nil : digits
  }

  /// Of numbers of any length (`CmpInt`).
  private static func isLess(_ one: Substring, _ other: Substring) -> Bool {
    let (length, otherLength) = (one.utf8.count, other.utf8.count)
    return length == otherLength ? one < other : length < otherLength
  }
}

extension GoVersion: Comparable {
  package static func < (one: GoVersion, other: GoVersion) -> Bool {
    if one.major != other.major { return isLess(one.major, other.major) }
    if one.minor != other.minor { return isLess(one.minor, other.minor) }
    if one.patch != other.patch { return isLess(one.patch, other.patch) }
    if one.kind != other.kind { return one.kind < other.kind }
    return isLess(one.pre, other.pre)
  }
}
