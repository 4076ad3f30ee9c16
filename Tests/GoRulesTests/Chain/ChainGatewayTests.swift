import GoRules
import Testing

/// A gateway is known by how it stands in the list.
@Suite struct ChainGatewayTests {
  private static let gateways: [(list: String, first: Int)] = [
    ("http://127.0.0.1:8081|http://127.0.0.1:8081/again|https://a.example,direct", 0),
    ("http://127.0.0.1:8081/|http://127.0.0.1:8081/again/,off", 0),
    ("http://localhost:99|http://localhost:99/again", 0),
    ("http://[::1]:99|http://[::1]:99/again|direct", 0),
    ("http://127.9.9.9|http://127.9.9.9/again|direct", 0),
    // Wherever it stands; the first of two.
    ("https://a.example,http://127.0.0.1:1|http://127.0.0.1:1/again|direct", 1),
    (
      "http://127.0.0.1:1|http://127.0.0.1:1/again|http://127.0.0.1:2|http://127.0.0.1:2/again",
      0
    ),
    ("http://127.0.0.1:1|http://127.0.0.1:1|http://127.0.0.1:1/again", 1),
  ]

  @Test(arguments: gateways)
  func isFound(list: String, first: Int) throws {
    let chain = try Chain(parsing: list)
    let gateway = try #require(chain.gateway)
    #expect(gateway.first == first && gateway.again == first + 1)
    #expect(gateway.url == chain.entries[first].url)
  }

  @Test(arguments: [
    "https://a.example,direct", "direct", "off", "http://127.0.0.1:8081|direct",
    // go comes back only behind `|`.
    "http://127.0.0.1:8081,http://127.0.0.1:8081/again|direct",
    // Another port, host, path, scheme or order.
    "http://127.0.0.1:8081|http://127.0.0.1:8082/again|direct",
    "http://127.0.0.1:8081|http://localhost:8081/again|direct",
    "http://127.0.0.1:8081|http://127.0.0.1:8081/Again|direct",
    "http://127.0.0.1:8081|http://127.0.0.1:8081/again/again|direct",
    "http://127.0.0.1:8081/x|http://127.0.0.1:8081/x/again|direct",
    "https://127.0.0.1:8081|https://127.0.0.1:8081/again|direct",
    "http://127.0.0.1:8081/again|http://127.0.0.1:8081|direct",
    // Of another machine, or with what may be a secret.
    "http://10.0.0.1:8081|http://10.0.0.1:8081/again|direct",
    "http://a.example:8081|http://a.example:8081/again|direct",
    "http://user:pass@127.0.0.1:8081|http://user:pass@127.0.0.1:8081/again|direct",
    "http://127.0.0.1:8081?x|http://127.0.0.1:8081/again?x|direct",
  ])
  func isNone(list: String) throws {
    #expect(try Chain(parsing: list).gateway == nil)
  }

  private static let list = "https://a.example,https://b.example|direct"
  private static let before = "http://127.0.0.1:8081|http://127.0.0.1:8081/again|"

  private static let others: [(other: String, differs: Bool)] = [
    (before + list, true), (list, false), ("", false), ("direct", false), ("%", false),
    // It stands elsewhere; it is another list; what stands there is no gateway.
    ("https://a.example," + before + "https://b.example|direct", true),
    (before + "https://a.example|direct", false), (before + "direct", false),
    ("http://127.0.0.1:8081|" + list, false), ("https://c.example," + before + list, false),
    (before, false),
  ]

  @Test(arguments: others)
  func differsByIt(other: String, differs: Bool) {
    #expect(Chain.differByGateway(Self.list, other) == differs)
    #expect(Chain.differByGateway(other, Self.list) == differs)
  }
}
