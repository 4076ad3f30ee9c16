import ProxyHealth

/// `history --what-if`: what other chains would have made of the recorded time.
struct WhatIfReport: Encodable {
  struct Row: Encodable {
    var goproxy: String
    /// `present`, `pipes` or `order`.
    var change: String
    var brokenMs: Double
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
        }
      brokenMs = result.broken.roundedMilliseconds
      fallbackMs = result.fallback.roundedMilliseconds
      servedMs = result.served.roundedMilliseconds
      unknownMs = result.unknown.roundedMilliseconds
      expectedWaitMs = result.expectedWait?.roundedMilliseconds
    }
  }

  var schema = 1
  var since: String
  var until: String
  /// The present chain first, then the others from the best on.
  var candidates: [Row]
  /// nil where nothing is on record.
  @Nullable var best: Row?

  init(_ comparison: ChainComparison, from: Duration, until: Duration, offset: UTCOffset) {
    since = CivilTime(from, offset: offset).rfc3339
    self.until = CivilTime(until, offset: offset).rfc3339
    candidates = comparison.ordered.map(Row.init)
    best = comparison.best.map(Row.init)
  }
}

/// The candidates' results beside each other.
struct ChainComparison: Sendable {
  let present: WhatIf.Result?
  /// From the best on, without the present one.
  let others: [WhatIf.Result]
  /// nil where nothing was observed.
  let best: WhatIf.Result?

  /// Every candidate for `present`, walked over what was observed.
  init(_ whatIf: WhatIf, present: Chain, watched: [ProxyURL]) {
    let results = whatIf.results(of: ChainCandidate.all(present: present, watched: watched))
    let observed = results.first.map { $0.broken + $0.fallback + $0.served } ?? .zero
    self.present = results.first
    others = results.dropFirst().sorted { $0.isBetter(than: $1) }
    best = observed > .zero ? WhatIf.best(of: results) : nil
  }

  /// The present one first.
  var ordered: [WhatIf.Result] { (present.map { [$0] } ?? []) + others }
}

/// The same for people.
struct WhatIfText {
  let console: Console
  let comparison: ChainComparison

  /// How many others are shown.
  private static let shown = 9

  var lines: [String] {
    guard let best = comparison.best, let present = comparison.present else {
      return ["nothing is on record of these mirrors in this time"]
    }
    var table = TextTable()
    let heads = ["broken", "fallback", "served", "not known", "wait"]
    table.add(
      [TextTable.Cell("")] + heads.map { TextTable.Cell($0, .dim, isNumber: true) }
        + [TextTable.Cell("GOPROXY", .dim)])
    for result in [present] + comparison.others.prefix(Self.shown) {
      let isBest = result.candidate == best.candidate
      let mark = isBest ? "best" : result.candidate.change == .present ? "now" : ""
      table.add([
        TextTable.Cell(mark, isBest ? .good : nil),
        TextTable.Cell(
          HistoryText.length(result.broken), result.broken > .zero ? .bad : nil, isNumber: true),
        TextTable.Cell(HistoryText.length(result.fallback), isNumber: true),
        TextTable.Cell(HistoryText.length(result.served), isNumber: true),
        TextTable.Cell(HistoryText.length(result.unknown), isNumber: true),
        TextTable.Cell(Self.wait(result.expectedWait), isNumber: true),
        TextTable.Cell(result.candidate.chain.redacted, isBest ? .bold : nil),
      ])
    }
    return table.lines(on: console) + ["", gain(of: best, over: present)]
  }

  private func gain(of best: WhatIf.Result, over present: WhatIf.Result) -> String {
    if best.candidate == present.candidate { return "the present chain is the best of these" }
    var gains: [String] = []
    if best.broken < present.broken {
      gains.append("\(HistoryText.length(present.broken - best.broken)) less broken")
    }
    if let before = present.expectedWait, let after = best.expectedWait, after != before {
      gains.append("a request waits \(Self.wait(after)) in place of \(Self.wait(before))")
    }
    if best.fallback < present.fallback {
      gains.append("\(HistoryText.length(present.fallback - best.fallback)) less on a fallback")
    }
    return "best: \(best.candidate.chain.redacted)"
      + (gains.isEmpty ? "" : ": " + gains.joined(separator: ", "))
  }

  private static func wait(_ wait: Duration?) -> String {
    wait.map { "\(($0.seconds * 10_000).rounded() / 10) ms" } ?? "-"
  }
}
