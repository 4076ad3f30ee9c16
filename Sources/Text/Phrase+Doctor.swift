/// The doctor on the dashboard.
extension Phrase {
  package static let doctorTitle = Phrase("Doctor: {}", "诊断：{}")
  /// What it says in the place of a mirror.
  package static let doctorWholeChain = Phrase("the chain", "代理链")
  package static let doctorHealthy = Phrase("nothing is wrong with {}", "{} 一切正常")
  package static let doctorWasHealthy = Phrase("nothing was wrong with {} {}", "{} 一切正常（{}）")
  package static let doctorOfChain = Phrase(
    "examined in {}: the whole chain, as go asks it; first what concerns {}",
    "检查用时 {}：按 go 的方式检查整条代理链；先列出与 {} 有关的")
  package static let doctorOfMirror = Phrase(
    "examined in {}: {} alone, as if GOPROXY were only it; it is not in the chain",
    "检查用时 {}：单独检查 {}，如同 GOPROXY 仅有它；它不在代理链中")
  package static let doctorElsewhere = Phrase("Elsewhere in the chain", "代理链其他部分")
  package static let doctorSteps = Phrase("What was looked at", "检查内容")
  package static let doctorCopied = Phrase("copied what the doctor says", "已复制诊断结果")
  package static let doctorNotInThePast = Phrase(
    "this is the past; the doctor looks at what is now ({})",
    "当前为历史画面；请回到实时（{}）再诊断")
}
