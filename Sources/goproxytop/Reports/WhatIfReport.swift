import GoRules
import Health
import Record
import Text

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

/// The same for people.
struct WhatIfText {
  let console: Console
  let comparison: ChainComparison

  private static let shown = 9

  var lines: [String] {
    guard let best = comparison.best, let present = comparison.present else {
      return ["no data on these mirrors for this period"]
    }
    var table = TextTable()
    let heads = ["down", "fallback", "served", "unknown", "wait"]
    table.add(
      [TextTable.Cell("")] + heads.map { TextTable.Cell($0, .dim, isNumber: true) }
        + [TextTable.Cell("GOPROXY", .dim)])
    if let recorded = comparison.recorded {
      table.add(row(recorded, mark: "was", chain: recordedChain))
    }
    for result in [present] + comparison.others.prefix(Self.shown) {
      let isBest = result.candidate == best.candidate
      let mark = isBest ? "best" : result.candidate.change == .present ? "now" : ""
      let chain = TextTable.Cell(result.candidate.chain.redacted, isBest ? .bold : nil)
      table.add(row(result, mark: mark, chain: chain))
    }
    return table.lines(on: console) + ["", gain(of: best, over: present)] + brokenKinds + [""]
      + notes.map { console.styled($0, .dim) }
  }

  private func row(
    _ result: WhatIf.Result, mark: String, chain: TextTable.Cell
  ) -> [TextTable.Cell] {
    [
      TextTable.Cell(mark, mark == "best" ? .good : nil),
      TextTable.Cell(
        Format.span(result.broken), result.broken > .zero ? .bad : nil, isNumber: true),
      TextTable.Cell(Format.span(result.fallback), isNumber: true),
      TextTable.Cell(Format.span(result.served), isNumber: true),
      TextTable.Cell(Format.span(result.unknown), isNumber: true),
      TextTable.Cell(Self.wait(result.expectedWait), isNumber: true), chain,
    ]
  }

  private var recordedChain: TextTable.Cell {
    let chains = comparison.recordedChains
    return TextTable.Cell(
      chains.count == 1 ? chains[0] : "\(chains.count) chains, one after another")
  }

  /// Which requests the present chain broke.
  private var brokenKinds: [String] {
    guard let present = comparison.present, present.broken > .zero else { return [] }
    let kinds = RequestKind.allCases.compactMap { kind in
      present.brokenByKind[kind].map { "\(kind.rawValue) \(Format.span($0))" }
    }
    return ["down with the present chain: \(kinds.joined(separator: ", "))"]
  }

  /// What the figures are of, and what they cannot tell.
  private var notes: [String] {
    let isShort = comparison.best != nil && comparison.recommended == nil
    let missing = WhatIf.standardKinds.filter { !comparison.kinds.contains($0) }.map(\.rawValue)
    return (isShort ? ["less than an hour on record: too little to go by"] : []) + [
      "walked: \(comparison.kinds.map(\.rawValue).joined(separator: ", ")) of"
        + " \(comparison.canary); each answer counts until the next of its kind"
        + (missing.isEmpty ? "" : "; no data: \(missing.joined(separator: ", "))"),
      "not covered: other modules, latest and sumdb; version control counts as serving, without a wait",
      "on a tie the present chain wins, then the one with fewer |",
    ]
  }

  private func gain(of best: WhatIf.Result, over present: WhatIf.Result) -> String {
    if best.candidate == present.candidate { return "the present chain is the best" }
    var gains: [String] = []
    if best.broken < present.broken {
      gains.append("\(Format.span(present.broken - best.broken)) less downtime")
    }
    let waits = (Self.wait(best.expectedWait), Self.wait(present.expectedWait))
    if best.expectedWait != nil, present.expectedWait != nil, waits.0 != waits.1 {
      gains.append("waits \(waits.0) instead of \(waits.1)")
    }
    if best.fallback < present.fallback {
      gains.append("\(Format.span(present.fallback - best.fallback)) less on fallbacks")
    }
    return "best: \(best.candidate.chain.redacted)"
      + (gains.isEmpty ? "" : ": " + gains.joined(separator: ", "))
  }

  private static func wait(_ wait: Duration?) -> String {
    wait.map(Format.latencyWithUnit) ?? "-"
  }
}
