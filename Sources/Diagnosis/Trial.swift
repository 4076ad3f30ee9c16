import GoRules
import Health

/// A request made once more, with one thing changed: what the change mends was to blame.
package struct Trial: Sendable, Hashable {
  /// What is changed; the raw value is the word of JSON.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Nothing: does it fail each time?
    case again
    /// HTTP/1.1, as with GODEBUG=http2client=0.
    case http1
    /// The same address, asked for another name in TLS.
    case otherName = "other-name"
    /// Segments of TCP that every path carries.
    case smallSegments = "small-segments"
    /// A User-Agent that is not go's.
    case otherAgent = "other-agent"
  }

  package var mirror: Mirror.ID
  package var question: Question
  package var kind: Kind

  package init(_ kind: Kind, of mirror: Mirror.ID, _ question: Question) {
    self.kind = kind
    self.mirror = mirror
    self.question = question
  }
}

/// How a trial ended.
package enum TrialResult: Sendable, Hashable {
  case made(ProbeResult)
  /// It could not be made: through a forward proxy, or without an address.
  case notMade

  package var outcome: RequestOutcome? {
    if case .made(let result) = self { result.outcome } else { nil }
  }
}
