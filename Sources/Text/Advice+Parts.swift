import GoRules
import Health

// What the sentences of `Language+Advice.swift` are filled with.

extension Sentence.Argument {
  static func cause(_ cause: FailureCause) -> Self {
    .sentence(Sentence(Phrase(Language.english.text(cause), Language.chinese.text(cause))))
  }

  static func kinds(_ kinds: [RequestKind]) -> Self {
    let names = kinds.map(\.rawValue)
    return .sentence(Sentence(Phrase(Language.english.list(names), Language.chinese.list(names))))
  }

  static func time(_ time: Duration) -> Self { .text(Format.latencyWithUnit(time)) }
}

extension Advice.Death {
  var argument: Sentence.Argument {
    switch self {
    case .failure(let cause): .cause(cause)
    case .silence: .sentence(Sentence(Phrase("no response", "无响应")))
    case .failures: .sentence(Sentence(Phrase("repeated failures", "多次失败")))
    }
  }
}

extension Advice.Price {
  var argument: Sentence.Argument {
    switch self {
    case .none: .text("")
    case .waits:
      .sentence(
        Sentence(
          Phrase(
            "; go has no timeout for that and waits, whatever the separator",
            "；go 对此没有超时，无论用哪种分隔符都会等待")))
    case .stops: .sentence(Sentence(Phrase("; go stops there", "；go 止步于此")))
    case .eachRequest(let time):
      .sentence(
        Sentence(
          Phrase("; it costs every request {}", "；每个请求都要为它多等 {}"), .time(time)))
    }
  }
}

extension NotFound.Disguise {
  func sentence(took: Duration?) -> Sentence {
    switch (self, took) {
    case (.fetchTimedOut, _): Sentence(Phrase("says the fetch timed out", "称获取超时"))
    case (.badUpstream, _): Sentence(Phrase("blames a bad upstream", "称其上游故障"))
    case (.slow, let took?): Sentence(Phrase("took {}", "耗时 {}"), .time(took))
    case (.slow, nil): Sentence(Phrase("was slow", "过慢"))
    case (.notCached, _): Sentence(Phrase("is of its cache alone", "只针对其缓存"))
    }
  }
}

extension Advice.PatternFault {
  var sentence: Sentence {
    let phrase: Phrase =
      switch self {
      case .space:
        Phrase(
          "contains white space (a space after a comma, or a Windows line ending), which go does not "
            + "trim: it matches no module",
          "含有空白（逗号后的空格，或 Windows 换行符），go 不会去除：它不匹配任何模块")
      case .quotes:
        Phrase(
          "contains quotes, which go takes as part of the path: it matches no module",
          "含有引号，go 会视其为路径的一部分：它不匹配任何模块")
      case .scheme:
        Phrase(
          "is a URL: patterns are module paths, without `https://`", "是 URL：模式应为模块路径，不带 `https://`")
      case .semicolon:
        Phrase("contains `;`: only commas separate patterns", "含有 `;`：只有逗号能分隔模式")
      case .pipe: Phrase("contains `|`: only commas separate patterns", "含有 `|`：只有逗号能分隔模式")
      case .brackets:
        Phrase(
          "contains brackets: go knows `[a-z]` for one character, and no other meaning",
          "含有括号：go 只支持以 `[a-z]` 匹配单个字符，别无他义")
      case .variable:
        Phrase(
          "contains `$`: nothing expands it here, so it matches no module", "含有 `$`：此处不会展开，它不匹配任何模块"
        )
      case .dots:
        Phrase(
          "ends in `/...`, which only package patterns have: without it, all below the path matches",
          "以 `/...` 结尾，这只用于包模式：去掉它即可匹配该路径下的一切")
      }
    return Sentence(phrase)
  }
}

extension Advice.CredentialHint {
  var sentence: Sentence {
    switch self {
    case .areMissing(let host):
      Sentence(
        Phrase(
          "go found none. Add `machine {} login … password …` to ~/.netrc, or set GOAUTH",
          "go 没有找到。请在 ~/.netrc 中加入 `machine {} login … password …`，或设置 GOAUTH"),
        .text(host))
    case .areWrong:
      Sentence(Phrase("those that go sent were refused", "go 发送的凭据被拒绝"))
    case .notOverHTTP:
      Sentence(
        Phrase("go sends none over http; use https", "go 不会通过 http 发送凭据，请改用 https"))
    case .goAuthIsOff:
      Sentence(
        Phrase("GOAUTH=off, so go does not read ~/.netrc", "GOAUTH=off，go 不会读取 ~/.netrc"))
    case .otherName(let machine, let host):
      Sentence(
        Phrase(
          "the entry `machine {}` in ~/.netrc is not used, because go compares it with `{}` exactly as "
            + "GOPROXY has it, port included",
          "~/.netrc 中的 `machine {}` 未被采用：go 会与 GOPROXY 中的 `{}` 逐字比较，包括端口"),
        .text(machine), .text(host))
    case .incomplete(let machine):
      Sentence(
        Phrase(
          "the entry `machine {}` in ~/.netrc lacks a login or a password, so go passes over it",
          "~/.netrc 中的 `machine {}` 缺少 login 或 password，go 会跳过它"),
        .text(machine))
    }
  }
}
