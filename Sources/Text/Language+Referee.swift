import GoRules

extension Language {
  /// What the real go did, beside what the probes say: a line, and more where they part.
  package func lines(_ report: RefereeReport) -> [String] {
    let time = Format.latencyWithUnit(report.time)
    return report.rulings.flatMap { ruling in
      [say(ruling.sentence, ruling.module.description, time)] + details(ruling)
    }
  }

  private func details(_ ruling: Ruling) -> [String] {
    var lines: [String] = []
    if let parting = ruling.parting {
      lines.append(say(.refereePartsAt, parting.url))
      lines.append(say(.refereeGo, text(parting.go)))
      lines.append(say(.refereeProbe, text(parting.ours)))
    }
    if ruling.agrees != true {
      if case .fails(let error) = ruling.go { lines.append(say(.refereeGo, error.text)) }
      if let error = ruling.error { lines.append(say(.refereeProbe, error)) }
    }
    return lines
  }

  private func text(_ answer: GoTrace.Answer) -> String {
    switch answer {
    case .status(let status): "HTTP \(status)"
    case .failed(let text): text.text
    case .none: say(.noResponse)
    }
  }
}

extension Ruling {
  /// Of a module and a time.
  fileprivate var sentence: Phrase {
    switch (agrees, go) {
    case (true, .works): Phrase("go agrees: it downloads {}, {}", "go 一致：可下载 {}, {}")
    case (true, .fails): Phrase("go agrees: it fails for {}, {}", "go 一致：{} 下载失败, {}")
    case (true, .waits): Phrase("go agrees: it waits for {}, {}", "go 一致：仍在等待 {}, {}")
    case (false, .works):
      Phrase("go disagrees: it downloads {}, {}", "go 不一致：可下载 {}, {}")
    case (false, .fails):
      Phrase("go disagrees: it fails for {}, {}", "go 不一致：{} 下载失败, {}")
    case (false, .waits):
      Phrase("go disagrees: it waits for {}, {}", "go 不一致：仍在等待 {}, {}")
    case (nil, .works):
      Phrase("the probes cannot tell; go downloads {}, {}", "探测无法判断；go 可下载 {}, {}")
    case (nil, .fails):
      Phrase("the probes cannot tell; go fails for {}, {}", "探测无法判断；go 下载 {} 失败, {}")
    case (nil, .waits):
      Phrase("the probes cannot tell; go waits for {}, {}", "探测无法判断；go 仍在等待 {}, {}")
    }
  }
}

extension Phrase {
  package static let refereeRuns = Phrase(
    "go mod download is running, into a module cache that is thrown away",
    "正在运行 go mod download，使用临时模块缓存")
  package static let refereeTitle = Phrase("What the real go does", "真实 go 的结果")
  package static let refereeFailed = Phrase("go could not be run: {}", "无法运行 go：{}")
  package static let noGoCommand = Phrase("there is no go command on PATH", "PATH 中没有 go 命令")
  fileprivate static let refereePartsAt = Phrase("they differ at {}", "分歧在 {}")
  fileprivate static let refereeGo = Phrase("go: {}", "go 结果：{}")
  fileprivate static let refereeProbe = Phrase("probes: {}", "探测：{}")
}
