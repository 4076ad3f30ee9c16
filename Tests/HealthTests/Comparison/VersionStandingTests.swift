import GoRules
import Health
import Testing

@Suite struct VersionStandingTests {
  /// A mirror that lists these versions; nil for one whose list did not come.
  private func mirror(
    _ name: String, _ versions: [String]?, module: String = "example.com/m", hasMore: Bool = false
  ) -> MirrorComparison {
    let canary = ModuleVersion(module: module, version: "v1.0.0")
    let mirror = Mirror(url: ProxyURL(scheme: .https, host: name), canary: canary)
    var comparison = MirrorComparison(mirror)
    var result = ProbeResult(
      mirror: mirror.id, request: ProbeRequest(.list, canary: canary, use: .warm),
      startedAt: Timestamp(monotonic: .zero, wall: .zero),
      outcome: versions == nil ? .hang(.processing) : .ok)
    var details = AnswerDetails()
    details.versions = (versions ?? []).compactMap { ListedVersion($0) }.sorted(by: >)
    details.hasMoreVersions = hasMore
    result.details = details
    comparison.take(result)
    return comparison
  }

  private static let old = "v0.0.0-20200101000000-abcdefabcdef"
  private static let new = "v0.0.0-20200111000000-abcdefabcdef"

  /// Lists, and how each stands.
  private static let table: [([[String]?], [VersionStanding?])] = [
    ([["v1.0.0"], ["v1.0.0"]], [.newest, .newest]),
    ([["v1.0.0"], ["v1.0.0", "v1.1.0", "v1.2.0"]], [.behind(2, isLeast: false), .newest]),
    // A pre-release is no version that is lacked where there are releases, and never the newest.
    (
      [["v1.0.0"], ["v1.0.0", "v1.1.0-rc.1", "v1.1.0"], ["v1.0.0", "v2.0.0-rc.1"]],
      [.behind(1, isLeast: false), .newest, .behind(1, isLeast: false)]
    ),
    ([["v1.0.0-rc.1"], ["v1.0.0-rc.1", "v1.0.0-rc.2"]], [.behind(1, isLeast: false), .newest]),
    // What two others have counts once.
    (
      [["v1.0.0"], ["v1.1.0", "v1.2.0"], ["v1.1.0", "v1.3.0"]],
      [.behind(3, isLeast: false), .behind(1, isLeast: false), .newest]
    ),
    // Compatible versions come before those that are not.
    (
      [["v1.0.0", "v3.0.0+incompatible"], ["v1.1.0"], ["v2.0.0+incompatible"]],
      [.behind(1, isLeast: false), .newest, .behind(2, isLeast: false)]
    ),
    (
      [["v2.0.0+incompatible"], ["v3.0.0+incompatible"]], [.behind(1, isLeast: false), .newest]
    ),
    // Without tags a time tells: ten days.
    ([[old], [new]], [.older(by: .seconds(864_000)), .newest]),
    ([[new], ["v0.1.0"]], [.behind(1, isLeast: false), .newest]),
    ([nil, ["v1.0.0"], []], [nil, .newest, nil]),
  ]

  @Test(arguments: table.indices) func distance(row: Int) {
    let (lists, expected) = Self.table[row]
    let mirrors = lists.enumerated().map { mirror("m\($0.offset)", $0.element) }
    let standings = VersionStanding.all(of: mirrors)
    #expect(mirrors.map { standings[$0.id] } == expected)
  }

  @Test func ofALongListWhatWasCutMayLieBetween() {
    let mirrors = [mirror("a", ["v1.0.0"]), mirror("b", ["v1.8.0", "v1.9.0"], hasMore: true)]
    let standings = VersionStanding.all(of: mirrors)
    #expect(standings[mirrors[0].id] == .behind(2, isLeast: true))
  }

  @Test func otherModulesAreNotCompared() {
    let mirrors = [
      mirror("a", ["v1.0.0"]), mirror("b", ["v9.0.0"], module: "example.com/other"),
    ]
    let standings = VersionStanding.all(of: mirrors)
    #expect(mirrors.map { standings[$0.id] } == [.newest, .newest])
  }
}
