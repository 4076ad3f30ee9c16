import GoRules
import Health
import Record

/// `history --what-if`: what other chains would have made of the recorded time.
struct WhatIfReport: Encodable {
  struct Row: Encodable {
    var goproxy: String
    /// `present`, `pipes`, `order` or `recorded`.
    var change: String
    var brokenMs: Double
    /// Each kind of request that was broken for a time.
    var brokenMsByKind: [String: Double]
    var fallbackMs: Double
    var servedMs: Double
    /// Not all of it was measured.
    var unknownMs: Double
    @Nullable var expectedWaitMs: Double?

    init(_ result: WhatIf.Result) {
      goproxy = result.candidate.chain.redacted
      change =
        switch result.candidate.change {
        case .present: "present"
        case .pipes: "pipes"
        case .order: "order"
        case .recorded: "recorded"
        }
      brokenMs = result.broken.roundedMilliseconds
      brokenMsByKind = Dictionary(
        uniqueKeysWithValues: result.brokenByKind.map {
          ($0.rawValue, $1.roundedMilliseconds)
        })
      fallbackMs = result.fallback.roundedMilliseconds
      servedMs = result.served.roundedMilliseconds
      unknownMs = result.unknown.roundedMilliseconds
      expectedWaitMs = result.expectedWait?.roundedMilliseconds
    }
  }

  var schema = 1
  var since: String
  var until: String
  /// What was walked: every kind of request for this module that is on record.
  var kinds: [String]
  var canary: String
  /// What was in fact in force, where that was not the present chain all the time; its `goproxy` is the last of
  /// them.
  @Nullable var recorded: Row?
  /// The present chain first, then the others from the best on.
  var candidates: [Row]
  /// nil where nothing is on record.
  @Nullable var best: Row?

  init(_ comparison: ChainComparison, from: Duration, until: Duration, offset: UTCOffset) {
    since = CivilTime(from, offset: offset).rfc3339
    self.until = CivilTime(until, offset: offset).rfc3339
    kinds = comparison.kinds.map(\.rawValue)
    canary = comparison.canary.description
    recorded = comparison.recorded.map(Row.init)
    candidates = comparison.ordered.map(Row.init)
    best = comparison.best.map(Row.init)
  }
}
