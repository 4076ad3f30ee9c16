import GoRules
import Testing

@Suite struct ListedVersionTests {
  /// Ascending. Within a rank as golang.org/x/mod/semver `Compare` has it.
  private static let ascending = [
    "v0.0.0-20190101000000-abcdefabcdef", "v0.0.0-20200101000000-000000000000",
    "v1.2.4-0.20180101000000-abcdefabcdef",
    "v2.0.0-rc.1+incompatible", "v2.0.0+incompatible", "v10.0.0+incompatible",
    "v1.0.0-1", "v1.0.0-2", "v1.0.0-11", "v1.0.0-alpha", "v1.0.0-alpha.1", "v1.0.0-alpha.beta",
    "v1.0.0-beta", "v1.0.0-beta.2", "v1.0.0-beta.11", "v1.0.0-rc.1", "v2.0.0-alpha",
    "v0.9.0", "v1.0.0", "v1.2.0", "v1.10.0", "v1.10.1", "v2.0.0", "v10.0.0",
    "v10.99999999999999999999.0", "v10.100000000000000000000.0",
  ]

  @Test func areInGosOrder() throws {
    let versions = try Self.ascending.map { try #require(ListedVersion($0)) }
    for (index, version) in versions.enumerated() {
      for (other, later) in versions.enumerated() {
        #expect((version < later) == (index < other), "\(version.text) \(later.text)")
      }
    }
    #expect(versions.shuffled().sorted().map(\.text) == Self.ascending)
  }

  @Test(arguments: [
    "", "1.0.0", "v1.0.0-01", "v1.0.0\u{1B}", "v1." + String(repeating: "1", count: 300),
  ])
  func noVersion(text: String) { #expect(ListedVersion(text) == nil) }

  /// 2020-01-02T03:04:05Z, as `date -u -d @1577934245` has it.
  @Test func aPseudoVersionHasATime() {
    #expect(ListedVersion("v0.0.0-20200102030405-abcdefabcdef")?.commitTime == 1_577_934_245)
    #expect(ListedVersion("v1.2.4-0.20200102030405-abcdefabcdef")?.commitTime == 1_577_934_245)
    #expect(ListedVersion("v0.0.0-20209902030405-abcdefabcdef")?.commitTime == nil)
    #expect(ListedVersion("v1.0.0")?.commitTime == nil)
  }

  private func greatest(_ list: String, _ count: Int) -> (versions: [String], isAll: Bool) {
    var versions = VersionList(keeping: true)
    list.utf8.withContiguousStorageIfAvailable { versions.take(UnsafeRawBufferPointer($0)) }
    versions.finish()
    let greatest = versions.greatest(count)
    return (greatest.versions.map(\.text), greatest.isAll)
  }

  @Test func theGreatestOfAListAreKept() {
    let list =
      "v1.0.0\nv1.2.0 2020-01-01T00:00:00Z\nno version\nv1.10.0\nv1.2.0\nv1.11.0-rc.1\nv1.9.0"
    #expect(greatest(list, 9) == (["v1.10.0", "v1.9.0", "v1.2.0", "v1.0.0", "v1.11.0-rc.1"], true))
    #expect(greatest(list, 2) == (["v1.10.0", "v1.9.0"], false))
    #expect(greatest("", 2) == ([], true))
    let endless = (0..<20_000).map { "v1.\($0).0\n" }.joined()
    #expect(greatest(endless, 1) == (["v1.9999.0"], false))
  }

  @Test func noneIsKeptUnlessAsked() {
    var versions = VersionList()
    Array("v1.0.0\n".utf8).withUnsafeBytes { versions.take($0) }
    #expect(versions.tagged == 1 && versions.greatest(1).versions.isEmpty)
  }
}
