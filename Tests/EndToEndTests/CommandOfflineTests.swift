import Foundation
import MirrorLab
import Testing
import Text

/// `offline`, beside a real go that builds without a network.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct OfflineTests {
  /// A program of a module that needs two others, all of which is in the module cache.
  final class Project {
    let lab: CheckTests.Lab
    let app: String
    let cache: String
    var path: String

    init() throws {
      lab = try CheckTests.Lab()
      path = try RealGo().executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
      let home = lab.bench.home.path
      (app, cache) = (home + "/app", home + "/cache")
      try lab.bench.write(
        """
        module app.example/app

        go 1.21

        require (
        \texample.com/m1 v1.0.0
        \tgolang.org/x/sync v0.10.0
        )
        """, to: "app/go.mod")
      try lab.bench.write(
        """
        package main

        import (
        \t_ "example.com/m1"
        \t_ "golang.org/x/sync"
        )

        func main() {}
        """, to: "app/main.go")
      let tidied = try go("mod", "tidy", goproxy: lab.first.url)
      #expect(tidied.code == 0, "\(tidied.errors)")
    }

    var more = ["GOTOOLCHAIN": "local"]

    private func environment(_ goproxy: String) -> [String: String] {
      lab.bench.environment(
        [
          "PATH": path, "GOMODCACHE": cache, "GOPROXY": goproxy,
          "GOFLAGS": "-modcacherw", "SSL_CERT_FILE": lab.authority,
        ].merging(more) { $1 })
    }

    func go(_ words: String..., goproxy: String = "off") throws -> CommandResult {
      try go(words, goproxy: goproxy)
    }

    func go(
      _ words: [String], goproxy: String = "off", variables: [String: String] = [:]
    ) throws -> CommandResult {
      try CommandResult(
        "/usr/bin/env", ["go", "-C", app] + words,
        environment: environment(goproxy).merging(variables) { $1 })
    }

    func offline(
      _ more: [String] = [], separator: String = ",", folder: String? = nil,
      variables: [String: String] = [:]
    ) throws -> CommandResult {
      try CommandResult(
        Goproxytop.path,
        ["offline", folder ?? app, "--timeout", "2s"] + more,
        environment: environment("\(lab.first.url)\(separator)\(lab.second.url)")
          .merging(variables) { $1 })
    }

    func remove(_ name: String) throws {
      try FileManager.default.removeItem(atPath: "\(cache)/\(name)")
    }
  }

  @Test func whatIsThereIsEnoughForGo() throws {
    let project = try Project()
    let result = try project.offline()
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("2 of 2 modules complete"))
    #expect(result.output.contains("go needs no network"))
    #expect(try project.go("build", "./...").code == 0)
    // The unpacked folder will do, and so will the zip.
    try project.remove("cache/download/example.com/m1/@v/v1.0.0.zip")
    try project.remove("golang.org/x/sync@v0.10.0")
    #expect(try project.offline().code == 0)
    #expect(try project.go("build", "./...").code == 0)
    // Nobody was asked.
    #expect(project.lab.second.requests.isEmpty)
  }

  @Test func whatIsMissingIsLookedFor() throws {
    let project = try Project()
    try project.remove("example.com/m1@v1.0.0")
    try project.remove("cache/download/example.com/m1/@v/v1.0.0.zip")
    #expect(try project.go("build", "./...").code != 0)
    let found = try project.offline()
    #expect(found.code == 3)
    #expect(found.output.contains("1 of 2 modules complete"))
    let names = [project.lab.first, project.lab.second].map { "127.0.0.1:\($0.port)" }
    #expect(found.output.contains("example.com/m1@v1.0.0  zip  \(names.joined(separator: ", "))\n"))
    #expect(found.output.hasSuffix("fix: go mod download\n"))

    // The second has it, but go does not come so far.
    project.lab.first.fault = .status(502)
    let stopped = try project.offline(["--json"])
    #expect(stopped.code == 4)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(stopped.output.utf8)) as? [String: Any])
    #expect(report["verdict"] as? String == "unavailable" && report["modules"] as? Int == 2)
    let missing = try #require(report["missing"] as? [[String: Any]])
    #expect(missing.map { $0["module"] as? String } == ["example.com/m1"])
    #expect(missing[0]["kinds"] as? [String] == ["zip"])
    #expect((missing[0]["error"] as? String)?.contains("502 Bad Gateway") == true)
    let mirrors = try #require(missing[0]["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["zip"] as? String } == ["failure", "ok"])
    #expect(mirrors.allSatisfy { $0["mod"] is NSNull })
    #expect(try project.offline(separator: "|").code == 3)

    // go agrees, and has it then.
    let list = "\(project.lab.first.url)|\(project.lab.second.url)"
    #expect(try project.go("mod", "download", goproxy: list).code == 0)
    #expect(try project.offline().code == 0)
    #expect(try project.go("build", "./...").code == 0)
  }

  /// A half unpacked folder, a `.mod` that is gone, and files that are not what go.sum says.
  @Test func whatGoWouldNotTake() throws {
    let project = try Project()
    let place = "\(project.cache)/cache/download/example.com/m1/@v/v1.0.0."
    try project.remove("cache/download/example.com/m1/@v/v1.0.0.zip")
    #expect(FileManager.default.createFile(atPath: place + "partial", contents: nil))
    #expect(try project.go("build", "./...").code != 0)
    #expect(try project.offline().code == 3)
    try project.remove("cache/download/example.com/m1/@v/v1.0.0.partial")
    #expect(try project.offline().code == 0)

    let hash = try String(contentsOfFile: place + "ziphash", encoding: .utf8)
    let other = hash.hasPrefix("h1:A") ? "h1:B" : "h1:A"
    try (other + hash.dropFirst(4)).write(
      toFile: place + "ziphash", atomically: true, encoding: .utf8)
    let refused = try project.go("build", "./...")
    #expect(refused.code != 0 && refused.errors.contains("checksum mismatch"))
    let altered = try project.offline()
    #expect(altered.code == 4)
    #expect(altered.output.contains("example.com/m1@v1.0.0  \(place)zip\n"))

    let second = try Project()
    let mod = "cache/download/golang.org/x/sync/@v/v0.10.0.mod"
    try "module golang.org/x/sync\n".write(
      toFile: "\(second.cache)/\(mod)", atomically: true, encoding: .utf8)
    #expect(try second.go("build", "./...").errors.contains("checksum mismatch"))
    #expect(try second.offline().code == 4)
    try second.remove(mod)
    #expect(try second.go("build", "./...").code != 0)
    #expect(try second.offline().code == 3)
  }

  /// A go.mod that asks for a go that is not there.
  @Test func anotherGo() throws {
    let project = try Project()
    let mod = try project.lab.bench.read("app/go.mod")
    try project.lab.bench.write(mod.replacing("go 1.21", with: "go 1.99"), to: "app/go.mod")
    let root = try project.go("env", "GOROOT").output.trimmingCharacters(in: .newlines)
    project.more = ["GOTOOLCHAIN": "auto", "GOROOT": root]
    let refused = try project.go("build", "./...")
    #expect(refused.code != 0 && refused.errors.contains("go1.99"), "\(refused.errors)")
    let missing = try project.offline()
    #expect(missing.code == 4)
    #expect(missing.output.contains("golang.org/toolchain@v0.0.1-go1.99.0.linux-"))
    // One that is on PATH will do.
    try project.lab.bench.write("", to: "bin/go1.99.0")
    #expect(chmod(project.lab.bench.home.path + "/bin/go1.99.0", 0o755) == 0)
    project.path += ":\(project.lab.bench.home.path)/bin"
    #expect(try project.offline().code == 0)
  }

  @Test func workspacesAndVendor() throws {
    let project = try Project()
    let bench = project.lab.bench
    try bench.write("go 1.21\n\nuse (\n\t./app // this\n\t\"./lib\"\n)\n", to: "go.work")
    try bench.write("module app.example/lib\n\ngo 1.21\n", to: "lib/go.mod")
    try bench.write("example.com/none v1.0.0 h1:x=\n", to: "lib/go.sum")
    let lib = try project.offline(["--json"], folder: bench.home.path + "/lib")
    #expect(lib.code == 4)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(lib.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [String])
    #expect(files.map { $0.hasSuffix("/app/go.sum") } == [true, false])
    #expect(report["modules"] as? Int == 3)
    try FileManager.default.removeItem(atPath: bench.home.path + "/go.work")
    #expect(try project.offline().code == 0)

    let home = try bench.write("", to: "lib/vendor/modules.txt")
    #expect(home.hasSuffix("modules.txt"))
    let vendored = try project.offline(folder: bench.home.path + "/lib")
    #expect(vendored.code == 0 && vendored.output.contains("go builds from vendor"))
  }

  /// What go fetches from its own host is nobody's business; of what is private besides, only whom go asks first hears.
  @Test func privateModulesAreNotNamedToOthers() throws {
    let project = try Project()
    let (first, second) = (project.lab.first, project.lab.second)
    for name in ["example.com/m1@v1.0.0", "cache/download/example.com/m1"] {
      try project.remove(name)
    }
    func asked() throws -> [Bool] {
      [first, second].map { mirror in
        mirror.requests.contains { $0.path.contains("example.com/m1/") }
      }
    }
    let before = first.requests.count
    let direct = try project.offline(variables: ["GOPRIVATE": "example.com"])
    #expect(direct.code == 6)
    #expect(direct.output.contains("example.com/m1@v1.0.0  mod zip  no mirror was asked"))
    #expect(first.requests.count == before && second.requests.isEmpty)
    let proxied = try project.offline(
      variables: ["GOPRIVATE": "example.com", "GONOPROXY": "none"])
    #expect(proxied.code == 3, "\(proxied.output)")
    #expect(first.requests.count > before && second.requests.isEmpty)
    #expect(try project.offline().code == 3)
    #expect(try asked() == [true, true])
  }

  /// go.sum has to list what a build needs, or go builds nothing.
  @Test func whatGoSumDoesNotList() throws {
    let project = try Project()
    let sums = try project.lab.bench.read("app/go.sum")
    try FileManager.default.removeItem(atPath: project.app + "/go.sum")
    let refused = try project.go("build", "./...")
    #expect(refused.code != 0 && refused.errors.contains("missing go.sum entry"))
    let without = try project.offline()
    #expect(without.code == 4)
    #expect(without.output.contains("  example.com/m1@v1.0.0\n  golang.org/x/sync@v0.10.0\n"))
    #expect(without.output.hasSuffix("fix: go mod tidy\n"))

    // Another go.mod has a go.sum of its own.
    try project.lab.bench.write(sums, to: "app/other.sum")
    try FileManager.default.copyItem(
      atPath: project.app + "/go.mod", toPath: project.app + "/other.mod")
    let flags = ["GOFLAGS": "-modcacherw -modfile=other.mod"]
    #expect(try project.go("build", "-modfile=other.mod", "./...").code == 0)
    #expect(try project.offline(variables: flags).code == 0)
  }

  @Test func vendorAsGoTakesIt() throws {
    let project = try Project()
    #expect(try project.go("mod", "vendor").code == 0)
    let empty = ["GOMODCACHE": project.cache + "2"]
    func offline(_ flags: String = "") throws -> Int32 {
      let before = project.lab.first.requests.count
      let result = try project.offline(
        variables: empty.merging(["GOFLAGS": flags.isEmpty ? "-modcacherw" : flags]) { $1 })
      if result.code == 0 { #expect(project.lab.first.requests.count == before) }
      return result.code
    }
    func go(_ flags: String...) throws -> Int32 {
      try project.go(["build"] + flags + ["./..."], variables: empty).code
    }
    #expect(try offline() == 0)
    #expect(try go() == 0)
    for flag in ["-mod=readonly", "--mod=mod"] {
      #expect(try offline(flag) == 3)
      #expect(try go(flag) != 0)
    }
    let mod = try project.lab.bench.read("app/go.mod").replacing("go 1.21", with: "go 1.13")
    try project.lab.bench.write(mod, to: "app/go.mod")
    #expect(try offline() == 3)
    #expect(try go() != 0)
    #expect(try offline("-mod=vendor") == 0)
  }

  @Test func nonsenseIsOneLine() throws {
    let project = try Project()
    try project.lab.bench.write("a b\n", to: "app/go.sum")
    let malformed = try project.offline()
    #expect(malformed.code == 2)
    #expect(malformed.errors.hasSuffix("app/go.sum:1: wrong number of fields 2\n"))
    #expect(try project.go("build", "./...").errors.contains("go.sum:1: wrong number of fields 2"))
    let bare = try project.offline(folder: "/")
    #expect(bare.code == 2 && bare.errors.contains("neither go.mod nor go.work here or above"))
    let gone = try project.offline(folder: project.app + "/none")
    #expect(gone.code == 2 && gone.errors.hasSuffix("No such file or directory\n"))
    // What names no module is looked for nowhere.
    try project.lab.bench.write("../../../etc v1.0.0 h1:x=\n", to: "app/go.sum")
    let outside = try project.offline(["--json"])
    #expect(outside.code == 4 && outside.output.contains("\"modules\" : 0"))
  }
}
