/// Where go looks for a host, and in which order: what it makes of /etc/nsswitch.conf without cgo
/// (net/conf.go `lookupOrder`, net/nss.go).
package enum LookupOrder: Sendable, Hashable {
  case filesThenNames, namesThenFiles, files, names

  /// `text`: of the file; nil where there is none. `isUnreadable`: there is one, and it cannot be read.
  package init(text: String?) {
    guard let text, let sources = Self.sources(text), !sources.isEmpty else {
      self = .filesThenNames
      return
    }
    let hasFiles = sources.contains("files")
    // A source that go does not know counts as the name servers where these are not among the others.
    let hasOwnNames = sources.contains("dns")
    let hasNames = hasOwnNames || sources.contains { $0 != "files" }
    let first = sources.first { $0 == "files" || $0 == "dns" || !hasOwnNames }
    switch (hasFiles, hasNames) {
    case (true, true): self = first == "files" ? .filesThenNames : .namesThenFiles
    case (true, false): self = .files
    case (false, true): self = .names
    case (false, false): self = .filesThenNames
    }
  }

  var startsWithFiles: Bool { self == .filesThenNames || self == .files }

  /// The sources of `hosts`; nil where go gives the file up.
  private static func sources(_ text: String) -> [String]? {
    var sources: [String] = []
    for line in text.split(separator: "\n") {
      let line = trimmed(line.prefix { $0 != "#" })
      if line.isEmpty { continue }
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let isHosts = trimmed(line[..<colon]) == "hosts"
      var rest = trimmed(line[line.index(after: colon)...])
      while !rest.isEmpty {
        let source = rest.prefix { $0 != " " }
        rest = trimmed(rest[source.endIndex...])
        if rest.hasPrefix("[") {
          guard let end = rest.firstIndex(of: "]"),
            areCriteria(rest[rest.index(after: rest.startIndex)..<end])
          else { return nil }
          rest = trimmed(rest[rest.index(after: end)...])
        }
        if isHosts { sources.append(String(source)) }
      }
    }
    return sources
  }

  private static func areCriteria(_ text: Substring) -> Bool {
    text.split { " \t\r".contains($0) }.allSatisfy { word in
      let word = word.hasPrefix("!") ? word.dropFirst() : word
      return word.utf8.count >= 3 && word.contains("=")
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { " \t\r".contains($0) }
    return start.lastIndex { !" \t\r".contains($0) }.map { start[...$0] } ?? ""
  }
}
