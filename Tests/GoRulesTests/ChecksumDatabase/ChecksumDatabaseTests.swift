import GoRules
import Testing

/// GOSUMDB, and where requests go; texts and URLs are those of go 1.27.
@Suite struct ChecksumDatabaseTests {
  private static let bytes = "AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
  private static let key = "lab.example+4e0a0f91+" + bytes

  @Test(arguments: [
    ("sum.golang.org", "sum.golang.org", nil),
    ("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "sum.golang.org", nil),
    ("sum.golang.google.cn", "sum.golang.org", "https://sum.golang.google.cn/x"),
    (key, "lab.example", nil), ("\t\(key)\u{A0}", "lab.example", nil),
    (key + " http://127.0.0.1:8099", "lab.example", "http://127.0.0.1:8099/x"),
    ("sum.golang.org off", "sum.golang.org", "https://off/x"),
    ("lab.example/db+03f21f24+" + bytes, "lab.example/db", nil),
    ("lab.example:8443+cd69ef57+" + bytes, "lab.example:8443", nil),
    ("[::1]+8ab99f8b+" + bytes, "[::1]", nil),
    ("LAB.example+aee7c4e2+" + bytes, "LAB.example", nil),
  ])
  func readsADatabase(gosumdb: String, name: String, url: String?) throws {
    let database = ChecksumDatabase(gosumdb: gosumdb)
    #expect(database.name == name)
    let base = try #require(SumBase(database))
    #expect(base.url(of: "/x").written == url ?? "https://\(name)/x")
    if case .at = database { #expect(url != nil) } else { #expect(url == nil) }
  }

  @Test(arguments: [
    ("", "missing GOSUMDB"), (" ", "missing GOSUMDB"),
    ("sum.golang.org  https://x y", "invalid GOSUMDB: too many fields"),
    ("on", "invalid GOSUMDB: malformed verifier id"),
    ("OFF", "invalid GOSUMDB: malformed verifier id"),
    ("off ", "invalid GOSUMDB: malformed verifier id"),
    ("x+033de0ag+AAAA", "invalid GOSUMDB: malformed verifier id"),
    ("x+-33de0ae+AAAA", "invalid GOSUMDB: malformed verifier id"),
    (key + "=", "invalid GOSUMDB: malformed verifier id"),
    ("lab.example+df2d4655+", "invalid GOSUMDB: malformed verifier id"),
    (
      "lab.example+204eb79c+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtI=",
      "invalid GOSUMDB: malformed verifier id"
    ),
    (
      "lab.example+3865c638+AupKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs",
      "invalid GOSUMDB: unknown verifier algorithm"
    ),
    (
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn9",
      "invalid GOSUMDB: invalid verifier hash"
    ),
    (key + " ://x", "invalid GOSUMDB URL: parse \"://x\": missing protocol scheme"),
    ("lab.example/+c6523ef6+" + bytes, invalidName("lab.example/", path: "/")),
    ("lab.example?x+454e867f+" + bytes, invalidName("lab.example?x", query: "x")),
    ("u@lab.example+77424efd+" + bytes, invalidName("u@lab.example", user: "u")),
    ("lab.example#f+40263bce+" + bytes, invalidName("lab.example#f", fragment: "f")),
    (
      "lab.example/%2f+6367219a+" + bytes,
      invalidName("lab.example/%2f", path: "//", rawPath: "/%2f")
    ),
    ("/x+40b336ce+" + bytes, invalidName("/x", host: "", path: "/x")),
    (
      "lab.example:x+b64f5aed+" + bytes,
      "panic: runtime error: invalid memory address or nil pointer dereference"
    ),
  ])
  func refuses(gosumdb: String, text: String) {
    #expect(ChecksumDatabase(gosumdb: gosumdb) == .invalid(text))
    #expect(SumBase(ChecksumDatabase(gosumdb: gosumdb)) == nil)
  }

  private static func invalidName(
    _ name: String, user: String = "", host: String = "lab.example", path: String = "",
    fragment: String = "", query: String = "", rawPath: String = ""
  ) -> String {
    "invalid sumdb name (must be host[/path]): \(name) {Scheme:https Opaque: User:\(user) "
      + "Host:\(host) Path:\(path) Fragment:\(fragment) RawQuery:\(query) RawPath:\(rawPath) "
      + "RawFragment: ForceQuery:false OmitHost:false}"
  }

  @Test func isOff() {
    #expect(ChecksumDatabase(gosumdb: "off") == .off)
    #expect(ChecksumDatabase.off.key == nil && SumBase(.off) == nil)
    #expect(ChecksumDatabase(gosumdb: VerifierKey.standard.name) == .standard)
    #expect(
      ChecksumDatabase(
        gosumdb: "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
        == .standard)
  }

  // MARK: URLs

  private static let lookup = "/lookup/github.com/!azure/x@v1.0.0+incompatible"

  @Test(arguments: [
    ("https://p", "https://p/sumdb/lab.example/lookup/github.com/!azure/x@v1.0.0+incompatible"),
    ("https://p/", "https://p/sumdb/lab.example/lookup/github.com/!azure/x@v1.0.0+incompatible"),
    (
      "https://p/go",
      "https://p/go/sumdb/lab.example/lookup/github.com/%21azure/x@v1.0.0+incompatible"
    ),
    (
      "https://p/a%2Fb",
      "https://p/a%2Fb/sumdb/lab.example/lookup/github.com/!azure/x@v1.0.0+incompatible"
    ),
    (
      "https://p/a%20b",
      "https://p/a%20b/sumdb/lab.example/lookup/github.com/%21azure/x@v1.0.0+incompatible"
    ),
    (
      "https://p/!x",
      "https://p/!x/sumdb/lab.example/lookup/github.com/!azure/x@v1.0.0+incompatible"
    ),
    (
      "https://p/?q=1",
      "https://p/sumdb/lab.example/lookup/github.com/!azure/x@v1.0.0+incompatible?q=1"
    ),
    (
      "http://u:pw@[::1]:80/x",
      "http://u:pw@[::1]:80/x/sumdb/lab.example/lookup/github.com/%21azure/x@v1.0.0+incompatible"
    ),
    (
      "file:///d", "file:///d/sumdb/lab.example/lookup/github.com/%21azure/x@v1.0.0+incompatible"
    ),
  ])
  func asksAProxy(proxy: String, url: String) throws {
    let chain = try Chain(parsing: proxy)
    let proxy = try #require(chain.entries.first?.url)
    #expect(SumBase(proxy, database: "lab.example").url(of: Self.lookup).written == url)
  }

  @Test(arguments: [
    ("https://h/", "https://h/lookup/github.com/!azure/x@v1.0.0+incompatible"),
    ("https://h/a//", "https://h/a//lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("http://h?q", "http://h/lookup/github.com/!azure/x@v1.0.0+incompatible?q"),
    ("x", "https://x/lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("x/y", "https://x/y/lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("//h/x", "https://h/x/lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("/x", "https:///x/lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("http:", "http:///lookup/github.com/!azure/x@v1.0.0+incompatible"),
    ("http:/h/x", "http:/h/x/lookup/github.com/%21azure/x@v1.0.0+incompatible"),
    ("mailto:a", "mailto:a"),
    ("HTTPS://H/%7e", "https://H/%7e/lookup/github.com/!azure/x@v1.0.0+incompatible"),
  ])
  func asksAURL(text: String, url: String) throws {
    let database = ChecksumDatabase(gosumdb: "sum.golang.org " + text)
    #expect(try #require(SumBase(database)).url(of: Self.lookup).written == url)
  }

  // MARK: Whom it concerns

  /// modfetch/sumdb.go, `useSumDB`.
  @Test(arguments: [
    ([:], "example.com/m", true), (["GOSUMDB": "off"], "example.com/m", false),
    (["GONOSUMDB": "example.com"], "example.com/m", false),
    (["GOPRIVATE": "example.com/*"], "example.com/m", false),
    (["GOPRIVATE": "example.com", "GONOSUMDB": "none"], "example.com/m", true),
    (["GONOSUMDB": "*.example"], "example.com/m", true),
    (["GOSUMDB": "on"], "example.com/m", true),
    (["GONOPROXY": "example.com"], "example.com/m", true),
    (["GOSUMDB": "off", "GONOSUMDB": "golang.org"], "golang.org/toolchain", true),
    (["GOSUMDB": "off", "GOPROXY": "file:///d"], "golang.org/toolchain", false),
    (["GOPROXY": "file:///d"], "golang.org/toolchain", true),
    (["GOSUMDB": "off", "GOPROXY": "file:///d,direct"], "golang.org/toolchain", true),
    (
      ["GOSUMDB": "off", "GIT_HTTP_USER_AGENT": "a proxy.golang.org"], "golang.org/toolchain", false
    ),
    (["GOSUMDB": "off"], "golang.org/toolchain/x", false),
  ])
  func checks(variables: [String: String], module: String, isChecked: Bool) {
    let environment = GoEnvironment(variables: variables, userFile: nil)
    #expect(
      environment.sumScope.includes(ModuleVersion(module: module, version: "v1.0.0")) == isChecked)
  }
}
