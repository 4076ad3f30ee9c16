import GoRules
import Health
import Record

extension Language {
  /// The sentence of an advice; in English it is also what `check` and `explain` print.
  package func text(_ advice: Advice) -> String {
    switch advice.reason {
    case .commaHides(let name, let cause, let kinds, let other, let wait):
      let wait = wait.map { say(.adviceAfterWait, $0.inWords) } ?? ""
      return say(.adviceCommaHides, name, text(cause), list(kinds), other, wait)
    case .commaMayHide(let name, let next): return say(.adviceCommaMayHide, name, next)
    case .entriesAfter(let terminator, let ignored):
      return say(.adviceEntriesAfter, terminator, ignored)
    case .duplicate(let name, let earlier): return say(.adviceDuplicate, name, String(earlier))
    case .dead(let name, let death, let price):
      return say(.adviceDead, name, text(death), text(price))
    case .pipeLeaks(let name, let other): return say(.advicePipeLeaks, name, other)
    case .goCenterEnded(let name): return say(.adviceGoCenter, name)
    case .credentialsOverHTTP(let name): return say(.adviceCredentials, name)
    case .noSumdb(let name, let status, let database):
      return say(.adviceNoSumdb, name, String(status), database)
    case .sumdbFails(let name, let cause, let othersAreAsked):
      let end = say(othersAreAsked ? .adviceSumdbOthers : .adviceSumdbNobody)
      return say(.adviceSumdbFails, name, text(cause), end)
    case .sumdbSilent(let name): return say(.adviceSumdbSilent, name)
    case .hides(let name, let status, let kind, let disguise, let took):
      return say(.adviceHides, name, String(status), kind.rawValue, text(disguise, took))
    case .htmlPage(let name, let kind): return say(.adviceHTMLPage, name, kind.rawValue)
    case .noModuleLine(let name): return say(.adviceNoModuleLine, name)
    case .emptyList(let name): return say(.adviceEmptyList, name)
    case .sumdbOff: return say(.adviceSumdbOff)
    case .unverified(let module): return say(.adviceUnverified, module)
    case .modVendor: return say(.adviceModVendor)
    case .http2Disabled: return say(.adviceHTTP2)
    case .emptyInEnvFile: return say(.adviceEmptyInFile)
    case .emptyInGOROOT: return say(.adviceEmptyInGOROOT)
    case .overridden(let value): return say(.adviceOverridden, value)
    case .patternWithSpace(let key, let pattern): return say(.advicePattern, key, pattern)
    }
  }

  private func list(_ kinds: [RequestKind]) -> String {
    kinds.map(\.rawValue).joined(separator: self == .english ? ", " : "、")
  }

  private func text(_ death: Advice.Death) -> String {
    switch death {
    case .failure(let cause): text(cause)
    case .silence: say(.adviceSilence)
    case .failures: say(.adviceFailures)
    }
  }

  private func text(_ price: Advice.Price) -> String {
    switch price {
    case .none: ""
    case .waitsForEver: say(.advicePriceHang)
    case .stops: say(.advicePriceStop)
    case .eachRequest(let time): say(.advicePriceWait, time.inWords)
    }
  }

  private func text(_ disguise: NotFound.Disguise, _ took: Duration?) -> String {
    switch disguise {
    case .fetchTimedOut: say(.adviceFetchTimedOut)
    case .badUpstream: say(.adviceBadUpstream)
    case .slow: took.map { say(.adviceTook, $0.inWords) } ?? say(.adviceSlow)
    }
  }
}

extension Duration {
  /// For a sentence: `64 ms`, `1.3 s`.
  fileprivate var inWords: String {
    let milliseconds = milliseconds.rounded()
    if milliseconds < 1 { return "<1 ms" }
    if milliseconds < 1000 { return "\(Int(milliseconds)) ms" }
    let tenths = Int((milliseconds / 100).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
