import Dashboard
import Foundation
import Testing
import Text

/// README says what the program does: what it lists is made from the same table.
@Suite struct ReadmeTests {
  @Test func keysAreThoseInForce() throws {
    let readme = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../README.md"), encoding: .utf8)
    for binding in KeyBindings.standard.table {
      let keys = binding.keys.compactMap(\.name).map { "`\($0)`" }.joined(separator: " ")
      let row = "| \(keys) | \(binding.action.help(in: .english)) |"
      #expect(readme.contains(row), "README.md lacks the line: \(row)")
    }
  }
}
