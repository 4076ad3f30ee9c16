import Foundation
import Testing

/// README says what the program says of itself: its tables are made of the same rows as the help.
struct ReadmeTests {
  private let readme: String
  private let help: String

  init() throws {
    readme = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../README.md"), encoding: .utf8)
    help = try ProgramBench().run("--help").output
  }

  /// The lines below a heading of the help, cut where the second column begins.
  private func rows(_ heading: String) -> [(left: String, right: String)] {
    help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != heading }.dropFirst().prefix { !$0.isEmpty }.compactMap { line in
        guard let gap = line.dropFirst(2).firstRange(of: "  ") else { return nil }
        let right = line[gap.upperBound...].drop { $0 == " " }
        return (String(line[..<gap.lowerBound].dropFirst(2)), String(right))
      }
  }

  @Test func commandsAreThoseOfTheHelp() {
    let commands = rows("commands:")
    #expect(commands.count >= 14)
    for (left, right) in commands {
      let row = "| `\(left.replacing("|", with: "\\|"))` | \(right) |"
      #expect(readme.contains(row), "README.md lacks the line: \(row)")
    }
  }

  @Test func exitCodesAreThoseOfTheHelp() {
    let codes = rows("exit codes:")
    #expect(codes.count == 8)
    for (left, right) in codes {
      let row = "| \(left) | \(right) |"
      #expect(readme.contains(row), "README.md lacks the line: \(row)")
    }
  }
}
