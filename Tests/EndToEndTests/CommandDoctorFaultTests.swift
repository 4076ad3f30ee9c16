import Foundation
import GoRules
import MirrorLab
import TestServers
import Testing
import Text

/// What `doctor` names for every fault that can be made here: right in nearly all, and never surely wrong.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DoctorFaultTests {
  /// How often it was right.
  actor Tally {
    private(set) var lines: [String] = []
    private(set) var right = 0
    private(set) var all = 0
    private(set) var surelyWrong: [String] = []
    private(set) var longest = 0.0

    func take(_ name: String, _ accepted: Set<String>, _ report: DoctorTests.Report) {
      let named = report.findings.first
      let isRight = named.map { accepted.contains($0.code) } ?? accepted.isEmpty
      all += 1
      if isRight { right += 1 }
      longest = max(longest, report.seconds)
      let surely = report.findings.filter { $0.confidence == "high" && !accepted.contains($0.code) }
      surelyWrong += surely.map { "\(name): \($0.code)" }
      let found = report.findings.map { "\($0.code) \($0.side) \($0.confidence)" }
      lines.append(
        "\(isRight ? " " : "X") \(name) (\(report.seconds) s): "
          + (found.isEmpty ? "nothing" : found.joined(separator: "; ")))
    }

    func fail(_ name: String, _ error: any Error) {
      all += 1
      lines.append("X \(name): \(error)")
    }

    func judge(_ what: String) {
      for line in lines.sorted() { print(line) }
      print("doctor: \(right) of \(all) \(what) named rightly, the longest in \(longest) s")
      #expect(right * 100 >= all * 95, "\(lines.filter { $0.hasPrefix("X") })")
      #expect(surelyWrong == [])
      #expect(longest <= 10)
    }
  }

  /// What may be named for each fault of the first of two mirrors; none where go does not suffer.
  static let expected: [FaultKind: Set<String>] = [
    .refused: ["refused"], .silentPort: ["tls-timed-out"], .tlsAlert: ["tls-alert"],
    .tlsStall: ["tls-timed-out"], .expired: ["certificate-expired"],
    .notYetValid: ["certificate-not-yet-valid"], .untrusted: ["certificate-not-trusted"],
    .incompleteChain: ["intermediate-missing"], .wrongHost: ["certificate-wrong-host"],
    .commonNameOnly: ["certificate-wrong-host", "certificate-invalid"], .certificateEscapes: [],
    .plainHTTP: ["plain-http"], .http1Only: [], .noALPN: [], .x448Only: ["tls-alert"],
    .ccmOnly: ["tls-alert"], .silentHTTP2: ["http2"], .noResumption: [],
    .resetAfterHandshake: ["reset"], .idleClosed: [], .idleForgotten: [],
    .http401: ["credentials"], .http403: ["status-before-comma"], .http404: [], .http410: [],
    .http429: ["status-before-comma"], .http500: ["status-before-comma"],
    .http502: ["status-before-comma"], .http503: ["status-before-comma"],
    .http504: ["status-before-comma"], .notCached: [], .silence: ["silent"], .slow: ["slow"],
    .slowBody: ["slow"], .stalledBody: ["silent"], .truncatedBody: ["truncated"],
    .closed: ["closed"], .reset: ["reset"], .streamReset: ["http2-stream"],
    .streamResetInBody: ["http2-stream"], .zipReset: ["http2-stream"], .goAway: ["http2-goaway"],
    .goAwayAndAnswer: [], .redirectToHTTP: ["insecure-redirect"],
    .redirectLoop: ["too-many-redirects"], .redirectNowhere: ["redirect-without-location"],
    .badJSON: ["not-json"], .wrongVersion: ["wrong-version"], .emptyBody: ["empty"],
    .htmlPage: ["html-page", "not-json"], .garbage: ["not-json"],
    .hugeHeaders: ["headers-too-large"], .longHeader: ["empty"], .endlessBody: ["not-measured"],
    .endlessFrames: ["not-measured"], .gzipBomb: ["not-measured"],
    .escapes: ["http2-protocol"], .notHTTP: ["http2-protocol"],
  ]

  @Test func eachFaultOfTheDemoIsNamed() async throws {
    #expect(Set(Self.expected.keys) == Set(FaultKind.allCases))
    let tally = Tally()
    await eightAtATime(FaultKind.allCases) { kind in
      do {
        let clinic = try DoctorTests.Clinic()
        clinic.lab.first.fault = kind.fault
        await tally.take(kind.rawValue, Self.expected[kind] ?? [], try clinic.examine())
      } catch {
        await tally.fail(kind.rawValue, error)
      }
    }
    await tally.judge("faults of the demo")
  }

  // MARK: Others

  /// Servers that are ill, and how they are asked.
  struct Patient: Sendable {
    var name: String
    var expected: Set<String>
    /// Examines it, with these arguments and variables.
    var examine: @Sendable (DoctorTests.Clinic) throws -> DoctorTests.Report

    init(
      _ name: String, _ expected: Set<String>,
      _ examine: @escaping @Sendable (DoctorTests.Clinic) throws -> DoctorTests.Report
    ) {
      self.name = name
      self.expected = expected
      self.examine = examine
    }
  }

  /// Without TLS, and so over HTTP/1.1.
  private static let plain: [Patient] = [
    (.refused, ["refused"]), (.silentPort, ["silent"]), (.http401, ["credentials"]),
    (.http403, ["status-before-comma"]), (.http404, []), (.http410, []),
    (.http429, ["status-before-comma"]), (.http500, ["status-before-comma"]),
    (.http502, ["status-before-comma"]), (.http504, ["status-before-comma"]), (.notCached, []),
    (.silence, ["silent"]), (.stalledBody, ["silent"]), (.truncatedBody, ["truncated"]),
    (.closed, ["closed"]), (.reset, ["reset"]), (.streamReset, ["reset"]),
    (.streamResetInBody, ["reset"]), (.goAway, ["closed"]), (.goAwayAndAnswer, []),
    (.redirectLoop, ["too-many-redirects"]), (.redirectNowhere, ["redirect-without-location"]),
    (.badJSON, ["not-json"]), (.wrongVersion, ["wrong-version"]), (.emptyBody, ["empty"]),
    (.htmlPage, ["html-page", "not-json"]), (.garbage, ["not-json"]),
    (.hugeHeaders, ["headers-too-large"]), (.longHeader, ["empty"]),
    (.endlessBody, ["not-measured"]), (.gzipBomb, ["not-measured"]),
    (.escapes, ["status-before-comma", "malformed-response"]), (.notHTTP, ["malformed-response"]),
  ].map { (kind: FaultKind, expected: Set<String>) in
    Patient("plain \(kind.rawValue)", expected) { clinic in
      let mirror = try clinic.lab.lab.addMirror(tls: false)
      mirror.fault = kind.fault
      return try clinic.examine("\(mirror.url),\(clinic.lab.second.url)")
    }
  }

  /// Of one kind of request alone.
  private static let single: [Patient] = [
    ("mod 500", .answer(.status(500), only: .mod), ["status-before-comma"]),
    ("zip 503", .answer(.status(503), only: .zip), ["status-before-comma"]),
    ("list 500", .answer(.status(500), only: .list), ["status-before-comma"]),
    ("mod 404", .answer(.status(404), only: .mod), []),
    ("zip silent", .answer(.silence, only: .zip), ["silent"]),
    ("list silent", .answer(.silence, only: .list), ["silent"]),
    ("zip short", .answer(.truncatedBody, only: .zip), ["truncated"]),
    ("zip garbage", .answer(.garbageBody, only: .zip), ["not-zip", "bad-zip"]),
    ("mod of another", .answer(.otherModule, only: .mod), ["unchecked-content"]),
    ("mod a page", .answer(.htmlPage, only: .mod), ["unchecked-content"]),
    ("bad upstream", .status(404, "not found: bad upstream"), ["disguised-failure"]),
    ("fetch timed out", .status(404, "not found: fetch timed out"), ["disguised-failure"]),
  ].map { (name: String, fault: Fault, expected: Set<String>) in
    Patient(name, expected) { clinic in
      clinic.lab.first.fault = fault
      return try clinic.examine()
    }
  }

  /// The checksum database that a mirror carries.
  private static let sums: [Patient] = [
    ("sums sound", .none, nil, false, []),
    ("lookup 500", .answer(.status(500), only: .lookup), nil, false, ["sumdb-failed"]),
    ("lookup a page", .answer(.htmlPage, only: .lookup), nil, false, ["sumdb-malformed"]),
    ("lookup silent", .answer(.silence, only: .lookup), nil, false, ["silent"]),
    ("tile 500", .answer(.status(500), only: .tile), nil, false, ["sumdb-failed"]),
    ("supported 500", .answer(.status(500), only: .sumdb), nil, false, ["status"]),
    ("another record", .none, .otherRecord, false, ["sumdb-absent"]),
    ("altered tiles", .none, .alteredTiles, false, ["sumdb-proof"]),
    ("altered zip", .none, nil, true, ["checksum-mismatch"]),
  ].map {
    (
      name: String, fault: Fault, illness: LabDatabase.Fault?, altersZip: Bool,
      expected: Set<String>
    ) in
    Patient(name, expected) { clinic in
      let database = try LabDatabase(fault: illness)
      let mirror = try clinic.lab.lab.addMirror(
        tls: false, modules: [LabModule("example.com/m1", "v1.0.0", padding: altersZip ? 9 : 0)],
        database: database)
      mirror.fault = fault
      return try clinic.examine(
        mirror.url, ["example.com/m1@v1.0.0"], environment: ["GOSUMDB": database.key.written])
    }
  }

  private static let forwarded: [Patient] = [
    ("proxy sound", .none, []), ("proxy silent", .silence, ["forward-proxy"]),
    ("proxy resets", .reset, ["forward-proxy"]), ("proxy 403", .status(403), ["forward-proxy"]),
    ("proxy 407", .status(407), ["forward-proxy"]), ("proxy 502", .status(502), ["forward-proxy"]),
  ].map { (name: String, fault: LabProxy.Fault, expected: Set<String>) in
    Patient(name, expected) { clinic in
      let mirror = try clinic.lab.lab.addMirror(host: "mirror.test")
      let proxy = try LabProxy(.http, to: clinic.lab.lab)
      defer { proxy.close() }
      proxy.fault = fault
      return try clinic.examine(mirror.url, environment: ["HTTPS_PROXY": proxy.url])
    }
  }

  private static let settings: [Patient] = [
    Patient("off", ["lookups-off"]) { try $0.examine("off") },
    Patient("all lack it", ["module-not-found"]) { clinic in
      clinic.lab.first.fault = .status(404)
      clinic.lab.second.fault = .status(410)
      return try clinic.examine()
    },
    Patient("lacking, then off", ["lookups-off"]) { clinic in
      clinic.lab.first.fault = .status(404)
      return try clinic.examine("\(clinic.lab.first.url),off")
    },
    Patient("failing, then off", ["status"]) { clinic in
      clinic.lab.first.fault = .status(500)
      return try clinic.examine("\(clinic.lab.first.url)|off")
    },
    Patient("no scheme", ["goproxy-refused"]) { try $0.examine("proxy") },
    Patient("bad GOFLAGS", ["goproxy-refused"]) {
      try $0.examine(environment: ["GOFLAGS": "mod=mod"])
    },
    Patient("password over http", ["credentials-over-http"]) { clinic in
      let mirror = try clinic.lab.lab.addMirror(tls: false)
      let url = mirror.url.replacingOccurrences(of: "http://", with: "http://ada:pw@")
      return try clinic.examine("\(url),\(clinic.lab.second.url)")
    },
    Patient("port 99999", ["invalid-url"]) { try $0.examine("http://127.0.0.1:99999") },
    Patient("fallback", ["status"]) { clinic in
      clinic.lab.first.fault = .status(500)
      return try clinic.examine("\(clinic.lab.first.url)|\(clinic.lab.second.url)")
    },
    Patient("a spare is down", ["refused"]) { clinic in
      clinic.lab.second.fault = .refused
      return try clinic.examine()
    },
    Patient("one CA for all", ["tls-intercepted"]) { clinic in
      let other = try clinic.lab.lab.addMirror(name: "other", address: "127.0.0.2")
      clinic.lab.first.fault = .certificate(.untrusted)
      other.fault = .certificate(.untrusted)
      return try clinic.examine("\(clinic.lab.first.url),\(other.url)")
    },
  ]

  @Test func eachOtherFaultIsNamed() async throws {
    let tally = Tally()
    let patients = Self.plain + Self.single + Self.sums + Self.forwarded + Self.settings
    await eightAtATime(patients) { patient in
      do {
        let report = try patient.examine(try DoctorTests.Clinic())
        await tally.take(patient.name, patient.expected, report)
      } catch {
        await tally.fail(patient.name, error)
      }
    }
    await tally.judge("other faults")
  }
}
