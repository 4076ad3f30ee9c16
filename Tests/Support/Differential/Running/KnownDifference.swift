/// A disagreement that is meant to be; none is without its reason.
struct KnownDifference: Sendable {
  var name: String
  /// Why we do not do as go does.
  var reason: String
  var kinds: [Kind]
  var matches: @Sendable (_ go: Observation, _ ours: Observation, TestCase) -> Bool

  static let all = [
    KnownDifference(
      name: "a long text", reason: "A server does not decide how much of its text is kept.",
      kinds: Kind.allCases, matches: { go, ours, _ in isCut(go, ours) }),
    KnownDifference(
      name: "a password", reason: "It is nobody's business, though a server told it.",
      kinds: [.redirect],
      matches: { go, ours, _ in
        go.verdict == ours.verdict && go.text.map(withoutPasswords) == ours.text
      }),
    KnownDifference(
      name: "long JSON", reason: "Of what no proxy sends not more than 1 MiB is read.",
      kinds: [.info],
      matches: { _, ours, testCase in
        let sizes = testCase.answers.values.map(\.size)
        return ours.verdict == "info=unknown" && sizes.contains { $0 > 1 << 20 }
      }),
    KnownDifference(
      name: "a certificate that OpenSSL cannot parse",
      reason: "The handshake is OpenSSL's; go parses names and numbers that it refuses.",
      kinds: [.certificate],
      matches: { _, ours, _ in ours.verdict == "info=unknown" }),
    KnownDifference(
      name: "a long zip",
      reason: "Where its content cannot be followed, nothing but its names is judged.",
      kinds: [.zip],
      matches: { go, ours, testCase in
        let sizes = testCase.answers.values.map(\.size)
        return sizes.contains { $0 > 256 << 10 }
          && (go.verdict == ours.verdict || ours.verdict.hasSuffix("zip=unknown"))
      }),
    KnownDifference(
      name: "REFUSED_STREAM",
      reason: "go asks seven times within 63 s, longer than is waited here.",
      kinds: [.http2],
      matches: { go, _, testCase in
        go.isHang && testCase.description.contains(#"\x00\x00\x00\x07"#)
      }),
    KnownDifference(
      name: "asked twice",
      reason: "go asks again after a 4xx, on a connection that may be out of step by then.",
      kinds: [.http2],
      matches: { _, ours, testCase in
        let end = ours.cut(after: testCase.http2?.path)
        // As a literal, and in nghttp2's compression.
        let statuses = [#":status\x034"#, #"\x8d"#, #"H\x82"#]
        return end.text?.contains(": 4") == true
          || end.verdict.hasSuffix("fallback")
            && statuses.contains { testCase.description.contains($0) }
      }),
  ]

  /// Each that follows `//user:` is `xxxxx`.
  private static func withoutPasswords(_ text: String) -> String {
    var shown = ""
    var rest = text[...]
    while let slashes = rest.firstRange(of: "://") {
      shown += rest[..<slashes.upperBound]
      rest = rest[slashes.upperBound...]
      let authority = rest.prefix { !"/?# \"".contains($0) }
      guard let at = authority.lastIndex(of: "@"),
        let colon = authority[..<at].firstIndex(of: ":"), authority.index(after: colon) < at
      else { continue }
      shown += authority[...colon] + "xxxxx"
      rest = rest[at...]
    }
    return shown + rest
  }

  /// Ours is the beginning of go's: of lines 2000 characters, of texts 20 lines.
  private static func isCut(_ go: Observation, _ ours: Observation) -> Bool {
    guard go.verdict == ours.verdict, let whole = go.text, let text = ours.text else {
      return false
    }
    let lines = (whole: lines(whole), ours: lines(text))
    guard lines.ours.count == min(lines.whole.count, 20) else { return false }
    return zip(lines.whole, lines.ours).allSatisfy { whole, ours in
      // The names of ports are longer or shorter than ports.
      ours == whole || ours.unicodeScalars.count > 1900 && whole.hasPrefix(ours)
    }
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
