/// What a git server says to `info/refs?service=git-upload-pack`, in either version of its protocol.
package struct GitReferences: Sendable {
  package enum Finding: Sendable, Hashable {
    /// The repository has such a tag, branch or commit.
    case found
    /// Only a branch has the name.
    case branch
    case absent
    /// The answer is none of git's: its kind.
    case notGit(String)
    /// The server's own error.
    case refused(String)
    /// Not to be told from what was read: why.
    case unknown(String)
  }

  private static let contentType = "application/x-git-upload-pack-advertisement"
  private static let version2 = Array("version 2".utf8)

  /// Looks for `revision` in the answer `page`, as go does in git's list (codehost/git.go `loadRefs`, `stat`).
  package static func find(_ revision: ModuleRepository.Revision, in page: ErrandPage) -> Finding {
    let type = page.contentType[...].text.lowercased().prefix { $0 != ";" }
    guard type == contentType else { return findInFiles(revision, page, String(type)) }
    return find(revision, page, isAnnounced: false)
  }

  /// The same in what the second version of the protocol answers to `listing`.
  package static func find(
    _ revision: ModuleRepository.Revision, inListing page: ErrandPage
  ) -> Finding {
    find(revision, page, isAnnounced: true)
  }

  private static func find(
    _ revision: ModuleRepository.Revision, _ page: ErrandPage, isAnnounced: Bool
  ) -> Finding {
    var rest = page.body[...]
    var isAnnounced = isAnnounced
    var match = Match.none
    while let line = line(&rest) {
      switch line {
      case .data(let data):
        if data.starts(with: "# service=git-upload-pack".utf8) {
          isAnnounced = true
        } else if data.starts(with: "ERR ".utf8) {
          return .refused(data.dropFirst(4).text)
        } else if isAnnounced {
          match = max(match, self.match(data, revision))
        }
      case .flush where isAnnounced && rest.isEmpty: return finding(match, revision)
      case .flush: break
      case .malformed: return .notGit("a list that git does not read")
      }
    }
    if page.isCut {
      return match == .whole ? .found : .unknown("more branches and tags than goproxytop reads")
    }
    return .notGit("a list that breaks off")
  }

  private static func finding(_ match: Match, _ revision: ModuleRepository.Revision) -> Finding {
    switch match {
    case .whole: .found
    case .branch: .branch
    case .none: isAbsent(revision)
    }
  }

  /// The old protocol is files on any web server: whatever is not git's, git takes for the one with the names
  /// (remote-curl.c `parse_info_refs`), and a line at whose end it does not wait for another counts for nothing.
  private static func findInFiles(
    _ revision: ModuleRepository.Revision, _ page: ErrandPage, _ type: String
  ) -> Finding {
    if page.fault != nil { return .notGit(type) }
    var match = Match.none
    for line in page.body.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      guard let tab = line.lastIndex(of: 0x09), tab - line.startIndex == 40 else {
        return .notGit(type)
      }
      match = max(match, self.match(line[..<tab] + [0x20] + line[(tab + 1)...], revision))
    }
    if page.isCut || match == .whole { return .unknown("git's old protocol is not spoken here") }
    return finding(match, revision)
  }

  /// What git asks a server that speaks the second version of its protocol for the list of names with; nil for another
  /// one (connect.c `get_remote_refs`).
  package static func listing(after page: ErrandPage) -> [UInt8]? {
    let type = page.contentType[...].text.lowercased().prefix { $0 != ";" }
    guard type == contentType else { return nil }
    var rest = page.body[...]
    var isVersion2 = false
    var isWhole = false
    var format = ""
    while let line = line(&rest) {
      switch line {
      case .data(let data):
        let text = data.last == 0x0A ? data.dropLast() : data
        if text.elementsEqual(version2) { isVersion2 = true }
        if text.starts(with: "object-format=".utf8) { format = text.text }
      case .flush: isWhole = rest.isEmpty
      case .malformed: return nil
      }
    }
    guard isVersion2, isWhole, page.fault == nil else { return nil }
    let lines = ["command=ls-refs\n", format].filter { !$0.isEmpty }
    return lines.flatMap(packet) + Array("0001".utf8) + ["peel\n", "symrefs\n"].flatMap(packet)
      + Array("0000".utf8)
  }

  private static func packet(_ text: String) -> [UInt8] {
    let digits = String(text.utf8.count + 4, radix: 16)
    return Array((String(repeating: "0", count: 4 - digits.count) + digits + text).utf8)
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

  /// How well one line fits.
  private enum Match: Comparable {
    case none
    /// The name is that of a branch, which go finds, and takes for no version.
    case branch
    case whole
  }

  /// `HASH NAME`, followed by the server's abilities in the first line, or by what a tag leads to.
  private static func match(
    _ line: ArraySlice<UInt8>, _ revision: ModuleRepository.Revision
  ) -> Match {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return .none }
    let name = line[(space + 1)...].prefix { $0 != 0 && $0 != 0x0A && $0 != 0x20 }
    let isTag = name.starts(with: "refs/tags/".utf8)
    let isBranch = name.starts(with: "refs/heads/".utf8)
    switch revision {
    case .hash(let hash):
      guard isTag || isBranch || name.elementsEqual("HEAD".utf8) else { return .none }
      let peeled = line[name.endIndex...].split(separator: 0x20).contains {
        $0.starts(with: "peeled:\(hash)".utf8)
      }
      return peeled || line[..<space].starts(with: hash.utf8) ? .whole : .none
    case .name(let wanted):
      if isTag, name.dropFirst(10).elementsEqual(wanted.utf8) { return .whole }
      return isBranch && name.dropFirst(11).elementsEqual(wanted.utf8) ? .branch : .none
    }
  }
}
