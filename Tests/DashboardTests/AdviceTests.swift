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
      "`,` after a stops go at connection refused (info, zip); with `|`, b would answer after 80 ms. "
        + "`|` goes on after every error, also a block (403) that is meant"
    ),
    (
      .commaHides("a", .status(502), [.mod], by: "direct", wait: nil),
      "`,` after a stops go at HTTP 502 Bad Gateway (mod); with `|`, direct would answer. `|` goes on after every "
        + "error, also a block (403) that is meant"
    ),
    (
      .commaMayHide("a", next: "b"),
      "`,` after a: go asks b only after 404 and 410; an outage (5xx, refused, TLS, timeout) fails. "
        + "`|` goes on after every error, also a block (403) that is meant"
    ),
    (
      .entriesAfter(terminator: "direct", ignored: "https://b"),
      "go reads nothing after `direct`: https://b is never asked"
    ),
    (
      .duplicate("a", earlier: 2),
      "a is also entry 2: asking it again gets the same answer and costs its time twice"
    ),
    (
      .dead("a", .failure(.reset), .none),
      "a is down (connection reset); without the entry go would not ask it, and would not use it when "
        + "it is back"
    ),
    (
      .dead("a", .silence, .waitsForEver),
      "a is down (silence); go waits for it for ever, whatever the separator; without the entry go "
        + "would not ask it, and would not use it when it is back"
    ),
    (
      .dead("a", .failures, .stops),
      "a is down (failures); go stops here; without the entry go would not ask it, and would not use "
        + "it when it is back"
    ),
    (
      .dead("a", .failure(.refused), .eachRequest(.milliseconds(1250))),
      "a is down (connection refused); each request pays 1.3 s for it before go goes on; without the "
        + "entry go would not ask it, and would not use it when it is back"
    ),
    (
      .pipeLeaks("a", to: "b"),
      "`|` after a: whenever it fails, go asks b for the same paths, private ones too, and takes what it "
        + "answers. `,` keeps outages visible, and then nothing is served; GONOPROXY or GOPRIVATE keeps "
        + "private paths from every proxy"
    ),
    (
      .noSumdb("a", status: 404, database: "sum.golang.org"),
      "a serves modules but not the checksum database (404): go asks the entries after it, then "
        + "sum.golang.org itself; where that is blocked, verification fails"
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
      "a serves modules, but its checksum database is silent: go waits for it for ever"
    ),
    (
      .sumdbOff,
      "GOSUMDB=off: new modules are not verified, so that a page of a captive portal can be cached as "
        + "go.mod, and toolchain downloads fail; GOPRIVATE exempts single modules"
    ),
    (
      .unverified(module: "golang.org/x/text"),
      "GONOSUMDB covers golang.org/x/text: public modules are not verified; narrow it to the private "
        + "paths"
    ),
    (
      .modVendor,
      "GOFLAGS=-mod=vendor: builds read the vendor folder and ask no proxy, whatever is shown here"
    ),
    (
      .http2Disabled,
      "GODEBUG=http2client=0: go speaks HTTP/1.1 only and keeps 2 idle connections per host, so that "
        + "wide downloads connect anew again and again; without it, one connection carries all"
    ),
    (
      .goCenterEnded("gocenter.io"),
      "JFrog ended GoCenter in May 2021: gocenter.io does not come back; take it out"
    ),
    (
      .emptyInEnvFile,
      "GOPROXY is empty, so that every lookup fails: the go env file has an empty line; `go env -u "
        + "GOPROXY` takes it out and the default is back"
    ),
    (
      .emptyInGOROOT,
      "GOPROXY is empty, so that every lookup fails: GOROOT/go.env has no value; `go env -w "
        + "GOPROXY=https://proxy.golang.org,direct` sets one"
    ),
    (
      .overridden(value: "https://b"),
      "the exported GOPROXY wins over \"https://b\" in the go env file: `go env -w` has no effect in "
        + "shells that export it; unset it, or change it where it is exported"
    ),
    (
      .hides("a", status: 404, .info, .fetchTimedOut, took: .seconds(12)),
      "a: the 404 for info says that fetching timed out: the module may be there; go takes it as not "
        + "found and goes on after `,` too"
    ),
    (
      .hides("a", status: 410, .mod, .badUpstream, took: nil),
      "a: the 410 for mod says that its upstream is broken: the module may be there; go takes it as not "
        + "found and goes on after `,` too"
    ),
    (
      .hides("a", status: 404, .zip, .slow, took: .seconds(6)),
      "a: the 404 for zip took 6 s: the module may be there; go takes it as not found and goes on after "
        + "`,` too"
    ),
    (
      .hides("a", status: 404, .zip, .slow, took: nil),
      "a: the 404 for zip was slow: the module may be there; go takes it as not found and goes on after "
        + "`,` too"
    ),
    (
      .credentialsOverHTTP("a"),
      "go refuses to send credentials over http: every request to a fails; use https, or take them out "
        + "of the URL"
    ),
    (
      .patternWithSpace(key: "GOPRIVATE", pattern: "\" b\""),
      "GOPRIVATE: \" b\" has white space (a space after a comma, or the end of a line from Windows), "
        + "which go does not trim: it matches no module"
    ),
    (
      .htmlPage("a", .mod),
      "a answers mod with an HTML page (a captive portal or a block page): go does not look, and can "
        + "keep it in the module cache; `go clean -modcache` takes it out"
    ),
    (
      .noModuleLine("a"),
      "a: the .mod has no module line: go takes it unchecked unless the checksum database does"
    ),
    (
      .emptyList("a"),
      "a answers list with no version: go takes that as the truth and asks no entry after it"
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
