import GoRules
import Testing

@Suite struct GitSettingsTests {
  private let url = "https://git.test/repo"

  private func obstacle(
    _ environment: [String: String] = [:], _ files: String...
  ) -> String? {
    GitSettings(isInstalled: true, environment: environment, files: files.map { Array($0.utf8) })
      .obstacle(to: url)
  }

  @Test(arguments: [
    [:], ["GIT_SSL_CAINFO": "/ca", "SSL_CERT_FILE": "/ca"], ["GIT_AUTHOR_NAME": "a"],
    ["GIT_SSL_NO_VERIFY": ""],
  ])
  func gitMeetsWhatGoMeets(environment: [String: String]) {
    #expect(obstacle(environment) == nil)
  }

  @Test(arguments: [
    ["GIT_SSL_NO_VERIFY": "1"], ["GIT_SSL_CAINFO": "/ca"], ["SSL_CERT_FILE": "/ca"],
    ["SSL_CERT_DIR": "/certs"], ["GIT_ALLOW_PROTOCOL": "ssh"], ["ALL_PROXY": "http://p"],
    ["GIT_CONFIG_COUNT": "1"], ["GIT_WORK_TREE": "/x"], ["GIT_COMMON_DIR": "/x"],
    ["GIT_QUARANTINE_PATH": "/x"], ["GIT_NEW_IN_SOME_RELEASE": "1"],
  ])
  func whatChangesGitIsSaid(environment: [String: String]) throws {
    let reason = try #require(obstacle(environment))
    #expect(environment.keys.contains { reason.contains($0) })
  }

  @Test(arguments: [
    "[user]\n name = x", "[url \"ssh://git@b.test/\"]\n\tinsteadOf = https://b.test/",
    "# [http]\n# sslVerify = false", "[http]\n postBuffer = 1\n", "[color \"http\"] ui = auto",
    "[includeIf \"gitdir:~/src/\"]\n path = w", "\u{FEFF}[a \"b\\\"]\"]\r\n x = \"y ; z\" # c\r\n",
    "[a]\n x = y\\\n  z\n w", "[core]\n editor = vi\n autocrlf = input\n quotePath\n", "",
  ])
  func settingsAboutOtherThings(file: String) {
    #expect(obstacle([:], file) == nil)
  }

  @Test(arguments: [
    "[url \"ssh://git@git.test/\"]\n\tinsteadOf = \"https://git.test/\"  ",
    "[URL \"x\"] insteadof=https://", "[http]\n\tsslVerify = false",
    "[http \"https://git.test\"]\n proxy = p", "[http.x]\nsslCAInfo=/ca", "[include]\n path = x",
    "[protocol \"https\"]\n allow = never", "[", "[[[]]]\n=\n", "[http", "[a\n]", "x = y", "[a]\n-",
    "[a]\n x = \"y\n", "[a]\n x = \\q\n", "[a b]", "[a]\n x y", "[core]\n bare = maybe",
    "[core]\n compression = 99", "[core]\n editor", "[core]\n autocrlf = maybe", "[user]\n name",
  ])
  func settingsThatChangeWhatGitMeets(file: String) {
    #expect(obstacle([:], "[user]\n", file) != nil)
  }

  @Test func aFileThatCannotBeReadIsSaid() {
    let git = GitSettings(isInstalled: true, environment: [:], files: [nil])
    #expect(git.obstacle(to: url) != nil)
  }

  /// As go 1.27 and git 2.39 met them, the proxy being one that refuses: where both did the same, nothing is said.
  @Test(arguments: [
    ([:], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1"], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1"], "http://git.test/r", true),
    (["https_proxy": "p:1", "NO_PROXY": "a.test,git.test"], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": ".test"], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.test, git.test "], "https://git.test/r", true),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": ".git.test"], "https://git.test/r", false),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "*.test"], "https://git.test/r", false),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "git.test:443"], "https://git.test/r", false),
    (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.test git.test"], "https://git.test/r", false),
    (
      ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "git.test", "no_proxy": "a.test"],
      "https://git.test/r", false
    ),
    (["HTTPS_PROXY": "http://p:1"], "https://127.0.0.1/r", false),
    (["HTTPS_PROXY": "http://p:1"], "https://localhost/r", false),
    (["HTTPS_PROXY": "http://p:1", "https_proxy": "http://q:1"], "https://git.test/r", false),
    (["HTTPS_PROXY": "socks5://p:1"], "https://git.test/r", false),
    (["HTTP_PROXY": "http://p:1"], "http://git.test/r", false),
    (["http_proxy": "http://p:1"], "http://git.test/r", true),
  ])
  func forwardProxies(environment: [String: String], url: String, areTheSame: Bool) {
    let git = GitSettings(isInstalled: true, environment: environment, files: [])
    #expect((git.obstacle(to: url) == nil) == areTheSame)
  }

  @Test func aProgramForPasswordsIsKnown() {
    func has(_ environment: [String: String], _ file: String) -> Bool {
      GitSettings(isInstalled: true, environment: environment, files: [Array(file.utf8)])
        .hasCredentials
    }
    #expect(has([:], "[credential]\nhelper = store"))
    #expect(has(["GIT_ASKPASS": "/bin/ask"], ""))
    #expect(!has(["GIT_ASKPASS": ""], "[user]\nname = x"))
  }
}
