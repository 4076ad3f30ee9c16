import Foundation
import MirrorLab
import TestServers
import Testing
import Text

/// `check` against embedded mirrors: verdict, exit code, phase and cause.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct CheckTests {
  /// Two mirrors over TLS with an authority of their own.
  final class Lab {
    let bench: ProgramBench
    let lab: MirrorLab
    let first: LabMirror
    let second: LabMirror
    let authority: String

    init() throws {
      bench = try ProgramBench()
      lab = try MirrorLab()
      first = try lab.addMirror(name: "first")
      second = try lab.addMirror(name: "second")
      authority = try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    }

    deinit { lab.close() }

    func check(
      _ separator: String, _ more: [String] = []
    ) throws -> (code: Int32, object: [String: Any]) {
      try bench.json(
        [
          "check", "--cacert", authority, "--timeout", "2s", "--goproxy",
          "\(first.url)\(separator)\(second.url)",
        ] + more)
    }
  }

  @Test func servedByTheFirst() throws {
    let lab = try Lab()
    let (code, object) = try lab.check(",")
    #expect(code == 0)
    #expect(object["verdict"] as? String == "served")
    #expect(object["active"] as? Int == 0)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["state"] as? String } == ["up", "up"])
    #expect(mirrors.map { $0["entry"] as? Int } == [0, 1])
    let probe = try #require(mirrors[0]["probe"] as? [String: Any])
    #expect(probe["outcome"] as? String == "ok")
    #expect(probe["status"] as? Int == 200)
    #expect(probe["address"] as? String == "127.0.0.1")
    #expect(probe["http_version"] as? String == "2")
    #expect(probe["alpn"] as? String == "h2")
    #expect(probe["tls_version"] as? String == "TLSv1.3")
    #expect((probe["certificate_not_after"] as? String)?.hasSuffix("Z") == true)
    #expect((probe["certificate_issuer"] as? String)?.isEmpty == false)
    #expect(probe["silence"] is NSNull)
    var parts = 0.0
    for phase in [
      "fallback_wait_ms", "connect_ms", "tls_ms", "processing_ms", "transfer_ms", "local_ms",
    ] {
      let time = try #require(probe[phase] as? Double, "\(phase)")
      #expect(time >= 0 && time < 20_000)
      parts += time
    }
    let total = try #require(probe["total_ms"] as? Double)
    #expect(abs(parts - total) < 0.01)
    #expect(probe["forward_proxy_ms"] is NSNull)
    let walks = try #require(object["walks"] as? [[String: Any]])
    let kinds = walks.compactMap { $0["kind"] as? String }
    for kind in ["list", "info", "mod", "zip"] { #expect(kinds.contains(kind)) }
  }

  /// A rare module is fetched for go, and not for a polite probe.
  @Test func whatIsMerelyNotCachedIsServed() throws {
    let lab = try Lab()
    lab.first.fault = .answer(.notCached)
    let (code, object) = try lab.check(",")
    #expect(code == 0)
    #expect(object["verdict"] as? String == "served")
    lab.first.fault = .status(404)
    let (missing, other) = try lab.check(",")
    #expect(missing == 3)
    #expect(other["verdict"] as? String == "fallback")
  }

  @Test(arguments: [
    (Fault.refused, "connect", "connection refused"),
    (.certificate(.expired), "tls", "certificate expired"),
    (.certificate(.untrusted), "tls", "certificate not trusted"),
    (.certificate(.wrongHost), "tls", "certificate for another host"),
    (.answer(.status(502)), "processing", "status 502"),
    (.answer(.truncatedBody), "transfer", "body truncated"),
    (.answer(.badJSON, only: .info), "transfer", "not JSON"),
  ])
  func faultBehindEitherSeparator(fault: Fault, phase: String, cause: String) throws {
    let lab = try Lab()
    lab.first.fault = fault
    let (stopped, broken) = try lab.check(",")
    #expect(stopped == 4)
    #expect(broken["verdict"] as? String == "broken")
    #expect(broken["active"] is NSNull)
    let mirrors = try #require(broken["mirrors"] as? [[String: Any]])
    let probe = try #require(mirrors[0]["probe"] as? [String: Any])
    #expect(probe["outcome"] as? String == "failure")
    #expect(probe["phase"] as? String == phase)
    #expect(probe["cause"] as? String == cause)
    let (passed, fallback) = try lab.check("|")
    #expect(passed == 3)
    #expect(fallback["verdict"] as? String == "fallback")
    #expect(fallback["active"] as? Int == 1)
  }

  @Test func silenceHangsBehindEitherSeparator() throws {
    let lab = try Lab()
    lab.first.fault = .answer(.silence)
    let (code, object) = try lab.check("|", ["--timeout", "2s"])
    #expect(code == 4)
    #expect(object["verdict"] as? String == "hangs")
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    let probe = try #require(mirrors[0]["probe"] as? [String: Any])
    #expect(probe["silence"] as? String == "acknowledged")
    #expect((probe["cause"] as? String)?.hasPrefix("silent for ") == true)
    let text = try lab.bench.run(
      "check", "--cacert", lab.authority, "--timeout", "1s", "--goproxy",
      "\(lab.first.url)|\(lab.second.url)")
    #expect(text.output.contains("hangs: no answer after "))
    #expect(!text.output.contains("forever"))
    #expect(text.output.contains("ttfb: silent for "))
    #expect(
      text.output.contains("go has no timeout here and keeps waiting, whether `,` or `|` follows"))
  }

  /// A mirror that answers `.info` and nothing after it is not green, and was silent for as long as it says.
  @Test(arguments: [LabFile.mod, .zip]) func oneKindThatHangs(file: LabFile) throws {
    let lab = try Lab()
    lab.first.fault = .answer(.silence, only: file)
    let result = try lab.bench.run(
      "check", "--cacert", lab.authority, "--timeout", "3s", "--goproxy", lab.first.url)
    #expect(result.code == 4)
    #expect(!result.output.contains("● up"))
    #expect(result.output.contains("▲ degraded"))
    let figures = result.output.matches(of: /silent for ([0-9.]+) s after the request/)
    #expect(!figures.isEmpty)
    for figure in figures { #expect((3.0...4.5).contains(Double(figure.1) ?? 0), "\(figure.0)") }
    #expect(result.output.contains("hangs: no answer after 3"))
  }

  @Test func oneKindThatFails() throws {
    let lab = try Lab()
    lab.first.fault = .answer(.status(502), only: .zip)
    let (code, object) = try lab.check("|")
    #expect(code == 3)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["state"] as? String } == ["degraded", "up"])
    #expect(mirrors[0]["reason"] as? String == "zip: HTTP 502 Bad Gateway")
  }

  /// Of a toolchain go asks for the zip, in whose words a missing one is told.
  @Test func aToolchainIsAskedForItsZip() throws {
    let lab = try Lab()
    let toolchain = LabModule("golang.org/toolchain", "v0.0.1-go1.99.0.linux-amd64")
    let mirror = try lab.lab.addMirror(name: "toolchain", modules: [toolchain], sumdb: false)
    let canary = "\(toolchain.path)@\(toolchain.version)"
    for (url, served) in [(mirror.url, true), (lab.first.url, false)] {
      let (_, object) = try lab.bench.json([
        "check", "--cacert", lab.authority, "--timeout", "2s", "--goproxy", url, "--canary", canary,
      ])
      let walks = try #require(object["walks"] as? [[String: Any]])
      #expect(walks.compactMap { $0["kind"] as? String } == ["zip", "sumdb"])
      #expect(walks[0]["verdict"] as? String == (served ? "served" : "broken"))
      if !served { #expect(walks[0]["error"] as? String == "toolchain not available") }
      let mirrors = try #require(object["mirrors"] as? [[String: Any]])
      #expect(mirrors[0]["state"] as? String == "up")
      let probe = try #require(mirrors[0]["probe"] as? [String: Any])
      #expect(probe["outcome"] as? String == (served ? "ok" : "not_found"))
    }
    #expect(Set(mirror.requests.map(\.file)) == [.zip])
  }

  @Test func notFoundPassesOn() throws {
    let lab = try Lab()
    lab.first.fault = .answer(.status(404))
    let (code, object) = try lab.check(",")
    #expect(code == 3)
    #expect(object["verdict"] as? String == "fallback")
    // Alive, and lacking the module: the mirror is up.
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors[0]["state"] as? String == "up")
    let walks = try #require(object["walks"] as? [[String: Any]])
    let steps = try #require(walks[0]["steps"] as? [[String: Any]])
    #expect(steps[0]["result"] as? String == "not_found")
  }

  @Test func watchedMirrorsAreProbedAndNotWalked() throws {
    let lab = try Lab()
    let (code, object) = try lab.bench.json([
      "check", "--cacert", lab.authority, "--goproxy", lab.first.url, "--mirror",
      "spare=\(lab.second.url)",
    ])
    #expect(code == 0)
    let mirrors = try #require(object["mirrors"] as? [[String: Any]])
    #expect(mirrors.map { $0["name"] as? String }.last == "spare")
    #expect(mirrors[1]["entry"] is NSNull)
    #expect(mirrors[1]["state"] as? String == "up")
  }

  /// A leading dot leaves out what is below a name, and not the name; libcurl reads the variable otherwise.
  @Test func noProxyIsReadAsGoReadsIt() throws {
    let lab = try Lab()
    let mirror = try lab.lab.addMirror(host: "mirror.test")
    let proxy = try LabProxy(.http, to: lab.lab)
    defer { proxy.close() }
    for (exception, isLeftOut) in [(".mirror.test", false), (".test", true)] {
      let asked = proxy.requests.count
      let (code, object) = try lab.bench.json(
        [
          "check", "--cacert", lab.authority, "--goproxy", mirror.url,
          "--resolve", "\(mirror.resolveOverride),[::1]",
        ],
        environment: ["HTTPS_PROXY": proxy.url, "NO_PROXY": exception])
      #expect(code == 0)
      #expect(object["verdict"] as? String == "served")
      #expect((proxy.requests.count == asked) == isLeftOut, "\(exception)")
    }
  }

  @Test func textForPeople() throws {
    let lab = try Lab()
    lab.first.fault = .answer(.status(503))
    let result = try lab.bench.run(
      "check", "--cacert", lab.authority, "--goproxy", "\(lab.first.url),\(lab.second.url)")
    #expect(result.code == 4)
    #expect(result.output.contains("broken: go would fail"))
    #expect(result.output.contains("HTTP 503 Service Unavailable"))
    #expect(result.output.contains("go says: reading \(lab.first.url)/golang.org/x/sync/@v/"))
    #expect(result.output.contains("\n     hint: use another until it is repaired\n"))
    #expect(result.errors == "")
  }
}
