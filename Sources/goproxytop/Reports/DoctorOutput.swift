import Diagnosis
import Text

/// Where what the doctor found goes: text or JSON to stdout, annotations before the text, XML to a file.
struct DoctorOutput {
  let program: Program
  let redactor: Redactor

  private static let standardOutput = "-"

  /// Throws for forms that would stand in one another's way.
  static func check(_ options: Options) throws(UsageError) {
    let forms = [
      ("--json", options.json), ("--junit -", options.junit == standardOutput),
      ("--github", options.github),
    ].filter(\.1).map(\.0)
    guard forms.count < 2 else {
      throw UsageError("\(forms[0]) and \(forms[1]) cannot be combined")
    }
  }

  /// `text` has what is for people, `json` the same for programs.
  func write(
    _ findings: [Finding], _ steps: [Step], in time: Duration, json: some Encodable, text: [String]
  ) throws {
    let (options, console) = (program.options, program.console)
    let report = DoctorJUnit(language: console.language, redactor: redactor, time: time)
    if options.junit == Self.standardOutput {
      return console.print(report.lines(findings, steps))
    }
    if options.json {
      try console.print(json: json)
    } else if options.github {
      let annotations = DoctorAnnotations(language: console.language, redactor: redactor)
      console.print(annotations.lines(of: findings) + DoctorAnnotations.quoted(text))
    } else {
      console.print(text)
    }
    try writeFile(findings, steps, in: time)
  }

  /// The file alone, where one is asked for.
  func writeFile(_ findings: [Finding], _ steps: [Step], in time: Duration) throws {
    guard let file = program.options.junit else { return }
    let report = DoctorJUnit(language: program.console.language, redactor: redactor, time: time)
    let lines = report.lines(findings, steps).map { $0 + "\n" }.joined()
    do throws(TextFile.Failure) {
      try TextFile.write(lines, to: file, mode: 0o666, makingFolders: false)
    } catch {
      throw OperationError("--junit: \(error.message)")
    }
  }
}
