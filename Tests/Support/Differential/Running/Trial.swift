import Foundation

/// One case with one separator, shown to go and to our program.
struct Trial {
  var kind: Kind
  var seed: UInt64
  var number: Int
  var separator: Separator
  var materials: Materials

  /// How long a program may be silent before it counts as hanging.
  struct Patience {
    var go: Duration
    /// Our program's own deadline for a request.
    var ours: String

    /// For the attempt of this number: little at first, since most that wait have nothing to wait for.
    static func attempt(_ number: Int, _ kind: Kind) -> Patience {
      // A name that is never answered takes its resolver seconds.
      let slowness = kind == .dns ? 4 : 1
      return switch number {
      case 0: Patience(go: .seconds(kind == .dns ? 5 : 2), ours: "\(slowness)s")
      case 1: Patience(go: .seconds(kind == .dns ? 15 : 8), ours: "\(4 * slowness)s")
      // go asks a server of HTTP/2 that refuses its stream six times, after up to 16 s.
      default: Patience(go: .seconds(kind == .http2 ? 40 : 15), ours: "12s")
      }
    }
  }

  /// What both did.
  struct Result {
    /// go's answers, the first first: more than one where go answered differently when asked again.
    var go: [Observation]
    var ours: Observation
    /// The file that was answered by HTTP/2 in frames that may not fit together; nil for none. Our connection carries
    /// other requests after it than go's does, so what becomes of them is no disagreement.
    var path: String?

    /// We did what go did at least once.
    var isAgreement: Bool {
      let ours = ours.cut(after: path)
      return isWhole || go.contains { $0.cut(after: path) == ours }
    }
    /// Also after the mutated answer.
    var isWhole: Bool { go.contains(ours) }
    /// go did so too at least once, whatever it said.
    var isVerdictGo: Bool { go.contains { $0.verdict == ours.verdict } }
  }

  /// Shows the case to both. A disagreement is looked at again, with more patience, before it counts; where go is then
  /// found to have several answers, as where frames race with its next request, any of them will do.
  func run(_ gate: Gate) throws -> (result: Result, testCase: TestCase) {
    let testCase = try kind.testCase(seed: seed, number: number, materials: materials)
    var result = try run(testCase, .attempt(0, kind), gate)
    // Within go what comes together with an answer of HTTP/2 races with it, and so do two answers of name servers.
    let isRacy = kind == .http2 || kind == .dns
    for attempt in 1...(isRacy ? 8 : 5) where !result.isAgreement {
      // What was seen with little patience may have been a slow machine.
      if attempt == 1, result.go[0].isHang || result.ours.isHang { result.go = [] }
      let again = try run(testCase, .attempt(attempt, kind), gate)
      if !again.go.allSatisfy(result.go.contains) { result.go += again.go }
      result.ours = again.ours
      let isAboutTime = result.go.contains(where: \.isHang) != result.ours.isHang
      let enough = isRacy ? 3 : isAboutTime ? 2 : 1
      if result.go.count == 1, attempt >= enough { break }
    }
    return (result, testCase)
  }

  private func run(_ testCase: TestCase, _ patience: Patience, _ gate: Gate) throws -> Result {
    let folder = "\(materials.folder)/\(number)-\(separator == .comma ? "comma" : "pipe")"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stage = try Stage(testCase)
    if let plan = testCase.names { materials.names.answer(plan) }
    var environment = testCase.environment
    if let authorities = testCase.authorities {
      try Data(authorities.utf8).write(to: URL(fileURLWithPath: folder + "/authorities.pem"))
      environment["SSL_CERT_FILE"] = folder + "/authorities.pem"
    } else {
      environment["SSL_CERT_FILE"] = "/dev/null"
    }
    environment.merge(Self.environment(folder)) { $1 }
    environment["GOPROXY"] = stage.goproxy(separator)
    let go = try gate.pass { leave in
      try stage.run(goCommand(folder, environment), patience: patience.go, whenQuiet: leave)
    }
    let requests = stage.requests
    let ours = try gate.pass { leave in
      try stage.run(
        ourCommand(patience, environment), patience: .seconds(30), whenQuiet: leave)
    }
    return Result(
      go: [Observation.go(go, requests).normalised(stage, folder: folder)],
      ours: Observation.ours(ours).normalised(stage, folder: folder), path: testCase.http2?.path)
  }

  private static func environment(_ folder: String) -> [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8", "GOENV": "off",
      "GOTOOLCHAIN": "local", "GOSUMDB": "off", "GOTELEMETRY": "off",
      "GOFLAGS": "-mod=mod -modcacherw", "GOPATH": folder + "/path",
      "GOMODCACHE": folder + "/cache", "GOCACHE": folder + "/build",
      "SSL_CERT_DIR": folder + "/none", "GIT_TERMINAL_PROMPT": "0",
      "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
    ]
  }

  private func goCommand(_ folder: String, _ environment: [String: String]) -> Command {
    Command(
      words: [
        materials.go, "-C", folder, "mod", "download", "-json",
        "\(Module.path)@\(Module.version)",
      ],
      environment: environment.merging(["GOMAXPROCS": "2"]) { $1 })
  }

  private func ourCommand(_ patience: Patience, _ environment: [String: String]) -> Command {
    Command(
      words: [
        materials.program, "check", "--json", "--no-history", "--timeout", patience.ours,
        "--canary", "\(Module.path)@\(Module.version)",
      ],
      environment: environment)
  }
}
