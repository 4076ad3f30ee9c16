import GoRules
import Testing

/// Versions of go, in go's order, and the toolchain that a go.mod asks for.
struct GoVersionTests {
  /// As internal/gover's own tests have it, lowest first; those in a row are the same.
  private static let order: [[String]] = [
    ["1", "1.0", "1.0.0"], ["1.5"], ["1.6"], ["1.13beta1"], ["1.13rc1"], ["1.13", "1.13.0"],
    ["1.19rc1"], ["1.19rc2"], ["1.19"], ["1.19.1"], ["1.20.1"], ["1.21"], ["1.21rc1"],
    ["1.21.0"], ["1.21.9"], ["1.21.10"], ["1.99999999999999998"], ["1.99999999999999999"],
  ]

  @Test func versionsAreInOrder() throws {
    let ranks = try Self.order.map { try $0.map { try #require(GoVersion($0), "\($0)") } }
    for (place, rank) in ranks.enumerated() {
      for version in rank {
        #expect(rank.allSatisfy { !($0 < version) && !(version < $0) })
        for later in ranks[(place + 1)...].joined() {
          #expect(version < later && !(later < version), "\(version) \(later)")
        }
      }
    }
  }

  @Test(arguments: [
    "", "01", "1.", "1.02", "1.2.", "1.2.3rc1", "1.2RC1", "1.2rc1.0", "1.2rc01", "v1.2", "1.2 ",
    "1.２",
  ]) func othersAreNone(text: String) { #expect(GoVersion(text) == nil) }

  @Test(
    arguments: [
      ("go 1.21", "", nil),
      ("module m\n\ngo 1.27.3\n", "", nil),
      ("go 1.27.4 // why\n", "", "go1.27.4"),
      ("go 1.28", "auto", "go1.28.0"),
      ("go 1.28rc2", "", "go1.28rc2"),
      ("go 1.21\ntoolchain go1.29.1", "", "go1.29.1"),
      ("go 1.30.0\ntoolchain go1.29.1", "", "go1.30.0"),
      ("go 1.28\ntoolchain go1.28.5-custom", "", "go1.28.5-custom"),
      ("go 1.28\ntoolchain default", "", nil),
      ("go 1.28", "local", nil),
      ("go 1.28", "path", nil),
      ("go 1.28", "go1.27.3+auto", "go1.28.0"),
      ("go 1.28", "go1.29.0+auto", nil),
      ("gone 1.28\n// go 1.28\n\tgo\t1.28\n", "", "go1.28.0"),
      ("go x", "", nil),
    ] as [(String, String, String?)])
  func theToolchainOfAGoMod(text: String, setting: String, wanted: String?) {
    var environment = GoEnvironment(variables: ["GOTOOLCHAIN": setting], userFile: nil)
    #expect(environment.toolchain(wantedBy: text) == nil)
    environment.places.localToolchain = "go1.27.3"
    #expect(environment.toolchain(wantedBy: text) == wanted)
  }
}
