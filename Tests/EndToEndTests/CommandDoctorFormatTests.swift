import Foundation
import MirrorLab
import Testing
import Text

/// `doctor` for CI and for programs: XML, annotations, and the schema that its JSON has.
@Suite(.ownThreads, .timeLimit(.minutes(10))) struct DoctorFormatTests {
  typealias Clinic = DoctorTests.Clinic

  private func run(
    _ clinic: Clinic, _ more: String..., goproxy: String? = nil
  ) throws -> CommandResult {
    try CommandResult(
      Goproxytop.path, clinic.arguments(goproxy) + more,
      environment: clinic.lab.bench.environment(["PATH": clinic.path]))
  }

  @Test func theXMLIsThatOfATestReport() throws {
    let clinic = try Clinic()
    let healthy = try run(clinic, "--junit", "-")
    #expect(healthy.code == 0)
    let sound = try JUnitFile(healthy.output)
    #expect(sound.failures == "0" && sound.cases["findings"] == ["nothing is wrong"])
    #expect(sound.cases["steps"]?.contains("tls 127.0.0.1:\(clinic.lab.first.port)") == true)

    clinic.lab.first.fault = .status(502)
    let file = clinic.lab.bench.home.path + "/doctor.xml"
    let broken = try run(clinic, "--junit", file)
    #expect(broken.code == 4)
    #expect(broken.output.hasPrefix("✕ go stops at"))
    let report = try JUnitFile(String(contentsOfFile: file, encoding: .utf8))
    #expect(report.cases["findings"] == ["status-before-comma"])
    #expect(report.failures.flatMap { Int($0) } == report.failed.count)
    let cause = try #require(report.failed.first)
    #expect(cause.message.hasPrefix("go stops at 127.0.0.1:\(clinic.lab.first.port): HTTP 502"))
    #expect(cause.text.contains("\nfix: go env -w GOPROXY='\(clinic.lab.first.url)|"))
  }

  @Test func aFileThatCannotBeWrittenIsTold() throws {
    let clinic = try Clinic()
    let result = try run(clinic, "--junit", "/dev/null/doctor.xml")
    #expect(result.code == 1)
    #expect(result.output.contains("nothing is wrong"))
    #expect(result.errors == "goproxytop: --junit: /dev/null/doctor.xml: Not a directory\n")
  }

  @Test func eachFindingIsOneAnnotation() throws {
    let clinic = try Clinic()
    clinic.lab.first.fault = .status(502)
    let broken = try run(clinic, "--github")
    #expect(broken.code == 4)
    let lines = broken.output.split(separator: "\n")
    let errors = lines.filter { $0.hasPrefix("::error ") }
    #expect(errors.count == 1 && lines.first == errors.first)
    #expect(
      errors[0].hasPrefix("::error title=goproxytop%3A the chain - high::go stops at 127.0.0.1:"))
    #expect(errors[0].contains("%0Afix: go env -w GOPROXY="))
    // What follows is no command to GitHub, whatever a server said.
    let stop = try #require(lines.dropFirst().first)
    #expect(stop.hasPrefix("::stop-commands::goproxytop-"))
    #expect(lines.last == "::\(stop.dropFirst("::stop-commands::".count))::")

    // Percent signs of a URL stay what they are.
    let escaped = try run(clinic, "--github", goproxy: "\(clinic.lab.first.url)/a%0A::error::b")
    #expect(escaped.output.split(separator: "\n")[0].contains("%250A"))

    clinic.lab.first.fault = .none
    let healthy = try run(clinic, "--github")
    #expect(healthy.code == 0)
    #expect(healthy.output.hasPrefix("::stop-commands::"))
  }

  @Test func theJSONHasItsSchema() throws {
    let clinic = try Clinic()
    let (code, schema) = try clinic.lab.bench.json(["doctor", "--schema"])
    #expect(code == 0)
    clinic.lab.first.fault = .status(502)
    let (_, report) = try clinic.lab.bench.json(
      clinic.arguments(), environment: ["PATH": clinic.path])
    #expect(Self.faults(of: report, by: schema) == [])

    // The schema can refuse.
    var other = report
    other["verdict"] = "fine"
    other["steps"] = nil
    other["extra"] = 1
    let wrong: Set = ["verdict: fine", "steps: missing", "extra: unknown"]
    #expect(Set(Self.faults(of: other, by: schema)) == wrong)
  }

  @Test(arguments: [["--json", "--junit -"], ["--junit -", "--github"], ["--json", "--github"]])
  func oneFormAtATime(options: [String]) throws {
    let both = try ProgramBench().run(
      "doctor", options[0].replacing(" ", with: "="), options[1].replacing(" ", with: "="))
    #expect(both.code == 2)
    #expect(both.errors == "goproxytop: \(options[0]) and \(options[1]) cannot be combined\n")
  }

  /// What of a value is not as a schema has it: the part of JSON Schema that is used.
  private static func faults(
    of value: Any, by schema: [String: Any], at place: String = ""
  ) -> [String] {
    if let words = schema["enum"] as? [String] {
      return words.contains(value as? String ?? "") ? [] : ["\(place): \(value)"]
    }
    if let types = schema["type"] as? [String] {
      let all = types.map { faults(of: value, by: ["type": $0], at: place) }
      return all.contains([]) ? [] : all[0]
    }
    switch (schema["type"] as? String, value) {
    case ("string", is String), ("number", is NSNumber), ("null", is NSNull): return []
    case ("integer", let number as NSNumber):
      return number.doubleValue == number.doubleValue.rounded() ? [] : ["\(place): \(number)"]
    case ("array", let values as [Any]):
      let items = schema["items"] as? [String: Any] ?? [:]
      return values.flatMap { faults(of: $0, by: items, at: place) }
    case ("object", let fields as [String: Any]):
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      let missing = (schema["required"] as? [String] ?? []).filter { fields[$0] == nil }
      return missing.map { "\($0): missing" }
        + fields.flatMap { key, value in
          properties[key].map { faults(of: value, by: $0, at: key) } ?? ["\(key): unknown"]
        }
    default: return ["\(place): \(value)"]
    }
  }
}
