import GoRules
import Health
import Text

/// How a state of a mirror is shown.
package struct StateRow: Sendable {
  package let word: Phrase
  /// In at most 8 columns.
  let short: Phrase
  /// What it means, for the help.
  let meaning: Phrase
  let glyph: Unicode.Scalar
  let asciiGlyph: Unicode.Scalar
  let role: Role

  fileprivate init(
    _ glyph: Unicode.Scalar, ascii: Unicode.Scalar, _ role: Role, _ word: Phrase,
    short: Phrase? = nil, _ meaning: Phrase
  ) {
    self.glyph = glyph
    asciiGlyph = ascii
    self.role = role
    self.word = word
    self.short = short ?? word
    self.meaning = meaning
  }
}

extension HealthState {
  package var row: StateRow {
    switch self {
    case .up:
      StateRow("●", ascii: "o", .up, Phrase("up", "正常"), Phrase("answers as it should", "响应正常"))
    case .local:
      StateRow(
        "◌", ascii: "~", .local, Phrase("local", "本机故障"),
        Phrase("the fault is on this machine; no mirror is blamed", "故障在本机，与镜像无关"))
    case .unknown:
      StateRow(
        "?", ascii: "?", .unknown, .notMeasured, short: .noData,
        Phrase("no probe has finished yet", "尚无探测结果"))
    case .degraded:
      StateRow(
        "▲", ascii: "!", .degraded, Phrase("degraded", "降级"),
        Phrase("answers, but often fails or is slow", "有响应，但时常失败或缓慢"))
    case .slow:
      StateRow(
        "▲", ascii: "!", .degraded, Phrase("slow", "缓慢"),
        Phrase("a phase takes many times its usual time", "某一阶段用时远超平常"))
    case .waiting:
      StateRow(
        "…", ascii: ".", .degraded, Phrase("waiting", "等待"),
        Phrase("no answer yet, for longer than usual", "尚无响应，已超过平常用时"))
    case .down:
      StateRow(
        "✕", ascii: "x", .down, Phrase("down", "不可用"),
        Phrase("several probes in a row failed", "连续多次探测失败"))
    }
  }

  var role: Role { row.role }
}

extension Walk {
  var role: Role { isWaiting ? .degraded : standing.role }
}

extension Walk.Verdict {
  var role: Role {
    switch self {
    case .served: .up
    case .direct, .fallback: .degraded
    case .unknown: .unknown
    case .hangs, .broken: .down
    }
  }
}

extension Phase {
  var role: Role {
    switch self {
    case .resolve: .resolve
    case .connect: .connect
    case .tls: .tls
    case .processing: .processing
    case .transfer: .transfer
    }
  }
}
