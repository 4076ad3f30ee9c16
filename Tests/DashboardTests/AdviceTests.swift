import Dashboard
import GoRules
import Health
import Record
import Testing
import Text

@Suite("Advice in words")
struct AdviceTests {
  /// One of each reason, and of each variant of its sentence, with the English text: scripts read it.
  private static let sentences: [(Advice.Reason, String)] = [
    (
      .commaHides("a", .refused, [.info, .zip], by: "b", wait: .milliseconds(80)),
      "go stops at a (connection refused; info, zip): it moves past `,` only on 404 or 410. "
        + "With `|`, b would answer after 80 ms; but `|` moves on after any error, deliberate "
        + "blocks (403) included"
    ),
    (
      .commaHides("a", .status(502), [.mod], by: "direct", wait: nil),
      "go stops at a (HTTP 502 Bad Gateway; mod): it moves past `,` only on 404 or 410. With "
        + "`|`, direct would answer; but `|` moves on after any error, deliberate blocks (403) "
        + "included"
    ),
    (
      .commaMayHide("a", next: "b"),
      "`,` after a: go tries b only on 404 or 410, so an outage (5xx, refused, TLS, timeout) "
        + "breaks builds. `|` moves on after any error, deliberate blocks (403) included"
    ),
    (
      .entriesAfter(terminator: "direct", ignored: "https://b"),
      "go ignores everything after `direct`: https://b is never tried"
    ),
    (
      .duplicate("a", earlier: 2),
      "a repeats entry 2: asking it again only doubles the wait"
    ),
    (
      .dead("a", .failure(.reset), .none, isOnly: false),
      "a is down (connection reset). If you remove it, go no longer tries it, even after it "
        + "recovers"
    ),
    (
      .dead("a", .silence, .waits, isOnly: true),
      "a is down (no response); go has no timeout for that and waits, whatever the separator, and "
        + "it is the only entry"
    ),
    (
      .dead("a", .failures, .stops, isOnly: false),
      "a is down (repeated failures); go stops there. If you remove it, go no longer "
        + "tries it, even after it recovers"
    ),
    (
      .dead("a", .failure(.refused), .eachRequest(.milliseconds(1250)), isOnly: false),
      "a is down (connection refused); it costs every request 1.3 s. If you remove it, "
        + "go no longer tries it, even after it recovers"
    ),
    (
      .pipeLeaks("a", to: "b"),
      "`|` after a: whenever it fails, go requests the same paths, private ones included, "
        + "from b and accepts the answer. `,` makes such an outage fail the build instead; "
        + "GONOPROXY or GOPRIVATE keeps private paths away from every proxy"
    ),
    (
      .noSumdb("a", status: 404, database: "sum.golang.org"),
      "a serves modules but not the checksum database (HTTP 404): go asks the entries after "
        + "it, then sum.golang.org directly; where that is blocked, verification fails"
    ),
    (
      .sumdbFails("a", .status(500), othersAreAsked: true),
      "a serves modules, but its checksum database fails (HTTP 500 Internal Server Error): go asks the entries after it"
    ),
    (
      .sumdbFails("a", .status(500), othersAreAsked: false),
      "a serves modules, but its checksum database fails (HTTP 500 Internal Server Error): new modules fail although they "
        + "are served"
    ),
    (
      .sumdbSilent("a"),
      "a serves modules, but its checksum database does not respond: go has no timeout for "
        + "that and waits"
    ),
    (
      .sumdbOff,
      "GOSUMDB=off: new modules are not verified, so a captive portal's page can be cached "
        + "as go.mod, and toolchain downloads fail; use GOPRIVATE to exempt single modules"
    ),
    (
      .unverified(module: "golang.org/x/text"),
      "GONOSUMDB covers golang.org/x/text: public modules are not verified; narrow it to "
        + "your private paths"
    ),
    (
      .modVendor,
      "GOFLAGS=-mod=vendor: builds read the vendor directory and use no proxy, whatever is "
        + "shown here"
    ),
    (
      .http2Disabled,
      "GODEBUG=http2client=0: go is limited to HTTP/1.1 with 2 idle connections per host, so "
        + "large downloads keep reconnecting; with HTTP/2 one connection carries them all"
    ),
    (
      .toolchainFirst("go1.99.0"),
      "GOTOOLCHAIN: go downloads go1.99.0 before anything else, and that is not measured; "
        + "GOTOOLCHAIN=local runs the installed go"
    ),
    (
      .goCenterEnded("gocenter.io"),
      "GoCenter shut down in May 2021; remove gocenter.io"
    ),
    (
      .emptyInEnvFile,
      "GOPROXY is empty, so every lookup fails: the go env file sets it to nothing; `go env "
        + "-u GOPROXY` restores the default"
    ),
    (
      .emptyInGOROOT,
      "GOPROXY is empty, so every lookup fails: GOROOT/go.env has no value; set one with `go "
        + "env -w GOPROXY=https://proxy.golang.org,direct`"
    ),
    (
      .overridden(value: "https://b"),
      "the exported GOPROXY overrides \"https://b\" in the go env file, so `go env -w` has "
        + "no effect in this shell: unset it, or change it where it is exported"
    ),
    (
      .hides("a", status: 404, .info, .fetchTimedOut, took: .seconds(12)),
      "a: the 404 for info says the fetch timed out: the module may exist, but go treats "
        + "this as not found and moves on, past `,` too"
    ),
    (
      .hides("a", status: 410, .mod, .badUpstream, took: nil),
      "a: the 410 for mod blames a bad upstream: the module may exist, but go treats this as "
        + "not found and moves on, past `,` too"
    ),
    (
      .hides("a", status: 404, .zip, .slow, took: .seconds(6)),
      "a: the 404 for zip took 6 s: the module may exist, but go treats this as not found "
        + "and moves on, past `,` too"
    ),
    (
      .hides("a", status: 404, .zip, .slow, took: nil),
      "a: the 404 for zip was slow: the module may exist, but go treats this as not found "
        + "and moves on, past `,` too"
    ),
    (
      .credentialsOverHTTP("a"),
      "go refuses to send credentials over http, so every request to a fails: use https, or "
        + "remove them from the URL"
    ),
    (
      .pattern(key: "GOPRIVATE", pattern: "\" b\"", .space),
      "GOPRIVATE: \" b\" contains white space (a space after a comma, or a Windows line "
        + "ending), which go does not trim: it matches no module"
    ),
    (
      .pattern(key: "GOINSECURE", pattern: "\"https://b\"", .scheme),
      "GOINSECURE: \"https://b\" is a URL: patterns are module paths, without `https://`"
    ),
    (
      .wrongSeparator(";"),
      "GOPROXY: only `,` and `|` separate entries; go takes `;` as part of the URL"
    ),
    (
      .unknownVariable("GONETWORKTIMEOUT"),
      "go has no GONETWORKTIMEOUT: it is ignored. go waits forever for a server that accepts a "
        + "connection and stays silent"
    ),
    (
      .credentialsRefused(
        "a", status: 401, .otherName(machine: "a.example:8443", host: "a.example")),
      "a wants credentials (HTTP 401): the entry `machine a.example:8443` in ~/.netrc is not used, "
        + "because go compares it with `a.example` exactly as GOPROXY has it, port included"
    ),
    (
      .credentialsRefused("a", status: 401, .incomplete(machine: "a.example")),
      "a wants credentials (HTTP 401): the entry `machine a.example` in ~/.netrc lacks a login or a "
        + "password, so go passes over it"
    ),
    (
      .credentialsRefused("a", status: 407, .areMissing(host: "a.example")),
      "a wants credentials (HTTP 407): go found none. Add `machine a.example login … password …` to "
        + "~/.netrc, or set GOAUTH"
    ),
    (
      .credentialsRefused("a", status: 401, .areWrong),
      "a wants credentials (HTTP 401): those that go sent were refused"
    ),
    (
      .credentialsRefused("a", status: 401, .notOverHTTP),
      "a wants credentials (HTTP 401): go sends none over http; use https"
    ),
    (
      .credentialsRefused("a", status: 401, .goAuthIsOff),
      "a wants credentials (HTTP 401): GOAUTH=off, so go does not read ~/.netrc"
    ),
    (
      .retryAfter("a", status: 429, .seconds(90)),
      "a answers HTTP 429 and asks clients to wait 90 s; go does not wait and does not retry"
    ),
    (
      .intermediateMissing("a"),
      "a does not send its intermediate certificate: browsers fetch it, go does not. Its operator "
        + "must install the full chain"
    ),
    (.certificateEnds("a", days: 3), "the certificate of a expires in 3 days"),
    (.certificateEnds("a", days: 0), "the certificate of a expires today"),
    (
      .forwardProxyFails(
        "http://p:3128", variable: "HTTPS_PROXY", .forwardProxy(ServerText("status 407"))),
      "the forward proxy http://p:3128 (HTTPS_PROXY) fails (status 407): no mirror behind it is to "
        + "blame. Correct HTTPS_PROXY, or exempt hosts with NO_PROXY"
    ),
    (
      .resolverFails(servers: ["[::1]:53"], .resolverTimedOut),
      "name server [::1]:53 fails (resolver timed out): no mirror is to blame. Check "
        + "/etc/resolv.conf"
    ),
    (
      .intercepted(issuer: "BigCorp CA", mirrors: 3),
      "3 mirrors show certificates from \"BigCorp CA\", which this machine does not trust: a company "
        + "proxy or a virus scanner probably intercepts TLS. If it is yours, add its CA to the system "
        + "store or to SSL_CERT_FILE, which go reads"
    ),
    (
      .nothingTrusted(mirrors: 2),
      "this machine trusts none of the certificates of 2 mirrors, whose issuers differ: its trust "
        + "store is empty or old. Install ca-certificates, and check SSL_CERT_FILE and SSL_CERT_DIR"
    ),
    (
      .clockIsOff(by: .seconds(-7200), mirrors: 2),
      "this machine's clock is 2h behind 2 mirrors, which agree with each other: certificates may "
        + "look not yet valid"
    ),
    (
      .clockIsOff(by: .seconds(300), mirrors: 2),
      "this machine's clock is 5m ahead of 2 mirrors, which agree with each other: certificates may "
        + "look expired"
    ),
    (
      .htmlPage("a", .mod),
      "a answers mod with an HTML page (captive portal or block page): unless the checksum database "
        + "objects, `go mod download` takes it and caches it, and `go get` fails on it; `go clean "
        + "-modcache` removes it"
    ),
    (
      .htmlPage("a", .list),
      "a answers list with an HTML page (captive portal or block page): go does not check it"
    ),
    (
      .noModuleLine("a"),
      "a: the .mod has no module line: unless the checksum database objects, `go mod download` "
        + "takes it, and `go get` fails on it"
    ),
    (
      .otherModule("a"),
      "a: the .mod is of another module: unless the checksum database objects, `go mod download` "
        + "takes it, and `go get` fails on it"
    ),
    (
      .emptyList("a"),
      "a answers list with no versions: go believes it and asks no entry after it"
    ),
  ]

  @Test("Each sentence is there in both languages and names what it speaks of")
  func bothLanguages() {
    for (reason, english) in Self.sentences {
      let advice = Advice(reason)
      #expect(Language.english.text(advice) == english)
      let chinese = Language.chinese.text(advice)
      #expect(chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(reason)")
      // No English sentence is left in it: only go's own words, names and settings.
      for word in ["the ", " is ", "fails", "after ", " for "] {
        #expect(!chinese.contains(word), "\(chinese)")
      }
    }
    #expect(Set(Self.sentences.map(\.0.code)) == Set(Advice.Code.allCases))
  }

  @Test("Chinese breaks between characters, before no closing mark, and never inside a word")
  func wraps() {
    var snapshot = Sample.broken
    snapshot.advice = [Advice(.pipeLeaks("athens.corp", to: "proxy.golang.org"), entry: 0)]
    var state = DashboardState(settings: DashboardSettings(language: .chinese))
    let size = Size(width: 60, height: 15)
    _ = state.handle(.character("6"), snapshot: snapshot, size: size)
    let lines = Golden.text(render(snapshot, state: state, size: size)).split(separator: "\n")
      .prefix { !$0.hasPrefix("=") }.filter { $0.hasPrefix("   ") }.map { $0.drop { $0 == " " } }
    #expect(lines.count >= 3)
    #expect(lines.joined().contains("athens.corp"))
    for line in lines.dropFirst() {
      #expect(!"，。；：、）”`".contains(line.first ?? " "), "\(line)")
    }
    #expect(lines.joined().hasSuffix("可让私有路径不经任何代理"))
  }
}
