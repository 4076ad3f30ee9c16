import GoRules
import Testing

/// Where go 1.27 says that it cannot unzip.
@Suite struct ModuleCacheTests {
  private static let module = ModuleVersion(module: "example.com/M", version: "v1.0.0-RC")
  private static let tail = "/cache/download/example.com/!m/@v/v1.0.0-!r!c.zip"

  @Test(arguments: [
    (["HOME": "/h"], "/h/go/pkg/mod"), (["HOME": "/h", "GOPATH": ""], "/h/go/pkg/mod"),
    (["HOME": "/h", "GOPATH": "/a:/b"], "/a/pkg/mod"),
    (["GOPATH": "/a/./b//../c/"], "/a/c/pkg/mod"),
    (["GOPATH": "/a", "GOMODCACHE": "/../m/"], "/m"),
  ])
  func folder(variables: [String: String], folder: String) {
    let cache = ModuleCache(variables: variables)
    #expect(cache?.place(of: Self.module).zip == folder + Self.tail)
    #expect(cache?.place(of: Self.module).folder == folder + "/example.com/!m@v1.0.0-!r!c")
  }

  @Test(arguments: [[:], ["HOME": "/h", "GOPATH": ":/b"], ["HOME": "/h", "GOMODCACHE": "m"]])
  func none(variables: [String: String]) {
    #expect(ModuleCache(variables: variables) == nil)
  }

  /// As `go env` prints them.
  @Test func settingsOfTheFileReachTheEngine() {
    let text =
      "GOAUTH=off\nGOMODCACHE=/m\nGOPATH=/p\nGOVCS=*:git\nGOINSECURE=a.test\nGOPRIVATE=b.test\n"
    let file = GoEnvFile(bytes: Array(text.utf8))
    let variables = ["HOME": "/h", "GOPATH": "/q", "GOMODCACHE": ""]
    let go = GoEnvironment(variables: variables, userFile: file)
    #expect(
      go.effectiveVariables
        == [
          "HOME": "/h", "GOAUTH": "off", "GOMODCACHE": "/m", "GOPATH": "/q", "GOVCS": "*:git",
          "GOINSECURE": "a.test", "GOPRIVATE": "b.test",
        ])
  }
}
