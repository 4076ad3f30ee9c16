import Foundation
import GoRules
import Health
import MirrorLab
import TestServers
import Testing
import Text

/// `check --referee`: the real go beside the probes.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckRefereeTests {
  private func check(
    _ lab: CheckTests.Lab, goproxy: String? = nil, go: String? = nil
  ) throws -> (code: Int32, object: [String: Any]) {
    let folder = try go ?? RealGo().executable.deletingLastPathComponent().path
    return try lab.bench.json(
      [
        "check", "--referee", "--cacert", lab.authority, "--timeout", "5s", "--goproxy",
        goproxy ?? "\(lab.first.url),\(lab.second.url)",
      ],
      environment: [
        "PATH": "\(folder):/usr/bin:/bin", "GOMODCACHE": lab.bench.home.path + "/own-cache",
        "GOFLAGS": "-modcacherw",
      ])
  }

  private func referee(
    _ object: [String: Any]
  ) throws -> (agrees: Bool?, module: [String: Any]) {
    let referee = try #require(object["referee"] as? [String: Any])
    let modules = try #require(referee["modules"] as? [[String: Any]])
    return (referee["agrees"] as? Bool, try #require(modules.first))
  }

  @Test func goAgreesWhereItWorksAndWhereItFails() throws {
    let lab = try CheckTests.Lab()
    let (code, object) = try check(lab)
    #expect(code == 0)
    let (agrees, module) = try referee(object)
    #expect(agrees == true)
    #expect(module["go"] as? String == "works", "\(module)")
    // Nothing has come into the user's own module cache.
    #expect(!FileManager.default.fileExists(atPath: lab.bench.home.path + "/own-cache"))

    lab.first.fault = .status(502)
    let (failed, other) = try check(lab)
    #expect(failed == 4)
    let (agreed, broken) = try referee(other)
    #expect(agreed == true)
    #expect(broken["go"] as? String == "fails")
    let walks = try #require(other["walks"] as? [[String: Any]])
    let info = try #require(walks.first { $0["kind"] as? String == "info" })
    #expect(broken["error"] as? String == info["error"] as? String)
  }

  /// A redirect to the same host, where credentials are wanted: go sends those of the URL once, and those of `.netrc`
  /// again. Both of us are asked the same, and answer the same.
  @Test(arguments: [(inURL: true, code: 4), (inURL: false, code: 0)])
  func credentialsAfterARedirect(inURL: Bool, code expected: Int32) throws {
    let lab = try CheckTests.Lab()
    lab.first.fault = .answer(.redirect(302, to: lab.second.url))
    lab.second.fault = .answer(.wantsCredentials("user:secret"))
    var url = lab.first.url
    if inURL {
      url = url.replacingOccurrences(of: "https://", with: "https://user:secret@")
    } else {
      try lab.bench.write(
        "machine 127.0.0.1:\(lab.first.port) login user password secret\n", to: ".netrc")
    }
    let (code, object) = try check(lab, goproxy: url)
    #expect(code == expected)
    let (agrees, module) = try referee(object)
    #expect(agrees == true, "\(module)")
    let sent = lab.second.requests.map { $0.headers["authorization"] != nil }
    #expect(!sent.isEmpty)
    #expect(sent.allSatisfy { $0 != inURL })
    // Where they belong they were sent, by both.
    let asked = lab.first.requests.filter { $0.file == .info }
    #expect(asked.count >= 2)
    #expect(asked.allSatisfy { $0.headers["authorization"]?.hasPrefix("Basic ") == true })
  }

  @Test func aDisagreementIsShownWithItsRequest() throws {
    let lab = try CheckTests.Lab()
    let canary = ModuleVersion.standard
    let url = "\(lab.first.url)/\(canary.module)/@v/\(canary.version).info"
    let script = "echo '# get \(url): 403 Forbidden (0.1s)' >&2; echo 'go: no' >&2; exit 1"
    let folder = lab.bench.home.path + "/bin"
    // By another process: see `RefereeTests`.
    let written = try CommandResult(
      "/bin/sh",
      [
        "-c",
        "mkdir \"$0\" && printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0/go\" && chmod 700 \"$0/go\"",
        folder, script,
      ], environment: lab.bench.environment())
    #expect(written.code == 0)
    let (code, object) = try check(lab, go: folder)
    #expect(code == 6)
    let (agrees, module) = try referee(object)
    #expect(agrees == false)
    let parting = try #require(module["parts_at"] as? [String: Any])
    #expect(parting["url"] as? String == url)
    #expect(parting["probe"] as? String == "ok")
    #expect(parting["go_status"] as? Int == 403)
  }

  /// Neither the go command nor its folder is left behind.
  @Test(arguments: [SIGINT, SIGTERM]) func endsWithWhatItStarted(signal: Int32) throws {
    let lab = try CheckTests.Lab()
    let canary = "lab.example/hello@v1.1.0"
    let folder = lab.bench.home.path + "/tmp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try FullListener()
    let go = try RealGo().executable.deletingLastPathComponent().path
    let check = try ChildProcess(
      Goproxytop.path,
      [
        "check", "--referee", "--canary", canary, "--timeout", "2s", "--goproxy",
        "http://127.0.0.1:\(server.port)",
      ],
      environment: lab.bench.environment(["PATH": "\(go):/usr/bin:/bin", "TMPDIR": folder]))
    func folders() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder)
    }
    let limit = Date(timeIntervalSinceNow: 60)
    // go has begun to work in it.
    while try folders().isEmpty
      || FileManager.default.contentsOfDirectory(
        atPath: folder + "/" + folders()[0]
      ).isEmpty
    {
      try #require(Date() < limit)
      usleep(10_000)
    }
    check.signal(signal)
    #expect(check.wait() & 0x7F == signal)
    #expect(try folders() == [])
  }

  @Test func withoutGoThereIsNoReferee() throws {
    let result = try ProgramBench().run(
      "check", "--referee", "--goproxy", "http://127.0.0.1:1", environment: ["PATH": "/nowhere"])
    #expect(result.code == 2)
    #expect(result.errors == "goproxytop: there is no go command on PATH\n")
  }
}
