import GoRules
import Testing

/// The paths that go requests.
struct RequestURLTests {
  private let base = ProxyURL(
    scheme: .https, user: "u", password: "pw", host: "h", path: "/go", query: "k=1")
  private let canary = ModuleVersion(
    module: "github.com/BurntSushi/toml", version: "v1.0.0-RC1+incompatible")

  @Test(arguments: [
    (RequestKind.list, "/github.com/%21burnt%21sushi/toml/@v/list"),
    (.latest, "/github.com/%21burnt%21sushi/toml/@latest"),
    (.info, "/github.com/%21burnt%21sushi/toml/@v/v1.0.0-%21r%21c1+incompatible.info"),
    (.mod, "/github.com/%21burnt%21sushi/toml/@v/v1.0.0-%21r%21c1+incompatible.mod"),
    (.zip, "/github.com/%21burnt%21sushi/toml/@v/v1.0.0-%21r%21c1+incompatible.zip"),
    (.sumdb, "/sumdb/sum.golang.org/supported"),
  ])
  func asksForEscapedPaths(kind: RequestKind, path: String) {
    #expect(base.url(of: Question(kind, canary)) == "https://h/go\(path)?k=1")
    #expect(base.redactedURL(of: Question(kind, canary)) == "https://u:xxxxx@h/go\(path)?k=1")
  }
}
