import GoRules
import Testing

/// The parser against the values that the real go command was given.
struct ChainParsingTests {
  private static let canary = ModuleVersion(module: "example.com/m1", version: "v1.0.0")
  private static let good = "http://127.0.0.1:39581"
  private static let lacking = "http://127.0.0.1:44045"

  /// The placeholders of the record; the ports are those that its error texts name.
  private static func filled(_ text: String) -> String {
    [
      ("{G}", good), ("{N}", lacking), ("{HOSTS}", "127.0.0.1:8443"), ("{PORTS}", "8443"),
      ("{HOST}", "127.0.0.1:39581"), ("{TREE}", "/tree"),
    ].reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  private static func answer(_ url: ProxyURL) -> Answer {
    func failure(_ phase: Phase, _ cause: FailureCause) -> Answer {
      Answer(.failure(RequestFailure(phase, cause)))
    }
    if url.scheme == .file { return Answer(.notFound(NotFound(status: 404))) }
    if url.host.isEmpty { return failure(.connect, .invalidURL(ServerText("no host"))) }
    if url.password != nil { return failure(.processing, .credentialsOverHTTP) }
    if url.host == "." { return failure(.resolve, .nameNotFound) }
    if url.port == 99999 {
      let text = ServerText("dial tcp: address 99999: invalid port")
      return failure(.connect, .invalidURL(text))
    }
    guard url.port == 44045 else { return Answer(.ok) }
    return Answer(.notFound(NotFound(status: 404)), serverText: ServerText("fault 404"))
  }

  @Test(arguments: Conformance.cases(\.goproxyValues))
  func readsAndRefusesAsGoDoes(measured: Conformance.Value) throws {
    let value = Self.filled(measured.goproxy)
    let expected = Self.filled(measured.stderr)
      .replacing("go: example.com/m1@v1.0.0: ", with: "")
      .replacing(" on 127.0.0.1:53", with: "")
      // A URL without host is always shown with both slashes.
      .replacing("Get \"http:/127", with: "Get \"http:///127")
      .replacing("127.0.0.1:PORT", with: "127.0.0.1:99999")
      .replacing(":{HOST}", with: ":127.0.0.1:39581")
    let chain: Chain
    do {
      chain = try Chain(parsing: value)
    } catch {
      #expect(measured.exitCode == 1)
      #expect(error.text == expected)
      return
    }
    let walk = chain.walk(Question(.info, Self.canary)) { entry in
      chain.entries[entry].url.map(Self.answer) ?? Answer(.ok)
    }
    if measured.exitCode == 0 {
      #expect([.served, .fallback].contains(walk.verdict))
    } else if measured.directTried {
      #expect(walk.verdict == .direct)
    } else {
      #expect(walk.error == expected)
    }
  }

  struct Reading: Sendable, CustomTestStringConvertible {
    var text: String
    var url: ProxyURL
    var redacted: String
    var testDescription: String { text }
  }

  private static let readings = [
    Reading(
      text: "https://proxy.golang.org", url: ProxyURL(scheme: .https, host: "proxy.golang.org"),
      redacted: "https://proxy.golang.org"),
    Reading(
      text: "HTTPS://h:8081/go//a/../b/",
      url: ProxyURL(scheme: .https, host: "h", port: 8081, path: "/go/b"),
      redacted: "https://h:8081/go/b"),
    Reading(
      text: "goproxy.cn", url: ProxyURL(scheme: .https, host: "goproxy.cn"),
      redacted: "https://goproxy.cn"),
    Reading(
      text: "http://[::1]:3000/x?q=1#frag",
      url: ProxyURL(scheme: .http, host: "::1", port: 3000, path: "/x", query: "q=1"),
      redacted: "http://[::1]:3000/x?q=1"),
    Reading(
      text: "https://[fe80::1%25eth0]/", url: ProxyURL(scheme: .https, host: "fe80::1%eth0"),
      redacted: "https://[fe80::1%25eth0]"),
    Reading(
      text: "https://al%40ice:s%3Acret@h/a%2Fb",
      url: ProxyURL(scheme: .https, user: "al@ice", password: "s:cret", host: "h", path: "/a%2Fb"),
      redacted: "https://al%40ice:xxxxx@h/a%2Fb"),
    Reading(
      text: "https://p@ss:w@rd@h",
      url: ProxyURL(scheme: .https, user: "p@ss", password: "w@rd", host: "h"),
      redacted: "https://p%40ss:xxxxx@h"),
    Reading(
      text: "https://token@h", url: ProxyURL(scheme: .https, user: "token", host: "h"),
      redacted: "https://token@h"),
    Reading(
      text: "file:///srv/go mod", url: ProxyURL(scheme: .file, host: "", path: "/srv/go%20mod"),
      redacted: "file:///srv/go%20mod"),
    Reading(
      text: "h.example:", url: ProxyURL(scheme: .https, host: "h.example"),
      redacted: "https://h.example"),
  ]

  @Test(arguments: readings)
  func takesURLsApart(reading: Reading) throws {
    let url = try ProxyURL(parsing: reading.text)
    #expect(url == reading.url)
    #expect(url.redacted == reading.redacted)
  }

  /// The texts are those of go1.27's net/url and net/netip.
  @Test(arguments: [
    (
      "https://[::g]",
      "parse \"https://[::g]\": invalid host: ParseAddr(\"::g\"): each colon-separated field must have at least one digit (at \"g\")"
    ),
    ("https://[1.2.3.4]", "parse \"https://[1.2.3.4]\": invalid IP-literal"),
    (
      "https://[1::2::3]",
      "parse \"https://[1::2::3]\": invalid host: ParseAddr(\"1::2::3\"): multiple :: in address (at \":3\")"
    ),
    ("https://a[::1]", "parse \"https://a[::1]\": invalid IP-literal"),
    ("https://[::1]x", "parse \"https://[::1]x\": invalid port \"x\" after host"),
    ("https://h/%zz", "parse \"https://h/%zz\": invalid URL escape \"%zz\""),
    ("https://h\u{7}", "parse \"https://h\\a\": net/url: invalid control character in URL"),
    ("file:///x?", "invalid file:// proxy URL with non-path elements: file:///x?"),
    ("/abs/path", "invalid proxy URL missing scheme: /abs/path"),
    ("socks5://h", "invalid proxy URL scheme (must be https, http, file): socks5://h"),
  ])
  func refusesWithGosWords(text: String, expected: String) {
    #expect(throws: ChainError(expected)) { try Chain(parsing: text) }
  }

  @Test func keepsSeparatorsAndEndsAtDirect() throws {
    let chain = try Chain(parsing: "https://a.example|,https://b.example,direct,bogus://")
    #expect(chain.entries.map(\.redacted) == ["https://a.example", "https://b.example", "direct"])
    #expect(chain.entries.map(\.separator) == [.pipe, .comma, nil])
    #expect(chain.redacted == "https://a.example|https://b.example,direct")
    #expect(try Chain(parsing: chain.value) == chain)
  }

  @Test(arguments: [
    ("off,http://a.example", ",http://a.example"), ("https://a.example,direct", ""),
    ("https://a.example| direct |https://b.example,off", "|https://b.example,off"),
    ("direct,", ""), ("off , |", ""), ("", ""), ("https://a.example/off,https://b.example", ""),
  ])
  func tellsWhatGoDoesNotRead(value: String, unread: String) {
    #expect(Chain.unread(in: value) == unread)
  }

  @Test func putsNoproxyFirst() throws {
    #expect(try Chain(parsing: "off", noproxy: "x").entries.map(\.target) == [.noproxy, .off])
    #expect(try Chain(parsing: "direct", noproxy: "x").entries.map(\.target) == [.direct])
    #expect(throws: ChainError.self) { try Chain(parsing: ",", noproxy: "x") }
  }
}
