import Foundation
import GoRules
import MirrorLab
import Platform
import TestServers
import Testing
import Text

/// What `doctor -- go mod download` names for what go meets: the cause and the entry right, and never surely wrong.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DoctorRunCauseTests {
  struct Patient: Sendable {
    var name: String
    /// The first cause, and the entry.
    var expected: (code: String, entry: Int?)
    /// Others that are true as well.
    var also: Set<String> = []
    var watch: @Sendable (DoctorRunTests.Bench) throws -> DoctorRunTests.Watched
  }

  private static func faulty(
    _ name: String, _ fault: Fault, _ code: String, also: Set<String> = []
  ) -> Patient {
    Patient(name: name, expected: (code, 0), also: also) { bench in
      bench.lab.first.fault = fault
      return try bench.watch()
    }
  }

  /// Without TLS, interrupted while go waits.
  private static func waiting(
    _ name: String, _ fault: Fault, _ code: String, seconds: Int = 20
  ) -> Patient {
    Patient(name: name, expected: (code, 0)) { bench in
      let mirror = try bench.lab.lab.addMirror(tls: false)
      mirror.fault = fault
      return try bench.watch(
        seconds: seconds, environment: ["GOPROXY": "\(mirror.url),\(bench.lab.second.url)"])
    }
  }

  private static let patients: [Patient] = [
    faulty("refused", .refused, "refused"),
    faulty("502 before a comma", .status(502), "status-before-comma"),
    faulty("403", .status(403), "status-before-comma"),
    faulty("401", .answer(.wantsCredentials("user:password")), "credentials"),
    faulty("zip cut short", .answer(.truncatedBody, only: .zip), "truncated"),
    faulty("no zip", .answer(.garbageBody, only: .zip), "not-zip"),
    faulty("stream reset", .answer(.streamReset(code: 2, inBody: false)), "http2-stream"),
    faulty(
      "stream reset in the zip", .answer(.streamReset(code: 2, inBody: true), only: .zip),
      "http2-stream"),
    faulty("unknown authority", .certificate(.untrusted), "certificate-not-trusted"),
    faulty("expired", .certificate(.expired), "certificate-expired"),
    faulty("not yet valid", .certificate(.notYetValid), "certificate-not-yet-valid"),
    faulty("wrong host", .certificate(.wrongHost), "certificate-wrong-host"),
    faulty("alert", .tlsAlert(40), "tls-alert"),
    faulty("handshake stalls", .tlsStall, "tls-timed-out"),
    faulty("plain HTTP", .plainHTTP, "plain-http"),
    faulty("redirect loop", .answer(.redirectLoop), "too-many-redirects"),
    faulty("no JSON", .answer(.badJSON), "not-json"),
    faulty("another version", .answer(.wrongVersion), "wrong-version"),
    waiting("silent", .answer(.silence), "silent"),
    waiting("rest of the zip missing", .answer(.stalledBody, only: .zip), "silent"),
    Patient(name: "SYN unanswered", expected: ("connect-timed-out", 0)) { bench in
      let folder = try TemporaryFolder()
      _ = try PrivateNetwork.run(
        "/usr/bin/timeout",
        [
          [
            "--signal=INT", "8", Goproxytop.path, "doctor", "--no-history", "--jsonl", bench.log,
            "--", "go", "mod", "download", DoctorRunTests.Bench.module,
          ]
        ], nameServer: .nxdomain,
        environment: bench.environment([
          "GOPROXY": "http://192.0.2.1,http://192.0.2.2", "HTTP_PROXY": "",
        ]), folder: folder)
      return try bench.read()
    },
    Patient(name: "nobody has it", expected: ("module-not-found", 1)) { bench in
      bench.lab.first.fault = .status(404)
      bench.lab.second.fault = .status(410)
      return try bench.watch()
    },
    Patient(name: "502, then git fails", expected: ("status", 0), also: ["forward-proxy"]) {
      bench in
      bench.lab.first.fault = .status(502)
      return try bench.watch(environment: ["GOPROXY": "\(bench.lab.first.url)|direct"])
    },
    Patient(name: "500, then served", expected: ("status", 0)) { bench in
      bench.lab.first.fault = .status(500)
      return try bench.watch(
        environment: ["GOPROXY": "\(bench.lab.first.url)|\(bench.lab.second.url)"])
    },
    Patient(name: "off", expected: ("lookups-off", nil)) {
      try $0.watch(environment: ["GOPROXY": "off"])
    },
    Patient(name: "no such list", expected: ("goproxy-refused", nil)) {
      try $0.watch(environment: ["GOPROXY": "bogus:///"])
    },
    Patient(name: "another sum", expected: ("checksum-mismatch", 0)) { bench in
      let database = try LabDatabase()
      let mirror = try bench.lab.lab.addMirror(
        tls: false, modules: [LabModule("example.com/m1", "v1.0.0", padding: 9)], database: database
      )
      return try bench.watch(
        environment: ["GOPROXY": mirror.url, "GOSUMDB": database.key.written])
    },
    Patient(name: "name server silent", expected: ("resolver-timed-out", 0)) { bench in
      let folder = try TemporaryFolder()
      _ = try PrivateNetwork.run(
        Goproxytop.path,
        [
          [
            "doctor", "--no-history", "--jsonl", bench.log, "--", "go", "mod", "download",
            DoctorRunTests.Bench.module,
          ]
        ],
        nameServer: .silent,
        environment: bench.environment(["GOPROXY": "http://first.test", "HTTP_PROXY": ""]),
        folder: folder)
      return try bench.read()
    },
  ]

  @Test func eachCauseIsNamed() async throws {
    let faults = Locked<[String]>([])
    await eightAtATime(Self.patients) { patient in
      do {
        let watched = try patient.watch(try DoctorRunTests.Bench())
        let named = watched.findings.map {
          "\($0.code) \($0.entry.map(String.init) ?? "nil") \($0.confidence)"
        }
        print("doctor --: \(patient.name): \(named.joined(separator: ", ")), exit \(watched.code)")
        let first = watched.findings.first
        let wrong = watched.findings.filter {
          $0.confidence == "high" && $0.code != patient.expected.code
            && !patient.also.contains($0.code)
        }
        if first?.code != patient.expected.code || first?.entry != patient.expected.entry
          || !wrong.isEmpty
        {
          faults.withLock { $0.append("\(patient.name): \(named)\n\(watched.errors)") }
        }
      } catch {
        faults.withLock { $0.append("\(patient.name): \(error)") }
      }
    }
    let found = faults.withLock { $0 }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    #expect(Set(Self.patients.map(\.expected.code)).count >= 12)
  }
}
