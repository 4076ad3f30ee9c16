import Diagnosis
import Glibc
import GoRules
import Health
import MirrorLab
import Platform
import Probing
import Testing
import Watching

/// What the doctor finds out of idle connections and of many requests at once, with gaps short enough for a test.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DeepExaminationTests {
  /// A mirror, and a file with the authority that it is trusted by.
  private final class Clinic {
    let lab: MirrorLab
    let mirror: LabMirror
    let folder: TemporaryFolder
    let authority: String

    init(tls: Bool) throws {
      lab = try MirrorLab()
      mirror = try lab.addMirror(tls: tls)
      folder = try TemporaryFolder()
      authority = folder.path + "/ca.pem"
      guard let file = fopen(authority, "w") else { throw TestError("fopen: errno \(errno)") }
      defer { fclose(file) }
      fputs(lab.certificateAuthorityPEM, file)
    }

    deinit { lab.close() }

    /// What `doctor --deep` knows at the end, as the main thread of a program finds it out.
    func examine(_ change: (inout DeepLimits) -> Void) async throws -> Facts {
      let layers = LayeredSettings(
        go: GoEnvironment(
          variables: ["GOPROXY": mirror.url, "GOSUMDB": "off"], userFile: nil))
      var examination = Examination(
        layers, probing: ProbePoolConfiguration(certificateFile: authority), command: nil)
      var limits = DeepLimits(["GOMAXPROCS": "2"])
      limits.gaps = [.milliseconds(100), .seconds(2)]
      limits.request = .seconds(5)
      change(&limits)
      examination.deep = limits
      return try await Threads.run { [examination] in
        let mainThread = MainThread()
        return mainThread.run {
          await Result { () async throws(ProbePoolError) in
            try await examination.run(on: mainThread)
          }
        }
      }.get()
    }
  }

  @Test(arguments: [false, true], IdleEnd.allCases)
  func whatGoWouldSufferFromIsFound(tls: Bool, end: IdleEnd) async throws {
    let clinic = try Clinic(tls: tls)
    clinic.mirror.fault = .idleDrop(after: .seconds(1), end)
    let facts = try await clinic.examine { _ in }
    let findings = Diagnosis(facts).findings
    // The first is answered, but for a machine that was busy for longer than the server waits.
    #expect(facts.idles.count == 1 || facts.idles.first?.end == .answered, "\(facts.idles)")
    let expected: String? =
      switch end {
      case .closed: nil
      // Over HTTP/1.1 go asks again without a word.
      case .reset: tls ? "idle-reset" : nil
      case .silent: "idle-silent"
      case .forgotten: "idle-forgotten"
      }
    #expect(findings.map(\.cause.code) == [expected].compactMap(\.self), "\(facts.idles)")
    if expected == nil, case .closed? = facts.idles.last?.end {
    } else {
      #expect(expected != nil, "\(facts.idles)")
      #expect(facts.idles.last?.answersAnew == true)
    }
  }

  /// The server says that it closes after a second; for what comes after that nobody waits.
  @Test func whatIsAnnouncedIsNotWaitedFor() async throws {
    let clinic = try Clinic(tls: false)
    clinic.mirror.fault = .idleDrop(after: .milliseconds(1900), .closed)
    let start = ContinuousClock.now
    let facts = try await clinic.examine { $0.gaps = [.seconds(1), .seconds(100)] }
    #expect(facts.idles.map(\.gap) == [.seconds(1)])
    #expect(facts.idles.first?.announced == .seconds(1))
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(Diagnosis(facts).findings == [])
  }

  /// A few requests are answered, and not all of many.
  @Test func aRateLimitIsFound() async throws {
    let clinic = try Clinic(tls: true)
    clinic.mirror.fault = .rateLimit(16)
    let facts = try await clinic.examine {
      $0.width = 20
      $0.gaps = [.milliseconds(100)]
    }
    let burst = try #require(facts.bursts.first)
    #expect(burst.outcomes.count == 40)
    #expect(burst.leadingFailure == .failure(RequestFailure(.processing, .status(429))))
    let finding = try #require(Diagnosis(facts).findings.first)
    #expect(finding.cause == .burstLimit)
    #expect(finding.confidence == .high)
  }

  @Test func aHealthyMirrorHasNoFindingAndLittleToDo() async throws {
    let clinic = try Clinic(tls: true)
    let facts = try await clinic.examine { $0.gaps = [.milliseconds(100), .milliseconds(300)] }
    #expect(Diagnosis(facts).findings == [])
    #expect(facts.idles.map(\.end) == [.answered, .answered])
    #expect(facts.bursts.map(\.outcomes) == [[.ok, .ok, .ok, .ok]])
    #expect(facts.bursts.first?.answersAfterwards == nil)
    // A round, two requests on each of two idle connections, and on each of two of the burst.
    #expect(clinic.mirror.requests.count < 20)
  }

  @Test func whoDoesNotServeIsNotExamined() async throws {
    let clinic = try Clinic(tls: true)
    clinic.mirror.fault = .status(502)
    let facts = try await clinic.examine { _ in }
    #expect(facts.isDeep && facts.idles.isEmpty && facts.bursts.isEmpty)
    let steps = Diagnosis(facts).steps
    #expect(steps.filter { $0.kind == .idle || $0.kind == .burst }.map(\.result) == [.skip, .skip])
  }

  @Test func theBurstIsAsWideAsGos() {
    #expect(DeepLimits(["GOMAXPROCS": "7"]).width == 7)
    #expect(DeepLimits(["GOMAXPROCS": "64"]).width == 20)
    for odd in ["0", "-3", "many", ""] {
      #expect((1...20).contains(DeepLimits(["GOMAXPROCS": odd]).width), "\(odd)")
    }
  }
}

extension Result where Failure == ProbePoolError {
  fileprivate init(_ body: () async throws(ProbePoolError) -> Success) async {
    do throws(ProbePoolError) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
