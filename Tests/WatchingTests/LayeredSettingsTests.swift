import GoRules
import Health
import Testing
import Watching

/// What several sources of settings make together.
struct LayeredSettingsTests {
  private static let go = GoEnvironment(
    variables: ["GOPROXY": "https://a.example|https://b.example,direct", "GOSUMDB": "off"],
    userFile: nil)

  private func layers() -> LayeredSettings { LayeredSettings(go: Self.go) }

  @Test func withoutALayerGoAndTheDefaultsHold() {
    let settings = layers().resolved
    #expect(settings.setting.source == .environment)
    #expect(settings.mirrors.map(\.name) == ["a.example", "b.example", "direct"])
    #expect(settings.mirrors.map(\.entry) == [0, 1, 2])
    #expect(settings.interval == .seconds(5))
    #expect(settings.timeout == .seconds(10))
    #expect(settings.canaries == [.standard])
  }

  /// Each later layer wins, value by value: one row per choice of (file, options, session), and what holds.
  @Test(
    arguments: [
      ([nil, nil, nil], 5), ([1, nil, nil], 1), ([nil, 2, nil], 2), ([nil, nil, 3], 3),
      ([1, 2, nil], 2), ([1, nil, 3], 3), ([1, 2, 3], 3),
    ] as [([Int?], Int)])
  func theLastLayerThatSaysSomethingWins(seconds: [Int?], expected: Int) {
    var layers = layers()
    layers.file.interval = seconds[0].map { .seconds($0) }
    layers.options.interval = seconds[1].map { .seconds($0) }
    layers.session.interval = seconds[2].map { .seconds($0) }
    #expect(layers.resolved.interval == .seconds(expected))
  }

  @Test func theChainsSourceIsItsLayer() {
    var layers = layers()
    layers.file.goproxy = "https://file.example"
    #expect(layers.resolved.setting.source == .configuration)
    layers.options.goproxy = "https://option.example"
    #expect(layers.resolved.setting.source == .option)
  }

  @Test func aChainThatGoRefusesIsNone() {
    var layers = layers()
    layers.options.goproxy = "ftp://a.example"
    let settings = layers.resolved
    #expect(settings.chain == nil)
    #expect(settings.chainError?.contains("ftp") == true)
    #expect(settings.mirrors.isEmpty)
  }

  @Test func aGatewayIsNamedAsOne() throws {
    var layers = layers()
    let list = "http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://a.example"
    layers.options.goproxy = list
    var mirrors = layers.resolved.mirrors.filter { $0.service == .proxy }
    #expect(mirrors.map(\.name) == ["gateway", "gateway/again", "a.example"])
    #expect(mirrors.map(\.isGateway) == [true, true, false])
    // The user's own name goes before.
    layers.file.mirrors = [
      WatchedMirror(name: "mine", url: try ProxyURL(parsing: "http://127.0.0.1:8081"))
    ]
    mirrors = layers.resolved.mirrors.filter { $0.service == .proxy }
    #expect(mirrors.map(\.name) == ["mine", "gateway/again", "a.example"])
    #expect(mirrors[0].isGateway)
    layers.options.goproxy = "http://127.0.0.1:8081,https://a.example"
    #expect(layers.resolved.mirrors.filter(\.isGateway).isEmpty)
  }

  @Test func oneMirrorPerURLWithTheWatchListsName() throws {
    var layers = layers()
    let canary = try #require(ModuleVersion("example.com/m@v1.0.0"))
    layers.file.mirrors = [
      WatchedMirror(
        name: "ours", url: try ProxyURL(parsing: "https://b.example"), group: "private",
        canary: canary),
      WatchedMirror(name: "spare", url: try ProxyURL(parsing: "https://c.example")),
    ]
    layers.options.mirrors = [
      WatchedMirror(name: "again", url: try ProxyURL(parsing: "https://c.example"))
    ]
    let settings = layers.resolved
    #expect(settings.mirrors.map(\.name) == ["a.example", "ours", "direct", "again"])
    #expect(settings.mirrors.map(\.entry) == [0, 1, 2, nil])
    #expect(settings.mirrors.map(\.canary) == [.standard, canary, .standard, .standard])
    #expect(settings.isPrivate(try ProxyURL(parsing: "https://b.example")))
    #expect(!settings.isPrivate(try ProxyURL(parsing: "https://c.example")))
  }

  @Test func mirrorsOfOneNameAreToldApart() throws {
    var layers = layers()
    layers.options.goproxy = "https://a.example:1,https://a.example:2,https://b.example/x"
    layers.options.mirrors = [
      WatchedMirror(name: "b.example", url: try ProxyURL(parsing: "https://b.example/y"))
    ]
    let names = layers.resolved.mirrors.map(\.name)
    #expect(names == ["a.example:1", "a.example:2", "b.example/x", "b.example/y"])
  }

  @Test func aMirrorOfTheChainCannotBeRemoved() throws {
    var layers = layers()
    let spare = try ProxyURL(parsing: "https://c.example")
    layers.file.mirrors = [WatchedMirror(name: "spare", url: spare)]
    layers.session.removed = [
      Mirror.ID(spare), Mirror.ID(try ProxyURL(parsing: "https://a.example")),
    ]
    #expect(layers.resolved.mirrors.map(\.name) == ["a.example", "b.example", "direct"])
  }

  /// Version control is asked about the canaries that go could look for there, as one mirror for both entries.
  @Test(
    arguments: [
      ("https://a.example,direct", "", 1, "golang.org/x/sync"),
      ("https://a.example,direct", "corp.example", 2, "golang.org/x/sync"),
      ("https://a.example,direct", "other.example", 2, "golang.org/x/sync"),
      ("https://a.example,off", "corp.example", 0, "corp.example/M"),
      ("https://a.example", "other.example", nil, nil), ("https://a.example,off", "", nil, nil),
      ("direct", "corp.example", 0, "golang.org/x/sync"),
    ] as [(String, String, Int?, String?)])
  func versionControlIsWatched(goproxy: String, noproxy: String, entry: Int?, module: String?)
    throws
  {
    var layers = LayeredSettings(
      go: GoEnvironment(variables: ["GOPROXY": goproxy, "GONOPROXY": noproxy], userFile: nil))
    layers.options.canaries = [
      .standard, ModuleVersion(module: "corp.example/M", version: "v1.0.0"),
    ]
    let settings = layers.resolved
    let direct = settings.mirrors.filter { $0.service == .direct }
    #expect(direct.map(\.id) == (entry == nil ? [] : [.direct]))
    #expect(direct.first?.entry == entry)
    #expect(direct.first?.canary.module == module)
    #expect(direct.first?.url.redacted == module.map { "https://\($0)" })
    #expect(settings.mirrors.compactMap(\.entry) == settings.mirrors.compactMap(\.entry).sorted())
  }

  @Test(
    arguments: [
      ([:], "sumdb+https://sum.golang.org"),
      (["GOSUMDB": "sum.golang.google.cn"], "sumdb+https://sum.golang.google.cn"),
      (["GOSUMDB": "sum.golang.org http://127.0.0.1:1/x"], "sumdb+http://127.0.0.1:1/x"),
      (["GOSUMDB": "off"], nil), (["GOSUMDB": "on"], nil),
      (["GOPRIVATE": "golang.org"], nil), (["GONOSUMDB": "golang.org"], nil),
      (["GONOSUMDB": "corp.example"], "sumdb+https://sum.golang.org"),
    ] as [([String: String], String?)])
  func theChecksumDatabaseIsWatched(variables: [String: String], id: String?) {
    let variables = variables.merging(["GOPROXY": "https://a.example"]) { $1 }
    let settings = LayeredSettings(go: GoEnvironment(variables: variables, userFile: nil)).resolved
    let database = settings.mirrors.filter { $0.service == .checksumDatabase }
    #expect(database.map(\.id.rawValue) == (id.map { [$0] } ?? []))
    #expect(database.allSatisfy { $0.name == "sum.golang.org" && $0.entry == nil })
  }
}
