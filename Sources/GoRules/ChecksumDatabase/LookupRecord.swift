/// What the database answers to `lookup/MODULE@VERSION`: a record of the log, and the tree head that covers it
/// (golang.org/x/mod/sumdb/tlog, `ParseRecord`).
struct LookupRecord: Sendable, Hashable {
  /// Its place in the log; negative where the answer says so.
  var number: Int64
  /// Lines as in go.sum.
  var text: ArraySlice<UInt8>
  /// The signed tree head; empty for none.
  var treeNote: ArraySlice<UInt8>

  /// nil where go says `malformed record data`.
  init?(parsing message: ArraySlice<UInt8>) {
    guard let (written, rest) = message.cut(at: 0x0A), let number = Int64(written.text),
      let blank = LogText.firstBlankLine(in: rest)
    else { return nil }
    text = rest[...blank]
    guard LogText.isClean(text) else { return nil }
    treeNote = rest[(blank + 2)...]
    self.number = number
  }

  /// The `h1:` sum of the first line for a module and a version as go.sum writes it: with `/go.mod` for its `.mod`; nil
  /// where there is none (`checkSumDB`).
  func sum(module: String, version: String) -> ModuleSum? {
    let prefix = Array("\(module) \(version) h1:".utf8)
    return text.split(separator: 0x0A).first { $0.hasPrefix(prefix) }.map {
      ModuleSum($0.dropFirst(prefix.count - 3).text)
    }
  }
}
