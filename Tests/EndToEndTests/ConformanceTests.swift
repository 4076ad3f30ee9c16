import Foundation
import GoRules
import Health
import MirrorLab
import Probing
import Record
import Testing

/// The real go command on embedded mirrors does what the record says, and what our own walk over probes of
/// the same servers says.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct ConformanceTests {
  @Test func goDoesWhatTheRecordAndTheWalkSay() async throws {
    let bench = try ConformanceBench()
    let cases = try bench.cases()
    #expect(cases.count > 300)
    await eightAtATime(cases) { await bench.check($0) }
    await bench.close()
  }
}

/// The mirrors on which go is run, and what is compared.
final class ConformanceBench: Sendable {
  struct Case: Sendable {
    var fault: ConformanceFault
    var record: RecordedCase
  }

  let pool: ProbePool
  private let go: RealGo
  private let lab: MirrorLab
  private let certificateFile: URL
  private let target: LabMirror
  private let tlsTarget: LabMirror

  init() throws {
    go = try RealGo()
    lab = try MirrorLab()
    target = try lab.addMirror(tls: false)
    tlsTarget = try lab.addMirror()
    certificateFile = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-ca-\(UUID().uuidString).pem")
    try lab.certificateAuthorityPEM.write(to: certificateFile, atomically: true, encoding: .utf8)
    pool = try ProbePool(ProbePoolConfiguration(certificateFile: certificateFile.path))
  }

  func close() async {
    await pool.close()
    lab.close()
    try? FileManager.default.removeItem(at: certificateFile)
  }

  /// Those that take long come first, so that they are waited for beside the others.
  func cases() throws -> [Case] {
    let record = try RecordedCase.all()
    return ConformanceFault.all(target: target, tlsTarget: tlsTarget).flatMap { fault in
      record.filter {
        // 10 s for each request; with `|` there are three in a row.
        $0.fault == fault.name && !(fault.isSilentBeforeTLS && $0.separator == "|")
      }.map { Case(fault: fault, record: $0) }
    }.sorted { $0.isSlow && !$1.isSlow }
  }

  func check(_ test: Case) async {
    do {
      let first = try lab.addMirror(tls: test.fault.isTLS)
      let second = try lab.addMirror(tls: test.fault.isTLS)
      let forward = try lab.addMirror(tls: false)
      defer { for mirror in [first, second, forward] { mirror.close() } }
      first.fault = test.fault.fault
      let rest = test.record.second == "good" ? second.url : test.record.second
      let hangs = test.record.timedOut
      let goproxy = first.url + test.record.separator + rest
      let run = try await go.download(
        Self.canary.description, goproxy: goproxy,
        certificateFile: certificateFile.path, forwardProxy: forward.url
      ) {
        // A go that is expected to wait is stopped some time after it has connected; any other is
        // waited for, within the time limit of the test.
        guard hangs, await first.saw({ $0.isConnected }) else { return await Self.untilCancelled() }
        try? await Task.sleep(for: .seconds(2))
      }
      let askedOfSecond = Set(second.requests.compactMap(\.file))
      let name = Comment("\(test.fault.name) \(test.record.separator) \(test.record.second)")
      #expect(run.exitCode == test.record.exitCode, name)
      let wentDirect = forward.requests.contains { $0.method == "CONNECT" }
      switch test.record.second {
      case "good": #expect(!second.log.isEmpty == test.record.fellThrough, name)
      case "direct": #expect(wentDirect == test.record.fellThrough, name)
      default: break
      }
      let comparison = try ConformanceComparison(
        run: run, secondFiles: askedOfSecond, wentDirect: wentDirect, goproxy: goproxy,
        answers: [
          try await answers(of: first, within: test.isSlow ? .seconds(1) : .seconds(30)),
          try await answers(of: second, within: .seconds(30)),
        ])
      comparison.check(
        secondIsProxy: test.record.second == "good", name)
    } catch {
      Issue.record(error, "\(test.fault.name)")
    }
  }

  private static func untilCancelled() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
  }
}

extension ConformanceBench.Case {
  var isSlow: Bool { record.timedOut || fault.isSilentBeforeTLS }
}

extension LabEvent {
  var isConnected: Bool {
    if case .connected = self { true } else { false }
  }
}
