import GoRules
import Health
import Testing

/// Where a gateway sends go, by the list and by what its entries answer.
struct GatewayTests {
  static let info = "/x.example/m/@v/v1.0.0.info"
  static let mod = "/x.example/m/@v/v1.0.0.mod"
  static let archive = "/x.example/m/@v/v1.0.0.zip"

  struct Case: Sendable, CustomTestStringConvertible {
    var goproxy: String
    /// Of a.example, b.example, c.example, in this order.
    var answers: [AssumedOutcome]
    var result: String

    init(_ goproxy: String, _ answers: [AssumedOutcome], _ result: String) {
      (self.goproxy, self.answers, self.result) = (goproxy, answers, result)
    }

    var testDescription: String { "\(goproxy) \(answers)" }
  }

  static let comma = "https://a.example,https://b.example"
  private static let pipe = "https://a.example|https://b.example"

  @Test(arguments: [
    // The list's order, whoever is faster.
    Case(comma, [.ok, .ok], "https://a.example"),
    // After 404 and 410 as go.
    Case(comma, [.status(404), .ok], "https://b.example"),
    Case(comma, [.status(410), .ok], "https://b.example"),
    Case(comma, [.status(404), .status(410)], "410 not_found b.example"),
    // What says nothing of the module is passed, though `,` would stop go.
    Case(comma, [.status(502), .ok], "https://b.example"),
    Case(comma, [.refused, .ok], "https://b.example"),
    Case(comma, [.reset, .ok], "https://b.example"),
    Case(comma, [.timeout, .ok], "https://b.example"),
    Case(comma, [.tls, .ok], "https://b.example"),
    Case(comma, [.truncated, .ok], "https://b.example"),
    Case(comma, [.hang, .ok], "https://b.example"),
    // What may be meant is not evaded.
    Case(comma, [.status(403), .ok], "403 failed a.example"),
    Case(comma, [.status(401), .ok], "401 failed a.example"),
    Case(comma, [.status(451), .ok], "451 failed a.example"),
    Case(comma, [.status(429), .ok], "429 failed a.example"),
    Case(comma, [.dns, .ok], "502 failed a.example"),
    Case(comma, [.invalid, .ok], "502 failed a.example"),
    // By `|` go itself would go on.
    Case(pipe, [.status(403), .ok], "https://b.example"),
    Case(pipe, [.dns, .ok], "https://b.example"),
    Case(pipe, [.invalid, .ok], "https://b.example"),
    // The error is the one that go would tell, the last; but that some part of a path is no module says who lacks it.
    Case(comma, [.status(500), .status(404)], "404 not_found b.example"),
    Case(comma, [.status(404), .status(503)], "404 not_found a.example"),
    Case(comma, [.status(500), .status(503)], "503 failed b.example"),
    Case(comma, [.hang, .status(404)], "404 not_found b.example"),
    Case("\(comma),direct", [.status(502), .status(404)], "404 left_to_list"),
    // Not past a refusal that is meant, in whichever order.
    Case(comma, [.status(404), .status(403)], "403 failed b.example"),
    Case(comma, [.timeout, .refused], "502 failed b.example"),
    Case(comma, [.refused, .timeout], "504 failed b.example"),
    // Where version control, or nothing, follows, the list behind the gateway has to go on.
    Case("https://a.example,direct", [.status(404)], "404 left_to_list"),
    Case("https://a.example|direct", [.status(500)], "500 failed a.example"),
    Case("https://a.example,off", [.status(404)], "404 left_to_list"),
    Case("direct", [], "404 left_to_list"),
    Case("off", [], "404 left_to_list"),
    // go sends no credentials to the target of a redirect, and whoever comes later is not asked in its stead.
    Case("https://user:S3cr3t@a.example,https://b.example", [.ok, .ok], "404 left_to_list"),
    Case("https://user@a.example|https://b.example", [.ok, .ok], "404 left_to_list"),
    Case(
      "https://b.example,https://user:S3cr3t@a.example", [.ok, .status(404)], "404 left_to_list"),
    Case("https://a.example?token=S3cr3t,https://b.example", [.ok, .ok], "404 left_to_list"),
    Case("file:///srv/go,https://b.example", [.ok, .ok], "404 left_to_list"),
    Case("https://a.example/go/,direct", [.ok], "https://a.example/go"),
    Case("http://a.example:3000,direct", [.ok], "http://a.example:3000"),
    Case(
      "https://a.example,https://b.example,https://c.example", [.hang, .status(500), .ok],
      "https://c.example"),
  ]) func goesWhereItIsServed(test: Case) throws {
    var lab = try GatewayLab(test.goproxy)
    for (host, answer) in zip(["a.example", "b.example", "c.example"], test.answers) {
      lab.answers[host] = answer
    }
    #expect(lab.result(Self.info) == test.result)
    #expect(lab.gateway.waiting == 0)
  }

  /// Of a file of a version that go knows: an error, and a 404 only where there is no other.
  @Test(arguments: [mod, archive]) func anErrorCountsMoreThanALack(path: String) throws {
    var lab = try GatewayLab(Self.comma)
    lab.answers = ["a.example": .status(500), "b.example": .status(404)]
    #expect(lab.result(path) == "500 failed a.example")
    lab = try GatewayLab(Self.comma)
    lab.answers = ["a.example": .status(404), "b.example": .status(503)]
    #expect(lab.result(path) == "503 failed b.example")
  }

  @Test func onlyWhatIsNamedIsEvaded() throws {
    for kind in EvadedFailure.allCases {
      var lab = try GatewayLab(Self.comma, evaded: [kind])
      lab.answers["a.example"] = .dns
      #expect(
        lab.result(Self.info) == (kind == .dns ? "https://b.example" : "502 failed a.example"))
      lab = try GatewayLab(Self.comma, evaded: [kind])
      lab.answers["a.example"] = .hang
      #expect(
        lab.result(Self.info) == (kind == .timeout ? "https://b.example" : "504 failed a.example"))
    }
  }

  @Test func isAskedNoMoreThanNeeded() throws {
    var lab = try GatewayLab(Self.comma)
    for path in [Self.info, Self.mod, Self.archive] {
      #expect(lab.result(path) == "https://a.example")
    }
    #expect(lab.asked == ["a.example info x.example/m@v1.0.0"])
    // Later it may be gone: it is asked, once.
    lab.now += .milliseconds(300)
    #expect(lab.result(Self.archive) == "https://a.example")
    #expect(lab.result(Self.mod) == "https://a.example")
    #expect(lab.asked.count == 2)
    // A file that is not small is never asked for.
    lab = try GatewayLab(Self.comma)
    _ = lab.result(Self.archive)
    #expect(lab.asked == ["a.example info x.example/m@v1.0.0"])
    _ = lab.result("/x.example/m/@v/list")
    _ = lab.result("/x.example/m/@latest")
    #expect(
      lab.asked.dropFirst() == ["a.example list x.example/m@", "a.example latest x.example/m@"])
  }

  @Test func privateModulesStayPrivate() throws {
    let own = "https://goproxy.corp.internal"
    let list = "https://a.example,\(own),direct"
    for key in ["GOPRIVATE", "GONOPROXY"] {
      var lab = try GatewayLab(list, variables: [key: "x.example"])
      #expect(lab.result(Self.info) == own)
      lab.answers["goproxy.corp.internal"] = .status(404)
      #expect(lab.result("/x.example/n/@v/list") == "404 left_to_list")
      #expect(lab.result("/other.example/n/@v/list") == "https://a.example")
      #expect(!lab.asked.contains { $0.hasPrefix("a.example") && $0.contains(" x.example") })
    }
    // GONOPROXY may be taken back: what is private is so still.
    var lab = try GatewayLab(
      "https://a.example", variables: ["GOPRIVATE": "*.example", "GONOPROXY": "none"])
    #expect(lab.result(Self.info) == "404 private")
    #expect(lab.asked.isEmpty)
    #expect(lab.result("/sumdb/sum.golang.org/lookup/x.example/m@v1.0.0") == "404 private")
  }

  @Test func credentialsOfNetrcAndGOAUTH() throws {
    let netrc = "machine a.example login me password S3cr3t"
    var lab = try GatewayLab(Self.comma, netrc: netrc)
    #expect(lab.result(Self.info) == "404 left_to_list")
    #expect(lab.asked.isEmpty)
    lab = try GatewayLab(Self.comma, variables: ["GOAUTH": "off"], netrc: netrc)
    #expect(lab.result(Self.info) == "https://a.example")
    // What a command has is not known; a public proxy needs none.
    lab = try GatewayLab(Self.comma, variables: ["GOAUTH": "git /"])
    #expect(lab.result(Self.info) == "https://a.example")
    lab = try GatewayLab(
      "https://go.corp.internal,https://b.example", variables: ["GOAUTH": "tool get"])
    #expect(lab.result(Self.info) == "404 left_to_list")
  }

  /// A client that invents databases makes the gateway forget who carries which, and not remember ever more.
  @Test func databasesAreBounded() throws {
    let supported = "/sumdb/sum.golang.org/supported"
    var lab = try GatewayLab("https://a.example,https://b.example")
    lab.answers["a.example"] = .status(404)
    #expect(lab.result(supported) == "https://b.example")
    lab.answers = [:]
    lab.now += .seconds(60)
    for (number, carrier) in [(50, "b"), (100, "a")] {
      for name in 0..<number { #expect(lab.result("/sumdb/s\(name).example/supported") != "none") }
      #expect(lab.result(supported) == "https://\(carrier).example")
    }
  }

  @Test func databaseStaysWithOneProxy() throws {
    let base = "/sumdb/sum.golang.org"
    var lab = try GatewayLab("https://a.example,https://b.example,direct")
    lab.answers["a.example"] = .status(404)
    #expect(lab.result("\(base)/supported") == "https://b.example")
    #expect(lab.result("\(base)/lookup/x.example/m@v1.0.0") == "https://b.example")
    // The first one could, by now; another's tree may be another.
    lab.answers = [:]
    lab.now += .seconds(60)
    for path in ["lookup/x.example/n@v1.0.0", "tile/8/0/001", "tile/8/1/000.p/3", "latest"] {
      #expect(lab.result("\(base)/\(path)") == "https://b.example")
    }
    // Until it fails.
    lab.answers["b.example"] = .refused
    lab.now += .seconds(2)
    #expect(lab.result("\(base)/tile/8/0/002") == "https://a.example")
    lab.answers["b.example"] = .ok
    lab.now += .seconds(60)
    #expect(lab.result("\(base)/tile/8/0/003") == "https://a.example")
    // Nobody carries it: go asks the database itself, by the list.
    lab = try GatewayLab("https://a.example,direct")
    lab.answers["a.example"] = .status(404)
    #expect(lab.result("\(base)/supported") == "404 left_to_list")
    lab = try GatewayLab("https://a.example")
    lab.answers["a.example"] = .status(404)
    #expect(lab.result("\(base)/supported") == "404 not_found a.example")
  }

  @Test func whoServesIsToldWithWhoDoesNot() throws {
    var lab = try GatewayLab("https://a.example,https://b.example,https://c.example")
    lab.answers = ["a.example": .status(404), "b.example": .status(503)]
    let served = lab.get(Self.info)
    let answer = try #require(served)
    #expect(answer.name == "c.example")
    #expect(answer.passed.map(\.name) == ["a.example", "b.example"])
    lab.answers["c.example"] = .status(403)
    let refused = lab.get("/x.example/n/@v/list")
    let forbidden = RequestOutcome.failure(RequestFailure(.processing, .status(403)))
    #expect(refused?.verdict == .refused(forbidden, ServerText("from c.example")))
  }
}
