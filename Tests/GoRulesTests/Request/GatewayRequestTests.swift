import GoRules
import Testing

/// Paths that go asks of a proxy, as `go mod download -x` and `go get -x` print them, and others.
struct GatewayRequestTests {
  @Test(arguments: [
    ("/golang.org/x/text/@v/list", "list golang.org/x/text@"),
    ("/golang.org/x/text/@latest", "latest golang.org/x/text@"),
    ("/golang.org/x/text/@v/v0.14.0.info", "info golang.org/x/text@v0.14.0"),
    ("/golang.org/x/text/@v/v0.14.0.mod", "mod golang.org/x/text@v0.14.0"),
    ("/golang.org/x/text/@v/v0.14.0.zip", "zip golang.org/x/text@v0.14.0"),
    // As go writes it, and unencoded.
    (
      "/github.com/%21burnt%21sushi/toml/@v/v1.0.0.mod",
      "mod github.com/BurntSushi/toml@v1.0.0"
    ),
    ("/github.com/!burnt!sushi/toml/@v/v1.0.0.mod", "mod github.com/BurntSushi/toml@v1.0.0"),
    (
      "/github.com/docker/docker/@v/v20.0.0%2Bincompatible.zip",
      "zip github.com/docker/docker@v20.0.0+incompatible"
    ),
    ("/a.example/x/@v/v1.0.0-%21r%21c1.info", "info a.example/x@v1.0.0-RC1"),
    // Questions that go has answered: a branch, a commit, the begin of a version.
    ("/a.example/x/@v/master.info", "info a.example/x@master"),
    ("/a.example/x/@v/v1.info", "info a.example/x@v1"),
    ("/a.example/x/@v/list.info", "info a.example/x@list"),
    ("/gopkg.in/yaml.v3/@v/v3.0.1.mod", "mod gopkg.in/yaml.v3@v3.0.1"),
    (
      "/golang.org/toolchain/@v/v0.0.1-go1.27.0.linux-amd64.zip",
      "zip golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64"
    ),
  ]) func moduleFiles(path: String, meaning: String) throws {
    let request = try #require(GatewayRequest(path))
    guard case .module(let question) = request.subject else {
      Issue.record("no module's")
      return
    }
    #expect("\(question.kind.rawValue) \(question.canary)" == meaning)
    #expect(request.kind == question.kind)
    // Written anew it is what go would have sent.
    #expect(request.path == path.replacing("!", with: "%21").replacing("%2B", with: "+"))
  }

  @Test(arguments: [
    ("/sumdb/sum.golang.org/supported", GatewayRequest.DatabaseFile.supported),
    ("/sumdb/sum.golang.org/latest", .latest),
    (
      "/sumdb/sum.golang.org/lookup/github.com/!burnt!sushi/toml@v1.0.0",
      .lookup(ModuleVersion(module: "github.com/BurntSushi/toml", version: "v1.0.0"))
    ),
    ("/sumdb/sum.golang.org/tile/8/0/x001/x234/067", .tile),
    ("/sumdb/sum.golang.org/tile/8/1/067.p/12", .tile),
    ("/sumdb/sum.golang.org/tile/8/data/x012/345", .tile),
  ]) func databaseFiles(path: String, file: GatewayRequest.DatabaseFile) throws {
    let request = try #require(GatewayRequest(path))
    #expect(request.subject == .database("sum.golang.org", file))
    #expect(request.kind == .sumdb)
    #expect(request.path == path.replacing("!", with: "%21"))
  }

  @Test(arguments: [
    "", "/", "//", "/metrics", "/healthz", "golang.org/x/text/@v/list",
    "http://evil.example/golang.org/x/text/@v/list", "//evil.example/x/@v/list",
    "/http://evil.example/@v/list", "/@v/list", "/@latest", "/golang.org/x/text/@v/",
    "/golang.org/x/text/@v/v1.0.0", "/golang.org/x/text/@v/v1.0.0.ziphash",
    "/golang.org/x/text/@v/.info", "/golang.org/x/text/@v/a/b.info",
    "/golang.org/x/text/@v/v1.0.0.info/", "/golang.org/x/text/@v/..info",
    // Out of the tree, in every spelling.
    "/../golang.org/x/text/@v/list", "/golang.org/../x/@v/list", "/golang.org/x/./@v/list",
    "/golang.org/x/%2e%2e/@v/list", "/golang.org/x/@v/%2e%2e%2fetc.info",
    "/golang.org/x/%252e%252e/@v/list", "/golang.org\\x/@v/list", "/golang.org//x/@v/list",
    // Escapes that are none, and capitals that go would have escaped.
    "/golang.org/x/%/@v/list", "/golang.org/x/%zz/@v/list", "/golang.org/x/!/@v/list",
    "/github.com/!Burnt/toml/@v/list", "/github.com/Burnt/toml/@v/list",
    // Control characters, spaces, other scripts.
    "/golang.org/x/%00/@v/list", "/golang.org/x/%0d%0aLocation:%20x/@v/list",
    "/golang.org/x/a%20b/@v/list", "/golang.org/x/%c3%a4/@v/list", "/golang.org/x/\u{202e}/@v/list",
    // No host, a port, userinfo, a query.
    "/text/@v/list", "/golang.org:443/x/@v/list", "/user@golang.org/x/@v/list",
    "/golang.org/x/text?x=1/@v/list", "/golang.org/con/@v/list", "/-a.example/x/@v/list",
    // Nothing of a checksum database.
    "/sumdb/", "/sumdb/sum.golang.org", "/sumdb/sum.golang.org/", "/sumdb//supported",
    "/sumdb/../supported", "/sumdb/Sum.golang.org/supported", "/sumdb/a:80/supported",
    "/sumdb/sum.golang.org/other", "/sumdb/sum.golang.org/tile/8/0",
    "/sumdb/sum.golang.org/tile/8/0/../1", "/sumdb/sum.golang.org/tile/8/0/0001",
    "/sumdb/sum.golang.org/lookup/golang.org/x/text",
    "/sumdb/sum.golang.org/lookup/golang.org/x/text@v1@v2",
    "/sumdb/sum.golang.org/lookup/../x@v1.0.0",
  ]) func othersAreRefused(path: String) {
    #expect(GatewayRequest(path) == nil)
  }

  @Test func onceMore() throws {
    let first = try #require(GatewayRequest("/a.example/x/@v/v1.0.0.zip"))
    var again = try #require(GatewayRequest("/again/a.example/x/@v/v1.0.0.zip"))
    #expect(again.isAgain && !first.isAgain)
    again.isAgain = false
    #expect(again == first)
    #expect(GatewayRequest("/again/sumdb/sum.golang.org/latest")?.isAgain == true)
    #expect(GatewayRequest("/again/again/a.example/x/@v/list") == nil)
    #expect(GatewayRequest("/again") == nil)
  }

  @Test func lengthIsBounded() {
    let name = String(repeating: "a", count: 100_000)
    #expect(GatewayRequest("/a.example/\(name)/@v/list") == nil)
    #expect(GatewayRequest("/a.example/\(name.prefix(1900))/@v/list") != nil)
  }

  @Test(arguments: [
    ("https://a.example", "https://a.example/a.example/%21x/@v/v1.0.0.mod"),
    ("http://127.0.0.1:8080/go/", "http://127.0.0.1:8080/go/a.example/%21x/@v/v1.0.0.mod"),
    ("https://user:S3cr3t@a.example/b", "https://a.example/b/a.example/%21x/@v/v1.0.0.mod"),
  ]) func isAskedOfAProxy(base: String, url: String) throws {
    let request = try #require(GatewayRequest("/a.example/!x/@v/v1.0.0.mod"))
    #expect(try ProxyURL(parsing: base).url(of: request) == url)
  }
}
