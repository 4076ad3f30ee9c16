extension Chain {
  /// Reads a value of GOPROXY as go does. `noproxy` is GONOPROXY: where it is not empty, a `noproxy`
  /// entry comes first. One bad entry before `off` or `direct` refuses the whole list.
  package init(
    parsing value: String, noproxy: String = "", checksumDatabase: ChecksumDatabase = .standard,
    sums: SumScope = .all
  ) throws(ChainError) {
    let mayHoldPassword = value.utf8.contains(UInt8(ascii: "@"))
    var entries: [Entry] = []
    var rest = value.unicodeScalars[...]
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == "," || $0 == "|" }
      let text = Redaction.trimmed(String(rest[..<(end ?? rest.endIndex)]))
      let separator = end.flatMap { Separator(rawValue: Character(rest[$0])) }
      rest = end.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
      if text.isEmpty { continue }
      if text == "off" || text == "direct" {
        entries.append(Entry(text == "off" ? .off : .direct))
        break
      }
      let url = try ProxyURL(parsing: text, mayHoldPassword: mayHoldPassword)
      entries.append(Entry(.proxy(url), separator: separator))
    }
    guard !entries.isEmpty else {
      throw ChainError("GOPROXY list is not the empty string, but contains no entries")
    }
    // A separator after the last entry leads nowhere.
    entries[entries.count - 1].separator = nil
    if !noproxy.isEmpty, value != "direct" { entries.insert(Entry(.noproxy), at: 0) }
    self.init(
      entries: entries, noproxy: ModulePatterns(noproxy), checksumDatabase: checksumDatabase,
      sums: sums)
  }

  /// What go does not read of a value: entries after `off` or `direct`, with the separator before them; empty for none.
  package static func unread(in value: String) -> String {
    func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "|" }
    var rest = value.unicodeScalars[...]
    while let end = rest.firstIndex(where: isSeparator) {
      let text = Redaction.trimmed(String(rest[..<end]))
      if text == "off" || text == "direct" {
        let tail = rest[end...]
        let isEmpty = tail.allSatisfy { isSeparator($0) || $0.properties.isWhitespace }
        return isEmpty ? "" : String(tail)
      }
      rest = rest[rest.index(after: end)...]
    }
    return ""
  }
}
