import GoRules
import Testing

/// What `go mod download -x` printed (go 1.27, on loopback), and what is made of it beside a walk.
struct RulingTests {
  private let module = ModuleVersion(module: "a.example/x", version: "v1.0.0")
  private let first = "http://127.0.0.1:9"
  private let second = "http://127.0.0.1:18099"

  /// The lines for one file: the first proxy refuses the connection, the second serves.
  private func lines(_ file: String) -> String {
    let refused = "\(first)/a.example/x/@v/v1.0.0.\(file)"
    let served = "\(second)/a.example/x/@v/v1.0.0.\(file)"
    return """
      # get \(refused)
      # get \(refused): Get "\(refused)": dial tcp 127.0.0.1:9: connect: connection refused
      # get \(served)
      # get \(served): 200 OK (0.002s)

      """
  }

  private var works: GoTrace { GoTrace((lines("info") + lines("mod") + lines("zip")).utf8) }

  private func report(
    _ trace: GoTrace, status: Int32?, _ separator: String, _ answers: [RequestOutcome?]
  ) throws -> RefereeReport {
    let chain = try Chain(parsing: first + separator + second)
    let walks = [RequestKind.list, .info, .mod, .zip].map { kind in
      chain.walk(Question(kind, module)) { answers[$0].map { Answer($0) } }
    }
    return RefereeReport(
      trace, status: status, time: .milliseconds(400), modules: [module], chain: chain,
      walks: walks)
  }

  private let refused = RequestOutcome.failure(RequestFailure(.connect, .refused))

  @Test func readsTheRequests() {
    #expect(works.requests.count == 6)
    #expect(works.answer(to: "\(second)/a.example/x/@v/v1.0.0.zip") == .status(200))
    guard case .failed(let text) = works.answer(to: "\(first)/a.example/x/@v/v1.0.0.mod") else {
      Issue.record("\(works.requests)")
      return
    }
    #expect(text.text.hasSuffix("dial tcp 127.0.0.1:9: connect: connection refused"))
    #expect(works.errors.isEmpty)
  }

  @Test func agreesWhereGoWorks() throws {
    let report = try report(works, status: 0, "|", [refused, .ok])
    #expect(report.agrees == true)
    #expect(report.rulings.map(\.go) == [.works])
    #expect(report.rulings[0].parting == nil)
  }

  /// Who names the version of a module needs no list of them.
  @Test func aListThatFailsIsNoneOfItsBusiness() throws {
    let chain = try Chain(parsing: second)
    let walks = [RequestKind.list, .latest, .info, .mod, .zip].map { kind in
      chain.walk(Question(kind, module)) { _ in Answer(kind == .list ? refused : .ok) }
    }
    #expect(walks.verdict == .broken)
    let report = RefereeReport(
      GoTrace("".utf8), status: 0, time: .zero, modules: [module], chain: chain, walks: walks)
    #expect(report.agrees == true)
  }

  @Test func namesTheRequestAtWhichTheyPart() throws {
    let report = try report(works, status: 0, "|", [.ok, .ok])
    #expect(report.agrees == false)
    let parting = try #require(report.rulings[0].parting)
    #expect(parting.kind == .info)
    #expect(parting.url == "\(first)/a.example/x/@v/v1.0.0.info")
    #expect(parting.ours == .ok)
  }

  @Test func agreesWhereGoFails() throws {
    let url = "\(first)/a.example/x/@v/v1.0.0.info"
    let said = "reading \(url): 502 Bad Gateway\n\tserver response: fault"
    let trace = GoTrace(
      "# get \(url)\n# get \(url): 502 Bad Gateway (0.001s)\ngo: \(module): \(said)\n".utf8)
    let broken = RequestOutcome.failure(RequestFailure(.processing, .status(502)))
    let agreed = try report(trace, status: 1, ",", [broken, .ok])
    #expect(agreed.agrees == true)
    #expect(agreed.rulings[0].go == .fails(ServerText(lines: said)))
    // Another status is another answer, though both are failures.
    let other = RequestOutcome.failure(RequestFailure(.processing, .status(503)))
    #expect(try report(trace, status: 1, ",", [other, .ok]).agrees == false)
    // go fails for another reason than any request that both made.
    #expect(try report(works, status: 1, "|", [refused, .ok]).rulings[0].go == .works)
    let sums = GoTrace((lines("info") + "go: \(module): checksum mismatch\n").utf8)
    let hidden = try report(sums, status: 1, "|", [refused, .ok])
    #expect(hidden.agrees == false)
    #expect(hidden.rulings[0].parting == nil)
  }

  @Test func aRequestThatIsStillOpenIsAWait() throws {
    let url = "\(first)/a.example/x/@v/v1.0.0.info"
    let trace = GoTrace("# get \(url)\n".utf8)
    #expect(trace.answer(to: url) == GoTrace.Answer.none)
    #expect(try report(trace, status: nil, "|", [.hang(.processing), .ok]).agrees == true)
    #expect(try report(trace, status: nil, "|", [refused, .ok]).agrees == false)
  }

  @Test func whatWasNotMeasuredIsNoDisagreement() throws {
    #expect(try report(works, status: 0, "|", [nil, .ok]).agrees == nil)
    #expect(
      try report(
        works, status: 0, "|", [.failure(RequestFailure(.transfer, .notMeasured("x"))), .ok]
      ).agrees == nil)
  }

  /// Errors of several modules are told apart, and what names none holds for all that have no own.
  @Test func errorsOfSeveralModules() {
    let other = ModuleVersion(module: "a.example/y", version: "v1.0.0")
    let trace = GoTrace("go: \(module): bad\n\tdetail\nwarning\ngo: \(other): worse\n".utf8)
    #expect(trace.error(of: module, among: [module, other])?.text == "bad\n\tdetail")
    #expect(trace.error(of: other, among: [module, other])?.text == "worse")
    let none = GoTrace("go: modules disabled\n".utf8)
    #expect(none.error(of: module, among: [module])?.text == "modules disabled")
  }

  /// Whatever go prints, nothing of it reaches a terminal as it is, and no input is too long or too odd.
  @Test func isReadSafely() {
    let odd = GoTrace(
      Array("# get \u{1B}[2J: \u{1B}]0;x\u{7}\ngo: \u{1B}[31m\n\t\u{9B}\n# get \n".utf8) + [
        0xFF, 0x0A,
      ])
    for error in odd.errors { #expect(!error.text.unicodeScalars.contains { $0.value == 0x1B }) }
    let flood = GoTrace(String(repeating: "# get http://h/x\n", count: 50_000).utf8)
    #expect(flood.requests.count == 1)
  }
}
