/// A version as golang.org/x/mod/semver parses it: `v1`, `v1.2`, `v1.2.3-pre+build`.
struct SemanticVersion: Sendable, Hashable {
  /// `v1.2.3-pre`, completed with zeros and without build metadata.
  let canonical: String
  /// `v1`.
  let major: String
  /// `-pre`; empty for none.
  let prerelease: String
  /// `+build`; empty for none.
  let build: String
  /// All three numbers were written.
  let isComplete: Bool

  /// nil where go's semver.IsValid says no.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.first == UInt8(ascii: "v") else { return nil }
    var rest = bytes.dropFirst()
    var numbers: [ArraySlice<UInt8>] = []
    while numbers.count < 3 {
      let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard let first = digits.first, first != 0x30 || digits.count == 1 else { return nil }
      numbers.append(digits)
      rest = rest.dropFirst(digits.count)
      if rest.isEmpty, numbers.count < 3 { break }
      if numbers.count < 3 {
        guard rest.first == UInt8(ascii: ".") else { return nil }
        rest = rest.dropFirst()
      }
    }
    guard let prerelease = Self.take(&rest, UInt8(ascii: "-"), until: UInt8(ascii: "+")),
      let build = Self.take(&rest, UInt8(ascii: "+"), until: nil), rest.isEmpty
    else { return nil }
    let all = numbers.map(\.text) + Array(repeating: "0", count: 3 - numbers.count)
    canonical = "v" + all.joined(separator: ".") + prerelease.text
    major = "v" + all[0]
    self.prerelease = prerelease.text
    self.build = build.text
    isComplete = numbers.count == 3
  }

  /// Identifiers with dots between them, led by `mark`; empty where the mark is not there, nil where they are not
  /// valid. In a pre-release no number may begin with a zero.
  private static func take(
    _ rest: inout ArraySlice<UInt8>, _ mark: UInt8, until end: UInt8?
  ) -> ArraySlice<UInt8>? {
    guard rest.first == mark else { return rest.prefix(0) }
    let part = rest.prefix { $0 != end || end == nil }
    let identifiers = part.dropFirst().split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for identifier in identifiers {
      guard !identifier.isEmpty, identifier.allSatisfy(isIdentifier) else { return nil }
      let isNumber = identifier.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      if end != nil, isNumber, identifier.count > 1, identifier.first == 0x30 { return nil }
    }
    rest = rest.dropFirst(part.count)
    return part
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// `v0.0.0-20060102150405-abcdef` and its kin (golang.org/x/mod/module `IsPseudoVersion`).
  var isPseudo: Bool { pseudoTime != nil }

  /// The 14 digits of the commit's time: the last but one word of a pseudo-version's pre-release, which follows a `0`.
  /// nil for any other version.
  var pseudoTime: [UInt8]? {
    let words = prerelease.utf8.dropFirst().split(separator: UInt8(ascii: "-"))
    guard words.count >= 2, prerelease.utf8.last != UInt8(ascii: "-"),
      let revision = words.last, revision.allSatisfy({ $0 != UInt8(ascii: ".") })
    else { return nil }
    // What stands in front of the revision, hyphens and all.
    let before = Array(prerelease.utf8.dropFirst().dropLast(revision.count))
    guard before.last == UInt8(ascii: "-") else { return nil }
    let time = Array(before.dropLast().suffix(14))
    guard time.count == 14, time.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    let lead = before.dropLast(15)
    let isLed =
      lead.isEmpty
      ? canonical.dropFirst(major.count).hasPrefix(".0.0-")
      : lead.elementsEqual("0.".utf8) || lead.suffix(3).elementsEqual(".0.".utf8)
    return isLed ? time : nil
  }
}
