import Foundation
import Testing

/// A fixed set of mutated answers, given to the real go and to the program; see README, "Tests", for many more.
@Suite(.ownThreads, .serialized, .timeLimit(.minutes(10))) struct DifferentialTests {
  /// A few cases of one kind, and how many of them (each with `,` and with `|`) may end in another verdict or another
  /// text than go's.
  struct Sample: Sendable, CustomTestStringConvertible {
    var kind: String
    var cases: Int
    /// 0 for a kind that is as it should be; what is above it only says that nothing has become worse.
    var disagreements: Int
    var testDescription: String { kind }
  }

  static let samples = [
    Sample(kind: "http1", cases: 10, disagreements: 0),
    Sample(kind: "http2", cases: 10, disagreements: 0),
    Sample(kind: "info", cases: 10, disagreements: 0),
    Sample(kind: "zip", cases: 10, disagreements: 0),
    Sample(kind: "certificate", cases: 10, disagreements: 0),
    // Which of two answers comes first is a race within go, which it does not always lose in the reruns.
    Sample(kind: "dns", cases: 10, disagreements: 2),
    Sample(kind: "redirect", cases: 10, disagreements: 0),
  ]

  @Test(arguments: samples) func doesAsGoDoes(_ sample: Sample) throws {
    let result = try Self.run(sample.kind, cases: sample.cases)
    let disagreements = try Self.disagreements(result, sample.cases)
    #expect(disagreements <= sample.disagreements, "\(result.output)")
    #expect(result.code == (disagreements == 0 ? 0 : 1))
  }

  /// A program that calls everything sound is found out, in verdict and in words.
  @Test func tellsWhenTheProgramIsWrong() throws {
    let folder = try TemporaryFolder()
    let walks = ["info", "mod", "zip"]
      .map { #"{"kind":"\#($0)","verdict":"served","error":null}"# }.joined(separator: ",")
    let script = try folder.write("#!/bin/sh\necho '{\"walks\":[\(walks)]}'\n", to: "script")
    let program = folder.path + "/goproxytop"
    // Nobody can start a file that is open for writing, as it would be in a child of another test's.
    let copy = try CommandResult(
      "/usr/bin/install", ["-m", "755", script, program], environment: [:])
    #expect(copy.code == 0)
    let result = try Self.run("zip", cases: 5, ["--binary", program])
    #expect(try Self.disagreements(result, 5) > 0)
    #expect(result.code == 1)
    #expect(result.output.contains("=== verdict: --kind zip --seed 1 --only "))
  }

  private static func run(
    _ kind: String, cases: Int, _ more: [String] = []
  ) throws -> CommandResult {
    let home = try TemporaryFolder()
    return try CommandResult(
      Goproxytop.folder + "/Differential",
      [
        "--kind", kind, "--cases", "\(cases)", "--seed", "1", "--side-by-side", "2",
        "--go", RealGo().executable.path,
      ] + more, environment: Goproxytop.environment(home: home))
  }

  /// What the last line says: `20 cases, 3 disagreements (1 verdicts, 2 texts)`.
  private static func disagreements(_ result: CommandResult, _ cases: Int) throws -> Int {
    let last = try #require(
      result.output.split(separator: "\n").last.map(String.init),
      "\(result.code) \(result.errors)")
    let parts = last.split(separator: " ")
    try #require(
      parts.count == 8 && parts[0] == "\(2 * cases)" && parts[1] == "cases,", "\(result.errors)")
    return try #require(Int(parts[2]))
  }
}
