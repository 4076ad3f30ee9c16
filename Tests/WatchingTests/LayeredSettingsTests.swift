import GoRules
import Health
import Testing
import Watching

/// What several sources of settings make together.
struct LayeredSettingsTests {
  private static let go = GoEnvironment(
    variables: ["GOPROXY": "https://a.example|https://b.example,direct"], userFile: nil)

  private func layers() -> LayeredSettings { LayeredSettings(go: Self.go) }

  @Test func withoutALayerGoAndTheDefaultsHold() {
    let settings = layers().resolved
    #expect(settings.setting.source == .environment)
    #expect(settings.mirrors.map(\.name) == ["a.example", "b.example"])
    #expect(settings.mirrors.map(\.entry) == [0, 1])
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
    #expect(settings.mirrors.map(\.name) == ["a.example", "ours", "again"])
    #expect(settings.mirrors.map(\.entry) == [0, 1, nil])
    #expect(settings.mirrors.map(\.canary) == [.standard, canary, .standard])
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
    #expect(layers.resolved.mirrors.map(\.name) == ["a.example", "b.example"])
  }
}
