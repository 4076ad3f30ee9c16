import GoRules
import Testing

/// What is go's in a line of a log, and in a URL that it printed.
struct GoLineTests {
  private func read(_ line: String) -> GoLine? {
    Array(line.utf8).withUnsafeBytes { GoLine($0) }
  }

  @Test(
    arguments: [
      (
        "go: downloading a.example/x v1.0.0", GoLine.Kind.said, "downloading a.example/x v1.0.0", ""
      ),
      ("\u{1B}[31mgo: x\u{1B}[0m\u{1B}]0;title\u{7}", .said, "x", ""),
      ("old text\rgo: x\r", .said, "x", ""),
      ("10:00 INFO go: x", .said, "x", "10:00 INFO "),
      ("# get https://a.example/x: EOF", .request, "# get https://a.example/x: EOF", ""),
      ("7 # get http://a.example/x", .request, "# get http://a.example/x", "7 "),
      (
        "2024/05/01 10:00:00 http2: Transport received GOAWAY len=8", .http2,
        "http2: Transport received GOAWAY len=8", "2024/05/01 10:00:00 "
      ),
      ("T x.go:4:2: a.example/x@v1.0.0: EOF", .perhapsSaid, "a.example/x@v1.0.0: EOF", "T "),
      ("GOPROXY='https://a.example|direct'", .goproxy, "https://a.example|direct", ""),
    ] as [(String, GoLine.Kind, String, String)])
  func isFound(line: String, kind: GoLine.Kind, text: String, prefix: String) throws {
    let found = try #require(read(line))
    #expect(found.kind == kind)
    #expect(found.text == text[...])
    #expect(found.prefix == prefix[...])
  }

  @Test(arguments: [
    "", "Cargo: x", "main.go: x", "go:x", "# get the book", "GOPROXY=",
    "use GOPROXY=https://a.example",
    "http2: the protocol", "user@v.example", "cd /x; git ls-remote -q https://a.example/x",
    "\u{1B}[", "\u{1B}]0;go: x", "\u{1B}",
  ]) func isPassedOver(line: String) { #expect(read(line) == nil) }

  @Test func continuations() {
    func read(_ line: String, after prefix: String) -> Substring? {
      Array(line.utf8).withUnsafeBytes { GoLine.continuation($0, after: prefix[...]) }
    }
    #expect(read("\tx", after: "") == "\tx")
    #expect(read("server response: x", after: "") == "server response: x")
    #expect(read("x", after: "") == nil)
    #expect(read("#5 10.02 \tx", after: "#5 9.999 ") == "\tx")
    #expect(read("\u{1B}[1m#5 10.02 \tx", after: "#5 9.999 ") == "\tx")
    #expect(read("#6 10.02 x", after: "#5 9.999 ") == nil)
    #expect(read("", after: "#5 ") == nil)
  }

  // MARK: URLs

  @Test(
    arguments: [
      (
        "https://p.example/golang.org/x/text/@v/v1.0.0.info", "https://p.example", RequestKind.info,
        "golang.org/x/text", "golang.org/x/text@v1.0.0"
      ),
      (
        "https://u:xxxxx@p.example/api/go/r/github.com/%21burnt%21sushi/toml/@v/v1.0.0-%21r%21c1.zip",
        "https://p.example/api/go/r", .zip, "github.com/BurntSushi/toml",
        "github.com/BurntSushi/toml@v1.0.0-RC1"
      ),
      ("https://p.example/x/a.example/m/@v/list", "https://p.example/x", .list, "a.example/m", nil),
      ("https://p.example/a.example/m/@latest", "https://p.example", .latest, "a.example/m", nil),
      (
        "https://p.example/x/sumdb/sum.golang.org/lookup/a.example/m@v1.0.0", "https://p.example/x",
        .sumdb, nil, nil
      ),
      ("https://sum.golang.org/tile/8/0/x003/099", "https://sum.golang.org", .sumdb, nil, nil),
      ("https://a.example/m?go-get=1", "https://a.example", nil, "a.example/m", nil),
      ("https://p.example/x/", "https://p.example/x", nil, nil, nil),
      ("https:/p.example/@v/v1.0.0.zip", "https://p.example", .zip, nil, nil),
      ("/x/@v/list", "", .list, "x", nil), ("", "", nil, nil, nil),
      ("https://", "https:/", nil, nil, nil),
    ] as [(String, String, RequestKind?, String?, String?)])
  func urlsAreTakenApart(
    text: String, base: String, kind: RequestKind?, module: String?, version: String?
  ) {
    let url = RequestURL(text)
    #expect(url.base == base)
    #expect(url.kind == kind)
    #expect(url.module == module)
    #expect(url.moduleVersion == version)
  }

  @Test func urlsAreOfEntries() throws {
    let proxy = try ProxyURL(parsing: "https://u:p@p.example/go")
    #expect(RequestURL("https://p.example/go/a.example/m/@v/list").isOf(proxy))
    #expect(RequestURL("https://u:***@p.example/go").isOf(proxy))
    #expect(RequestURL("https://p.example/go/b/m/@v/list").isOf(proxy))
    #expect(!RequestURL("https://p.example/gone/a.example/m/@v/list").isOf(proxy))
    #expect(!RequestURL("http://p.example/go").isOf(proxy))
  }

  // MARK: Lines

  @Test func linesAreCut() {
    func cut(_ pieces: [[UInt8]]) -> [String] {
      var lines = LogLines()
      var found: [String] = []
      for piece in pieces {
        piece.withUnsafeBytes {
          lines.take($0) { found.append("\($1) " + String(decoding: $0, as: UTF8.self)) }
        }
      }
      lines.finish { found.append("\($1) " + String(decoding: $0, as: UTF8.self)) }
      return found
    }
    #expect(cut([]) == [])
    #expect(cut([Array("a".utf8)]) == ["1 a"])
    #expect(cut([Array("a\n\nbc".utf8), Array("d\ne\n".utf8)]) == ["1 a", "2 ", "3 bcd", "4 e"])
    let long = Array(repeating: UInt8(ascii: "x"), count: 3 * LogLines.mostBytes)
    #expect(
      cut([long, long, Array("\nend".utf8)]).map(\.utf8.count) == [LogLines.mostBytes + 2, 5])
    #expect(cut([[0xFF, 0xFE, 0x61], [0], [0x0A, 0, 0x3D, 0xD8, 0, 0xDE]]) == ["1 a", "2 ?"])
    #expect(cut([[0xEF, 0xBB, 0xBF, 0x61]]) == ["1 a"])
    #expect(cut([[0, 0, 0, 0x0A]]).count == 1)
  }
}
