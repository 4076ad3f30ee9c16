import GoRules

/// Where the report of a command goes: text or JSON to stdout, annotations before the text, forms for CI to files.
struct ReportOutput {
  let program: Program

  private static let standardOutput = "-"

  private var options: Options { program.options }

  /// Throws for forms that would stand in one another's way.
  static func check(_ options: Options) throws(UsageError) {
    let forms = [
      ("--json", options.json), ("--junit -", options.junit == standardOutput),
      ("--sarif -", options.sarif == standardOutput), ("--github", options.github),
    ].filter(\.1).map(\.0)
    guard forms.count < 2 else {
      throw UsageError("\(forms[0]) and \(forms[1]) cannot be combined")
    }
  }

  /// `text` has what is for people, all others the same for programs.
  func write(
    json: some Encodable, text: [String], annotations: [GitHubAnnotation], junit: JUnitReport,
    sarif: JSONValue? = nil
  ) throws {
    let console = program.console
    if options.junit == Self.standardOutput {
      console.print(junit.lines)
    } else if let sarif, options.sarif == Self.standardOutput {
      try console.print(json: sarif)
    } else if options.json {
      try console.print(json: json)
    } else if options.github {
      console.print(annotations.map(\.line) + GitHubAnnotation.quoted(text))
    } else {
      console.print(text)
    }
    try writeFile(junit)
    if let sarif { try writeFile("--sarif", options.sarif, JSONOutput.text(sarif) + "\n") }
  }

  /// The file of `--junit` alone, where one is asked for.
  func writeFile(_ junit: JUnitReport) throws {
    try writeFile("--junit", options.junit, junit.lines.map { $0 + "\n" }.joined())
  }

  private func writeFile(
    _ option: String, _ file: String?, _ text: @autoclosure () throws -> String
  ) throws {
    guard let file, file != Self.standardOutput else { return }
    let text = try text()
    do throws(TextFile.Failure) {
      try TextFile.write(text, to: file, mode: 0o666, makingFolders: false)
    } catch {
      throw OperationError("\(option): \(error.message)")
    }
  }
}
