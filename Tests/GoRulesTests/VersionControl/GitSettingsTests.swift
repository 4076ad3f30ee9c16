import GoRules
import Testing

@Suite struct GitSettingsTests {
  private let url = "https://git.test/repo"

  private func obstacle(
    _ environment: [String: String] = [:], _ files: String...
  ) -> String? {
    GitSettings(isInstalled: true, environment: environment, files: files).obstacle(to: url)
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
    ["GIT_CONFIG_COUNT": "1"],
  ])
  func whatChangesGitIsSaid(environment: [String: String]) throws {
    let reason = try #require(obstacle(environment))
    #expect(environment.keys.contains { reason.contains($0) })
  }

  @Test(arguments: [
    "[user]\n name = x", "[url \"ssh://git@b.test/\"]\n\tinsteadOf = https://b.test/",
    "# [http]\n# sslVerify = false", "[http]\n postBuffer = 1\n", "[color \"http\"] ui = auto",
    "[includeIf \"gitdir:~/src/\"]\n path = w", "[", "[[[]]]\n=\n", "[http",
  ])
  func settingsAboutOtherThings(file: String) {
    #expect(obstacle([:], file) == nil)
  }

  @Test(arguments: [
    "[url \"ssh://git@git.test/\"]\n\tinsteadOf = \"https://git.test/\"  ",
    "[URL \"x\"] insteadof=https://", "[http]\n\tsslVerify = false",
    "[http \"https://git.test\"]\n proxy = p", "[http.x]\nsslCAInfo=/ca", "[include]\n path = x",
    "[protocol \"https\"]\n allow = never",
  ])
  func settingsThatChangeWhatGitMeets(file: String) {
    #expect(obstacle([:], "[user]\n", file) != nil)
  }

  @Test func aProgramForPasswordsIsKnown() {
    func has(_ environment: [String: String], _ file: String) -> Bool {
      GitSettings(isInstalled: true, environment: environment, files: [file]).hasCredentials
    }
    #expect(has([:], "[credential]\nhelper = store"))
    #expect(has(["GIT_ASKPASS": "/bin/ask"], ""))
    #expect(!has(["GIT_ASKPASS": ""], "[user]\nname = x"))
  }
}
