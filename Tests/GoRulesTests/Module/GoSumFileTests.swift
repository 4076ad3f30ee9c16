import GoRules
import Testing

/// go.sum and go.work, read as go does.
struct GoSumFileTests {
  @Test func sumsOfAModuleStandTogether() throws {
    var file = GoSumFile()
    let text = """
      golang.org/x/text v0.14.0/go.mod h1:a=

      golang.org/x/text\tv0.14.0 h1:b=\r
      golang.org/x/text v0.14.0 h1:c=
      example.com/m v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=
      -bad v1.0.0 h1:d=
      example.com/m v1 h1:d=
      example.com/n v2.0.0+incompatible h1:e=
      """
    try file.read(Array(text.utf8), name: "go.sum")
    #expect(
      file.entries.map(\.module.description) == [
        "golang.org/x/text@v0.14.0", "example.com/n@v2.0.0+incompatible",
      ])
    #expect(file.entries[0].modSums == [ModuleSum("h1:a=")])
    #expect(file.entries[0].zipSums == [ModuleSum("h1:b="), ModuleSum("h1:c=")])
    #expect(file.entries[1].modSums.isEmpty)
    // Those of another file are added.
    try file.read(Array("example.com/n v2.0.0+incompatible h1:f=".utf8), name: "go.work.sum")
    #expect(file.entries.count == 2 && file.entries[1].zipSums.count == 2)
  }

  @Test func aLineOfOtherThanThreeWordsIsRefused() {
    var file = GoSumFile()
    let error = #expect(throws: GoSumFile.MalformedLine.self) {
      try file.read(Array("a v1.0.0 h1:x=\n\na b\n".utf8), name: "/x/go.sum")
    }
    #expect(error?.text == "malformed go.sum: /x/go.sum:3: wrong number of fields 2")
  }

  @Test(
    arguments: [
      ("go 1.21\nuse ./a\nuse ./b // c\n", ["./a", "./b"]),
      (
        "use (\n\t./a\n\n\t// none\n\t\"./with space\"\n\t`./raw`\n)\nreplace x => ./y\n",
        ["./a", "./with space", "./raw"]
      ),
      ("use(\n./a//c\n)\nuse ./b\r\n", ["./a", "./b"]),
      ("useless ./a\n// use ./b\n", []),
    ] as [(String, [String])]) func whatAWorkspaceUses(text: String, folders: [String])
  {
    #expect(GoWorkFile(text).uses == folders)
  }
}
