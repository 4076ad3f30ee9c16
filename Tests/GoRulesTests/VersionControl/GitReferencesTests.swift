import GoRules
import Testing

@Suite struct GitReferencesTests {
  private static let head = "# service=git-upload-pack\n"
  private static let hash = String(repeating: "ab01", count: 10)

  /// Lines as git writes them; "" for the end of a part.
  static func body(_ lines: [String]) -> [UInt8] {
    lines.flatMap { line in
      let length = line.isEmpty ? 0 : line.utf8.count + 4
      let digits = String(length, radix: 16)
      return Array((String(repeating: "0", count: 4 - digits.count) + digits + line).utf8)
    }
  }

  private static let list = body([
    head, "", "\(hash) HEAD\0multi_ack agent=git/2.39\n", "\(hash) refs/heads/main\n",
    "\(hash.reversed().map { String($0) }.joined()) refs/pull/1/head\n",
    "\(hash) refs/tags/v1.0.0\n", "\(hash) refs/tags/v1.0.0^{}\n", "\(hash) refs/tags/sub/v2.0.0\n",
    "",
  ])

  private func find(
    _ revision: ModuleRepository.Revision, _ body: [UInt8] = list,
    type: String = "application/x-git-upload-pack-advertisement", isCut: Bool = false
  ) -> GitReferences.Finding {
    var page = ErrandPage(
      status: 200, statusText: "200 OK", contentType: Array(type.utf8), body: body)
    page.isCut = isCut
    return GitReferences.find(revision, in: page)
  }

  @Test func namesAndCommitsAreFound() {
    for name in ["v1.0.0", "sub/v2.0.0"] { #expect(find(.name(name)) == .found) }
    // go finds it, and takes it for no version.
    #expect(find(.name("main")) == .branch)
    for name in ["v1.0", "v2.0.0", "HEAD", "1/head", ""] { #expect(find(.name(name)) == .absent) }
    #expect(find(.hash("ab01ab01ab01")) == .found)
    if case .unknown = find(.hash("0123456789ab")) {} else { Issue.record("a commit is not known") }
  }

  @Test func anEmptyRepositoryLacksEverything() {
    let zeros = String(repeating: "0", count: 40)
    let body = Self.body([Self.head, "", "\(zeros) capabilities^{}\0agent=git\n", ""])
    #expect(find(.name("v1.0.0"), body) == .absent)
  }

  @Test func whatIsNotGitsIsNamed() {
    let page = Array("<html>\n</html>\n".utf8)
    #expect(find(.name("v1.0.0"), page, type: "text/html; charset=x") == .notGit("text/html"))
    #expect(find(.name("v1.0.0"), []) == .notGit("a list that breaks off"))
    #expect(find(.name("v1.0.0"), Self.body([Self.head, "", "ERR no\n"])) == .refused("no\n"))
    #expect(find(.name("v1.0.0"), Array("zzzz".utf8)) == .notGit("a list that git does not read"))
    #expect(find(.name("v1.0.0"), Array("-001".utf8)) == .notGit("a list that git does not read"))
    #expect(find(.name("v1.0.0"), Array("0003".utf8)) == .notGit("a list that git does not read"))
    #expect(find(.name("v1.0.0"), Array("ffff".utf8)) == .notGit("a list that breaks off"))
  }

  /// What is not git's, git takes for a file of its old protocol; go 1.27 says `unknown revision` to each of these.
  @Test(arguments: [
    "", "x", "<html></html>", "\(hash)\trefs/tags/v9.0.0\n", "\(hash)\trefs/tags/v1.0.0",
  ])
  func anOldList(body: String) {
    #expect(find(.name("v1.0.0"), Array(body.utf8), type: "text/plain") == .absent)
  }

  /// git gets the rest by ways that are not ours.
  @Test func anOldListWithTheTag() {
    let body = Array("\(Self.hash)\trefs/heads/main\n\(Self.hash)\trefs/tags/v1.0.0\n".utf8)
    let finding = find(.name("v1.0.0"), body, type: "application/octet-stream")
    #expect(finding == .unknown("git's old protocol is not spoken here"))
  }

  /// As git 2.39 writes and reads it.
  @Test func theSecondVersionIsAskedForItsList() throws {
    let abilities = Self.body([
      Self.head, "", "version 2\n", "agent=git/2.39\n", "ls-refs=unborn\n",
      "object-format=sha1\n", "",
    ])
    let page = ErrandPage(
      status: 200, statusText: "200 OK",
      contentType: Array("application/x-git-upload-pack-advertisement".utf8), body: abilities)
    #expect(
      GitReferences.listing(after: page)
        == Array(
          "0014command=ls-refs\n0016object-format=sha100010009peel\n000csymrefs\n0000".utf8))
    // git dies of abilities that break off.
    var cut = page
    cut.body.removeLast(4)
    #expect(GitReferences.listing(after: cut) == nil)
    #expect(GitReferences.find(.name("v1.0.0"), in: cut) == .notGit("a list that breaks off"))
    func find(_ revision: ModuleRepository.Revision, _ lines: [String]) -> GitReferences.Finding {
      GitReferences.find(
        revision,
        inListing: ErrandPage(status: 200, statusText: "200 OK", body: Self.body(lines)))
    }
    let list = [
      "\(Self.hash) HEAD symref-target:refs/heads/main\n",
      "\(Self.hash) refs/tags/v1.0.0 peeled:0123\(Self.hash.dropLast(4))\n",
    ]
    #expect(find(.name("v1.0.0"), list + [""]) == .found)
    #expect(find(.hash("0123ab01"), list + [""]) == .found)
    #expect(find(.name("v2.0.0"), list + [""]) == .absent)
    #expect(find(.name("v1.0.0"), list) == .notGit("a list that breaks off"))
    #expect(find(.name("v1.0.0"), ["ERR no\n"]) == .refused("no\n"))
  }

  @Test func theFirstVersionIsNotAskedAgain() {
    let page = ErrandPage(
      status: 200, statusText: "200 OK",
      contentType: Array("application/x-git-upload-pack-advertisement".utf8), body: Self.list)
    #expect(GitReferences.listing(after: page) == nil)
  }

  @Test func aListOverOurLimitIsNotJudged() {
    let cut = Array(Self.list.dropLast(80))
    #expect(find(.name("v1.0.0"), cut, isCut: true) == .found)
    if case .unknown = find(.name("v9.0.0"), cut, isCut: true) {
    } else {
      Issue.record("the rest of the list was not read")
    }
  }

  @Test func anyBytesAreTaken() {
    for end in 0...Self.list.count {
      let part = Array(Self.list[..<end])
      #expect(find(.name("v9"), part) != .found)
      _ = find(.hash("ab"), part + [0xFF, 0x00, 0x30])
      for bytes in [part, part + Array("garbage".utf8), part + Array("0001".utf8)] {
        let page = ErrandPage(
          status: 200, statusText: "200 OK",
          contentType: Array("application/x-git-upload-pack-advertisement".utf8), body: bytes)
        #expect(GitReferences.listing(after: page) == nil)
        _ = GitReferences.find(.name("v1.0.0"), inListing: page)
      }
    }
  }

  @Test(arguments: [
    ("a.test/m", "v1.0.0", "a.test/m", "", "v1.0.0"),
    ("a.test/m", "v1.0.0", "a.test", "", "m/v1.0.0"),
    ("a.test/m/v2", "v2.1.0", "a.test", "", "m/v2.1.0"),
    ("a.test/m/v2", "v2.1.0", "a.test/m", "", "v2.1.0"),
    ("a.test/m/v2", "v2.1.0", "a.test/m/v2", "", "v2.1.0"),
    ("a.test/m", "v3.0.0+incompatible", "a.test/m", "", "v3.0.0"),
    ("a.test/m", "v1.0.0", "a.test", "dir/./x", "m/dir/x/v1.0.0"),
    ("a.test/m", "v1.0.0", "a.test", "../x", "x/v1.0.0"),
    ("gopkg.in/yaml.v2", "v2.4.0", "gopkg.in/yaml.v2", "", "v2.4.0"),
  ])
  func theTagOfAVersion(
    module: String, version: String, root: String, folder: String, tag: String
  ) {
    let repository = ModuleRepository(system: "git", url: "https://r", root: root, folder: folder)
    let canary = ModuleVersion(module: module, version: version)
    #expect(repository.revision(of: canary) == .name(tag))
  }

  @Test(arguments: [
    "v0.0.0-20240101000000-abcdefabcdef", "v1.2.4-0.20240101000000-abcdefabcdef",
    "v2.0.1-0.20240101000000-abcdefabcdef+incompatible",
  ])
  func aPseudoVersionIsACommit(version: String) {
    let repository = ModuleRepository(system: "git", url: "https://r", root: "a.test")
    let canary = ModuleVersion(module: "a.test/m", version: version)
    #expect(repository.revision(of: canary) == .hash("abcdefabcdef"))
  }
}
