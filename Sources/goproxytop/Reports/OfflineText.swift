import GoRules
import Health
import Text

/// What is missing of go.sum, as text for people.
struct OfflineText {
  let console: Console
  let findings: OfflineFindings
  let isASCII: Bool

  private var inventory: ModuleInventory { findings.inventory }

  var lines: [String] {
    let modules = Set(inventory.needs.map(\.module)).count
    let lacking = Set((inventory.missing + inventory.altered).map(\.module)).count
    let counts =
      inventory.isVendored
      ? "vendor" : console.say(.offlineCounts, "\(modules - lacking)", "\(modules)")
    var lines = [
      "\(console.styled(ServerText(inventory.root).text, .bold))  \(counts)  "
        + console.styled("GOMODCACHE \(ServerText(inventory.cache.folder).text)", .dim)
    ]
    if findings.verdict == .complete {
      let end = inventory.isVendored ? Phrase.offlineVendored : .offlineComplete
      return lines + [console.styled("\(isASCII ? "+" : "✓") \(console.say(end))", .good)]
    }
    if !findings.missing.isEmpty {
      lines += ["", console.say(.offlineMissing)] + missing
      if findings.verdict == .available {
        lines += ["", console.say(.offlineFix, console.styled("go mod download", .bold))]
      }
    }
    if !inventory.altered.isEmpty {
      lines += ["", console.styled(console.say(.offlineAltered), .bad)]
      lines += inventory.altered.map { need in
        let stem = inventory.cache.place(of: need.module).zip.dropLast("zip".count)
        return "  \(need.module)  \(stem)\(need.kind.rawValue)"
      }
    }
    if !inventory.unlisted.isEmpty {
      lines += ["", console.styled(console.say(.offlineUnlisted), .bad)]
      lines += inventory.unlisted.map { "  \(ServerText($0.description).text)" }
      lines += ["", console.say(.offlineFix, console.styled("go mod tidy", .bold))]
    }
    return lines
  }

  private var missing: [String] {
    var table = TextTable()
    for missing in findings.missing {
      table.add([
        TextTable.Cell(ServerText(missing.module.description).text),
        TextTable.Cell(missing.kinds.map(\.rawValue).joined(separator: " ")), remedy(missing),
      ])
    }
    return table.lines(on: console)
  }

  /// Who has it, or what go would meet.
  private func remedy(_ missing: OfflineFindings.Missing) -> TextTable.Cell {
    let names = missing.having.map(\.name)
    let isAsked = findings.settings.proxies.contains { mirror in
      missing.kinds.contains {
        findings.answers[mirror.id]?[Question($0, missing.module)] != nil
      }
    }
    let having =
      !names.isEmpty
      ? console.language.list(names) : console.say(isAsked ? .offlineNobody : .offlineNotAsked)
    guard let walk = missing.walk, walk.verdict != .unknown else {
      return TextTable.Cell(console.say(.offlineUnknown, having), .dim)
    }
    guard walk.verdict.isBad else { return TextTable.Cell(having, .good) }
    let course = console.language.text(walk) { entry in
      findings.settings.chain?.name(ofEntry: entry) ?? ""
    }
    let error = walk.error.map { ": \(ServerText($0, limit: 200).text)" } ?? ""
    return TextTable.Cell("\(having); \(course)\(error)", .bad)
  }
}
