import Foundation
import MirrorLab
import Testing
import Text

/// `goproxytop check --json` on each recorded fault names phase, cause and the verdict that go gives.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ConformanceCheckTests {
  @Test func tellsPhaseCauseAndVerdictOfEachFault() async throws {
    let bench = try CheckBench()
    defer { bench.close() }
    let cases = try bench.cases()
    #expect(cases.count > 100)
    await eightAtATime(cases) { await bench.check($0) }
  }
}

/// What `check --json` prints, as far as it is compared.
struct CheckOutput: Decodable {
  struct WalkOutput: Decodable {
    struct Step: Decodable { var entry: Int }
    var kind: String
    var verdict: String
    var active: Int?
    var steps: [Step]
  }
  struct MirrorOutput: Decodable {
    struct Probe: Decodable {
      var outcome: String
      var phase: String?
      var cause: String?
    }
    var probe: Probe?
    var state: String
  }
  var schema: Int
  var verdict: String
  var walks: [WalkOutput]
  var mirrors: [MirrorOutput]

  /// What `go mod download` asks, in order, up to where it stops.
  var download: [WalkOutput] {
    var asked: [WalkOutput] = []
    for kind in ["info", "mod", "zip"] {
      guard let walk = walks.first(where: { $0.kind == kind }) else { continue }
      asked.append(walk)
      if walk.active == nil { break }
    }
    return asked
  }
}

/// The mirrors that the program checks.
private final class CheckBench: Sendable {
  struct Case: Sendable {
    var fault: ConformanceFault
    var record: RecordedCase
  }

  private let lab: MirrorLab
  private let home: TemporaryFolder
  private let certificateFile: String
  private let target: LabMirror
  private let tlsTarget: LabMirror

  init() throws {
    lab = try MirrorLab()
    home = try TemporaryFolder()
    target = try lab.addMirror(tls: false)
    tlsTarget = try lab.addMirror()
    certificateFile = try home.write(lab.certificateAuthorityPEM, to: "ca.pem")
  }

  func close() { lab.close() }

  /// Those with a good second entry: what stands second does not change what is said of the first.
  func cases() throws -> [Case] {
    let record = try RecordedCase.all().filter { $0.second == "good" }
    return ConformanceFault.all(target: target, tlsTarget: tlsTarget).flatMap { fault in
      record.filter { $0.fault == fault.name }.map { Case(fault: fault, record: $0) }
    }.sorted { $0.isSilent && !$1.isSilent }
  }

  func check(_ test: Case) async {
    let name = Comment("\(test.fault.name) \(test.record.separator)")
    do {
      let first = try lab.addMirror(tls: test.fault.isTLS)
      let second = try lab.addMirror(tls: test.fault.isTLS)
      defer { for mirror in [first, second] { mirror.close() } }
      first.fault = test.fault.fault
      let arguments = [
        "check", "--json", "--goproxy", first.url + test.record.separator + second.url,
        "--cacert", certificateFile, "--canary", "example.com/m1@v1.0.0",
        "--timeout", test.isSilent ? "2s" : "30s", "--no-history",
      ]
      let environment = Goproxytop.environment(home: home)
      let result = try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            with: Result { try Goproxytop.run(arguments, environment: environment) })
        }
      }
      let output = try JSONDecoder().decode(CheckOutput.self, from: Data(result.output.utf8))
      compare(output, test.record, name)
      let probe = try #require(output.mirrors.first?.probe, name)
      let told = CheckedFault.told(test.fault.name)
      #expect(probe.outcome == told.outcome, name)
      #expect(probe.phase == told.phase, name)
      if let cause = told.cause { #expect(probe.cause?.hasPrefix(cause) == true, name) }
      // Exit codes of the contract: served, by a later entry, go would fail.
      let serves = test.record.exitCode == 0
      #expect(result.code == (serves ? test.record.fellThrough ? 3 : 0 : 4), name)
    } catch {
      Issue.record(error, name)
    }
  }

  /// The walks of a download end as go's did.
  private func compare(_ output: CheckOutput, _ record: RecordedCase, _ name: Comment) {
    #expect(output.schema == 1, name)
    let expected: Set =
      record.timedOut ? ["hangs"] : record.exitCode == 0 ? ["served", "fallback"] : ["broken"]
    #expect(expected.contains(output.verdict), name)
    let last = output.download.last
    #expect(last.map { expected.contains($0.verdict) } == true, name)
    let reachesSecond = output.download.contains { $0.steps.contains { $0.entry == 1 } }
    #expect(reachesSecond == record.fellThrough, name)
  }
}

extension CheckBench.Case {
  /// Only time tells.
  fileprivate var isSilent: Bool {
    record.timedOut && fault.name != "h2_goaway_each_stream" || fault.isSilentBeforeTLS
  }
}

/// What the cold `info` probe of a fault is to be told as; a cause by its beginning.
private enum CheckedFault {
  static func told(_ name: String) -> (outcome: String, phase: String?, cause: String?) {
    if let status = name.split(separator: "_").last, name.contains("status_") {
      return ["404", "410"].contains(status)
        ? ("not_found", nil, nil) : ("failure", "processing", "status \(status)")
    }
    if name.hasPrefix("redirect_30") || name.hasPrefix("ok_") { return ("ok", nil, nil) }
    return switch name {
    case "refused": ("failure", "connect", "connection refused")
    case "rst_after_request": ("failure", "processing", "connection reset")
    case "garbage_not_http": ("failure", "processing", "malformed response")
    case "huge_response_header": ("failure", "processing", "headers too large")
    case "tls_untrusted": ("failure", "tls", "certificate not trusted")
    case "tls_expired": ("failure", "tls", "certificate expired")
    case "tls_hostname_mismatch": ("failure", "tls", "certificate for another host")
    case "https_url_but_server_speaks_http": ("failure", "tls", "server speaks plain HTTP")
    case "tls_accept_then_silence_before_handshake": ("failure", "tls", "handshake timed out")
    case "tcp_accept_then_silence", "tls_handshake_then_silence", "h2_no_settings":
      ("hang", "processing", nil)
    case "h2_rst_stream_internal_error":
      ("failure", "processing", "HTTP/2 stream reset INTERNAL_ERROR")
    case "h2_goaway_each_stream": ("failure", "processing", "HTTP/2 GOAWAY NO_ERROR")
    case "truncated_body": ("failure", "transfer", "body truncated")
    case "bad_json_info": ("failure", "transfer", "not JSON")
    case "empty_body": ("failure", "transfer", "empty body")
    case "redirect_loop": ("failure", "processing", "too many redirects")
    case "redirect_without_location": ("failure", "processing", "redirect without location")
    default: ("ok", nil, nil)
    }
  }
}
