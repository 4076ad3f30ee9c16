/// What a git server says to `info/refs?service=git-upload-pack`, in the first version of its protocol.
package struct GitReferences: Sendable {
  package enum Finding: Sendable, Hashable {
    /// The repository has such a tag, branch or commit.
    case found
    case absent
    /// The answer is none of git's: its kind.
    case notGit(String)
    /// The server's own error.
    case refused(String)
    /// Not to be told from what was read: why.
    case unknown(String)
  }

  private static let contentType = "application/x-git-upload-pack-advertisement"

  /// Looks for `revision` in the answer `page`, as go does in git's list (codehost/git.go `loadRefs`, `stat`).
  package static func find(_ revision: ModuleRepository.Revision, in page: ErrandPage) -> Finding {
    let type = page.contentType[...].text.lowercased().prefix { $0 != ";" }
    guard type == contentType else { return .notGit(String(type)) }
    var rest = page.body[...]
    var isAnnounced = false
    while let line = line(&rest) {
      switch line {
      case .data(let data):
        if data.starts(with: "# service=git-upload-pack".utf8) {
          isAnnounced = true
        } else if data.starts(with: "ERR ".utf8) {
          return .refused(data.dropFirst(4).text)
        } else if isAnnounced, matches(data, revision) {
          return .found
        }
      case .flush where isAnnounced && rest.isEmpty:
        // Nothing but the announcement is no list.
        return isAbsent(revision)
      case .flush: break
      case .malformed: return .notGit("a list that git does not read")
      }
    }
    if page.isCut { return .unknown("more branches and tags than goproxytop reads") }
    return .notGit("a list that breaks off")
  }

  /// go fetches the whole repository to look for a commit that no name leads to.
  private static func isAbsent(_ revision: ModuleRepository.Revision) -> Finding {
    switch revision {
    case .name: .absent
    case .hash: .unknown("a commit without a tag; goproxytop does not download repositories")
    }
  }

  private enum Line {
    case data(ArraySlice<UInt8>)
    case flush
    case malformed
  }

  /// Takes the next line off `rest`; nil where there is no whole one.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> Line? {
    guard rest.count >= 4 else { return nil }
    let digits = rest.prefix(4)
    guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let length = Int(digits.text, radix: 16)
    else { return .malformed }
    if length == 0 {
      rest = rest.dropFirst(4)
      return .flush
    }
    guard length >= 4 else { return .malformed }
    guard rest.count >= length else { return nil }
    let data = rest.dropFirst(4).prefix(length - 4)
    rest = rest.dropFirst(length)
    return .data(data)
  }

  /// `HASH NAME`, followed by the server's abilities in the first line.
  private static func matches(
    _ line: ArraySlice<UInt8>, _ revision: ModuleRepository.Revision
  ) -> Bool {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return false }
    let name = line[(space + 1)...].prefix { $0 != 0 && $0 != 0x0A }
    let isHead = name.elementsEqual("HEAD".utf8)
    for kind in ["refs/tags/", "refs/heads/"] where isHead || name.starts(with: kind.utf8) {
      switch revision {
      case .hash(let hash): if line[..<space].starts(with: hash.utf8) { return true }
      case .name(let wanted):
        if !isHead, name.dropFirst(kind.utf8.count).elementsEqual(wanted.utf8) { return true }
      }
    }
    return false
  }
}
