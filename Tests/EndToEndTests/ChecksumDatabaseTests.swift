import Foundation
import GoRules
import MirrorLab
import Testing

/// The checksum database as go uses it: `check` beside the real go, on a database with a key of its own.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ChecksumDatabaseCheckTests {
  /// Who serves what, and what comes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Of the mirror that carries the database, or of the database itself.
    var fault = Fault.none
    var database: LabDatabase.Fault?
    /// GOSUMDB names another key than signs.
    var hasOtherKey = false
    /// The mirror serves another zip than the one on record.
    var altersZip = false
    /// A second mirror, sound, behind this separator.
    var second: String?
    var environment: [String: String] = [:]
    /// How go ends: nil where it waits.
    var go: Int32?
    var check: Int32
    /// The cause at the mirror, where it is to blame.
    var cause: String?

    var testDescription: String { name }
  }

  private static let faults: [Case] = [
    Case(name: "sound", go: 0, check: 0),
    Case(
      name: "another key", hasOtherKey: true, go: 1, check: 4,
      cause: "signature of the checksum database is wrong"),
    Case(
      name: "another module", database: .otherRecord, go: 1, check: 4,
      cause: "no checksum in the record of the checksum database"),
    Case(
      name: "altered tiles", database: .alteredTiles, go: 1, check: 4,
      cause: "log of the checksum database is inconsistent"),
    Case(
      name: "lookup 404", fault: .answer(.status(404), only: .lookup), go: 1, check: 4,
      cause: "checksum database: status 404"),
    Case(
      name: "lookup 410", fault: .answer(.status(410), only: .lookup), go: 1, check: 4,
      cause: "checksum database: status 410"),
    Case(
      name: "lookup 500", fault: .answer(.status(500), only: .lookup), go: 1, check: 4,
      cause: "checksum database: status 500"),
    Case(
      name: "lookup page", fault: .answer(.htmlPage, only: .lookup), go: 1, check: 4,
      cause: "malformed answer of the checksum database"),
    Case(
      name: "lookup closed", fault: .answer(.closed, only: .lookup), go: 1, check: 4,
      cause: "checksum database: connection closed"),
    Case(name: "lookup silent", fault: .answer(.silence, only: .lookup), go: nil, check: 4),
    Case(name: "lookup endless", fault: .answer(.endlessBody, only: .lookup), go: nil, check: 6),
    Case(
      name: "tile 404", fault: .answer(.status(404), only: .tile), go: 1, check: 4,
      cause: "checksum database: status 404"),
    Case(
      name: "tile 500", fault: .answer(.status(500), only: .tile), go: 1, check: 4,
      cause: "checksum database: status 500"),
    Case(
      name: "tile short", fault: .answer(.garbageBody, only: .tile), go: 1, check: 4,
      cause: "log of the checksum database is inconsistent"),
    Case(name: "tile silent", fault: .answer(.silence, only: .tile), go: nil, check: 4),
    Case(name: "tile endless", fault: .answer(.endlessBody, only: .tile), go: nil, check: 6),
  ]

  /// The mirror carries the database.
  @Test(
    arguments: faults + [
      Case(
        name: "supported 500", fault: .answer(.status(500), only: .sumdb), go: 1, check: 4,
        cause: "status 500"),
      Case(name: "supported silent", fault: .answer(.silence, only: .sumdb), go: nil, check: 4),
      Case(
        name: "supported 500, then another", fault: .answer(.status(500), only: .sumdb),
        second: "|", go: 0, check: 3, cause: "status 500"),
      Case(
        name: "lookup 500, then another", fault: .answer(.status(500), only: .lookup),
        second: "|", go: 1, check: 4, cause: "checksum database: status 500"),
      Case(
        name: "altered zip", altersZip: true, second: "|", go: 1, check: 4,
        cause: "checksum mismatch"),
      Case(
        name: "altered mod", fault: .answer(.garbageBody, only: .mod), second: ",", go: 1,
        check: 4, cause: "checksum mismatch"),
      Case(
        name: "altered mod, then another", fault: .answer(.garbageBody, only: .mod),
        second: "|", go: 0, check: 3, cause: "checksum mismatch"),
      Case(
        name: "exempt", altersZip: true, environment: ["GONOSUMDB": "example.com"], go: 0,
        check: 0),
      Case(name: "off", altersZip: true, environment: ["GOSUMDB": "off"], go: 0, check: 0),
      Case(
        name: "vendored", fault: .answer(.status(500), only: .lookup),
        environment: ["GOFLAGS": "-mod=vendor -modcacherw"], go: 1, check: 4,
        cause: "checksum database: status 500"),
    ])
  func throughAMirror(each: Case) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let database = try LabDatabase(fault: each.database)
    let mirror = try lab.addMirror(
      tls: false, modules: [LabModule("example.com/m1", "v1.0.0", padding: each.altersZip ? 9 : 0)],
      database: database)
    let second = try lab.addMirror(tls: false, database: database)
    mirror.fault = each.fault
    let key = each.hasOtherKey ? try LabDatabase().key : database.key
    try await compare(
      each, goproxy: mirror.url + (each.second.map { $0 + second.url } ?? ""),
      gosumdb: key.written, blames: true)
  }

  /// GOSUMDB has a URL: no mirror is asked for the database.
  @Test(arguments: faults)
  func atItsOwnURL(each: Case) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let database = try LabDatabase(fault: each.database)
    let server = try lab.addMirror(tls: false, modules: [], database: database)
    let mirror = try lab.addMirror(tls: false)
    server.fault = each.fault
    let key = each.hasOtherKey ? try LabDatabase().key : database.key
    try await compare(
      each, goproxy: mirror.url, gosumdb: "\(key.written) \(server.url)", blames: false)
    #expect(!mirror.requests.contains { $0.path.contains("sumdb") })
  }

  /// Nobody carries the database, and nothing listens where it is.
  @Test(arguments: ["", ",off", "|off"])
  func deadBehindAMirrorWithoutIt(rest: String) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let mirror = try lab.addMirror(tls: false, sumdb: false)
    try await compare(
      Case(name: rest, go: 1, check: 4), goproxy: mirror.url + rest,
      gosumdb: try LabDatabase(name: "127.0.0.1:1").key.written, blames: false)
  }

  /// What can be wrong with a folder that carries the database.
  enum FolderFault: String, CaseIterable {
    case none, lookup, garbage, tiles, supported, unreadable, unreadableMod
  }

  /// A folder as proxy and as the database: go's own module cache is one.
  @Test(arguments: FolderFault.allCases, [false, true])
  func inAFolder(fault: FolderFault, atItsOwnURL: Bool) async throws {
    let lab = try MirrorLab()
    defer { lab.close() }
    let database = try LabDatabase(name: "127.0.0.1:1")
    let mirror = try lab.addMirror(tls: false, database: database)
    let folder = try TemporaryFolder()
    let run = try await RealGo().download(
      "example.com/m1@v1.0.0", goproxy: mirror.url, certificateFile: "/dev/null",
      forwardProxy: "http://127.0.0.1:1",
      more: ["GOSUMDB": database.key.written, "GOMODCACHE": folder.path]
    ) { try? await Task.sleep(for: .seconds(60)) }
    #expect(run.exitCode == 0, "\(run.standardError)")
    let proxy = folder.path + "/cache/download"
    let base = proxy + "/sumdb/127.0.0.1:1"
    let lookup = base + "/lookup/example.com/m1@v1.0.0"
    let files = FileManager.default
    try Data().write(to: URL(fileURLWithPath: base + "/supported"))
    switch fault {
    case .none: break
    case .lookup: try files.removeItem(atPath: lookup)
    case .garbage: try Data("no record\n".utf8).write(to: URL(fileURLWithPath: lookup))
    case .tiles: try files.removeItem(atPath: base + "/tile")
    case .supported: try files.removeItem(atPath: base + "/supported")
    // A folder where a file should be.
    case .unreadable, .unreadableMod:
      let mod = proxy + "/example.com/m1/@v/v1.0.0.mod"
      let place = fault == .unreadable ? lookup : mod
      try files.removeItem(atPath: place)
      try files.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    // Without `supported` go asks the database at its name, where nobody is; its own URL needs none.
    let isSound = fault == .none || fault == .supported && atItsOwnURL
    let url = atItsOwnURL ? " file://\(base)" : ""
    try await compare(
      Case(name: fault.rawValue, go: isSound ? 0 : 1, check: isSound ? 0 : 4),
      goproxy: "file://\(proxy)", gosumdb: database.key.written + url, blames: false)
  }

  // MARK: go and check

  private func compare(
    _ each: Case, goproxy: String, gosumdb: String, blames: Bool
  ) async throws {
    let environment = ["GOSUMDB": gosumdb].merging(each.environment) { $1 }
    let run = try await RealGo().download(
      "example.com/m1@v1.0.0", goproxy: goproxy, certificateFile: "/dev/null",
      forwardProxy: "http://127.0.0.1:1", more: environment
    ) { try? await Task.sleep(for: .seconds(each.go == nil ? 3 : 60)) }
    #expect(run.exitCode == each.go, "\(run.standardError)")
    let (code, object) = try ProgramBench().json(
      [
        "check", "--timeout", each.go == nil ? "2s" : "20s", "--goproxy", goproxy, "--canary",
        "example.com/m1@v1.0.0",
      ], environment: environment)
    #expect(code == each.check)
    let walks = try #require(object["walks"] as? [[String: Any]])
    if each.go == 1 {
      let errors = walks.compactMap { $0["error"] as? String }
      // go shows the end of its text with a line end of its own.
      let said = run.standardError.trimmingCharacters(in: .newlines)
      #expect(
        errors.contains {
          said == "go: example.com/m1@v1.0.0: \($0)".trimmingCharacters(in: .newlines)
        }, "\(said) is not among \(errors)")
    }
    guard blames, let cause = each.cause else { return }
    let causes = walks.compactMap { ($0["steps"] as? [[String: Any]])?.first?["cause"] as? String }
    #expect(causes == [cause])
  }
}
