import GoRules
import Testing

/// go.mod, read as go does.
struct GoModFileTests {
  @Test func whatGoSumHasToList() {
    let file = GoModFile(
      """
      module a.example/m // require x.example/x v1.0.0

      go 1.21
      require a.example/one v1.0.0 // indirect
      require (
      \ta.example/two/v2 v2.1.0
      \t"a.example/three" v3.0.0+incompatible // x
      \ta.example/gone v1.0.0
      \ta.example/local v1.0.0
      \ta.example/forked v1.0.0
      \ta.example/other v1.0.0
      )
      exclude a.example/gone v1.0.0
      replace (
      \ta.example/local => ../local
      \ta.example/forked => b.example/fork v1.5.0
      \ta.example/other v1.1.0 => ./unused
      )
      replace a.example/two/v2 v2.1.0 => a.example/two/v2 v2.2.0
      """)
    #expect(
      file.requirements.map(\.description) == [
        "a.example/one@v1.0.0", "a.example/two/v2@v2.2.0",
        "a.example/three@v3.0.0+incompatible", "b.example/fork@v1.5.0", "a.example/other@v1.0.0",
      ])
    #expect(file.goVersion == GoVersion("1.21"))
  }

  @Test(arguments: [
    "", "require", "require (", "replace =>", "replace a =>\nrequire a v1.0.0", ")",
  ])
  func nonsenseNeedsNothingElse(text: String) {
    let file = GoModFile(text)
    #expect(file.goVersion == nil)
    #expect(file.requirements.isEmpty)
  }
}
