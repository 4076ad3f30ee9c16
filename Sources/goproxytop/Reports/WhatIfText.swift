import GoRules
import Health
import Record
import Text

/// `history --what-if`, for people.
struct WhatIfText {
  let console: Console
  let comparison: ChainComparison

  private static let shown = 9

  var lines: [String] {
    guard let best = comparison.best, let present = comparison.present else {
      return [console.say(.whatIfNoData)]
    }
    var table = TextTable()
    let heads: [Phrase] = [
      .whatIfDown, .whatIfFallback, .whatIfServed, .whatIfUnknown, .whatIfWait,
    ]
    table.add(
      [TextTable.Cell("")] + heads.map { TextTable.Cell(console.say($0), .dim, isNumber: true) }
        + [TextTable.Cell("GOPROXY", .dim)])
    if let recorded = comparison.recorded {
      table.add(row(recorded, mark: .whatIfWas, chain: recordedChain))
    }
    for result in [present] + comparison.others.prefix(Self.shown) {
      let isBest = result.candidate == best.candidate
      let mark: Phrase? =
        isBest ? .whatIfBest : result.candidate.change == .present ? .whatIfNow : nil
      let chain = TextTable.Cell(result.candidate.chain.redacted, isBest ? .bold : nil)
      table.add(row(result, mark: mark, chain: chain))
    }
    return table.lines(on: console) + ["", gain(of: best, over: present)] + brokenKinds + [""]
      + notes.map { console.styled($0, .dim) }
  }

  private func row(
    _ result: WhatIf.Result, mark: Phrase?, chain: TextTable.Cell
  ) -> [TextTable.Cell] {
    [
      TextTable.Cell(mark.map { console.say($0) } ?? "", mark == .whatIfBest ? .good : nil),
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
      chains.count == 1 ? chains[0] : console.say(.whatIfChains, "\(chains.count)"))
  }

  /// Which requests the present chain broke.
  private var brokenKinds: [String] {
    guard let present = comparison.present, present.broken > .zero else { return [] }
    let kinds = RequestKind.allCases.compactMap { kind in
      present.brokenByKind[kind].map { "\(kind.rawValue) \(Format.span($0))" }
    }
    return [console.say(.whatIfBrokenKinds, kinds.joined(separator: ", "))]
  }

  /// What the figures are of, and what they cannot tell.
  private var notes: [String] {
    let isShort = comparison.best != nil && comparison.recommended == nil
    let missing = WhatIf.standardKinds.filter { !comparison.kinds.contains($0) }.map(\.rawValue)
    let walked = console.say(
      .whatIfWalked, comparison.kinds.map(\.rawValue).joined(separator: ", "),
      comparison.canary.description)
    return (isShort ? [console.say(.whatIfTooShort)] : []) + [
      missing.isEmpty
        ? walked : console.say(.whatIfMissing, walked, missing.joined(separator: ", ")),
      console.say(.whatIfNotCovered), console.say(.whatIfTies),
    ]
  }

  private func gain(of best: WhatIf.Result, over present: WhatIf.Result) -> String {
    if best.candidate == present.candidate { return console.say(.whatIfPresentIsBest) }
    var gains: [String] = []
    if best.broken < present.broken {
      gains.append(console.say(.whatIfLessDowntime, Format.span(present.broken - best.broken)))
    }
    let waits = (Self.wait(best.expectedWait), Self.wait(present.expectedWait))
    if best.expectedWait != nil, present.expectedWait != nil, waits.0 != waits.1 {
      gains.append(console.say(.whatIfWaits, waits.0, waits.1))
    }
    if best.fallback < present.fallback {
      gains.append(
        console.say(.whatIfLessFallback, Format.span(present.fallback - best.fallback)))
    }
    let chain = best.candidate.chain.redacted
    return gains.isEmpty
      ? console.say(.whatIfBestIs, chain)
      : console.say(.whatIfBestBy, chain, gains.joined(separator: ", "))
  }

  private static func wait(_ wait: Duration?) -> String {
    wait.map(Format.latencyWithUnit) ?? "-"
  }
}
