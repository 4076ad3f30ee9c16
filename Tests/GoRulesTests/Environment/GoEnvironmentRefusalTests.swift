import GoRules
import Testing

/// Settings with which go 1.27 does nothing; the texts are what `go mod download` prints, after `go: `.
@Suite struct GoEnvironmentRefusalTests {
  private static let page = "in environment (https://go.dev/doc/godebug#go-1"

  @Test(arguments: [
    (
      ["GODEBUG": "x509negativeserial=1,tlsrsakex=1,x509sha1=1"],
      "fatal error: removed GODEBUG \"tlsrsakex\" set to old value \"1\" \(page)27)"
    ),
    (
      ["GODEBUG": "asynctimerchan=2"],
      "fatal error: removed GODEBUG \"asynctimerchan\" set to old value \"2\" \(page)27)"
    ),
    (["GOFLAGS": "bogus"], "parsing $GOFLAGS: non-flag \"bogus\""),
    (["GOFLAGS": "-mod=mod x"], "parsing $GOFLAGS: non-flag \"x\""),
    (["GOFLAGS": "-mod=mod --"], "parsing $GOFLAGS: non-flag \"--\""),
    (["GOFLAGS": "-mod=mod -proxy=x bogus"], "parsing $GOFLAGS: unknown flag -proxy"),
    (["GOFLAGS": "--test.zzz"], "parsing $GOFLAGS: unknown flag -test.zzz"),
    (["GOFLAGS": "-modcacherw=3 -zzz"], "parsing $GOFLAGS: unknown flag -zzz"),
    (
      ["GOFLAGS": "-mod=bogus -modcacherw=3"],
      #"invalid boolean value "3" for flag -modcacherw (from $GOFLAGS): parse error"#
    ),
    (["GOFLAGS": "-x=2"], #"invalid boolean value "2" for flag -x (from $GOFLAGS): parse error"#),
    (["GOFLAGS": "-C"], "flag needs an argument: -C (from $GOFLAGS)"),
    (["GOFLAGS": "-reuse"], "flag needs an argument: -reuse (from $GOFLAGS)"),
    (
      ["GOFLAGS": "--C=/"],
      #"invalid value "/" for flag -C (from $GOFLAGS): -C flag must be first flag on command line"#
    ),
    (["GOFLAGS": "'-x"], "parsing $GOFLAGS: unterminated ' string"),
    (["GO111MODULE": "off"], "modules disabled by GO111MODULE=off; see 'go help modules'"),
    (["GO111MODULE": "yes"], "unknown environment setting GO111MODULE=yes"),
    (
      ["GODEBUG": "cmdgonetlimit=x"],
      "invalid cmdgonetlimit: strconv.Atoi: parsing \"x\": invalid syntax"
    ),
  ])
  func refuses(variables: [String: String], text: String) {
    let go = GoEnvironment(
      variables: variables.merging(["GOPROXY": "https://h.test"]) { $1 }, userFile: nil)
    #expect(throws: ChainError(text)) { try go.chain() }
  }

  @Test(arguments: [
    [:], ["GODEBUG": "tlsrsakex=0,x509sha1=,tls3des,bogus=1"], ["GOFLAGS": "-mod=mod '-tags=a b'"],
    ["GOFLAGS": "  "], ["GOFLAGS": "--modcacherw -x=T -test.run=x"],
    ["GOFLAGS": "-p=x -tags -modfile="],
    ["GO111MODULE": "auto"], ["GODEBUG": "cmdgonetlimit=0"], ["GODEBUG": "cmdgonetlimit="],
  ])
  func takes(variables: [String: String]) {
    #expect(GoEnvironment(variables: variables, userFile: nil).refusal == nil)
  }

  /// What a go that came after this program knows, it cannot tell.
  @Test func aLaterGoMayKnowMoreFlags() {
    let variables = ["GOFLAGS": "-quantum"]
    #expect(GoEnvironment(variables: variables, userFile: nil, release: 27).refusal != nil)
    #expect(GoEnvironment(variables: variables, userFile: nil, release: 28).refusal == nil)
  }

  /// A go from before the release that took the setting out knows it.
  @Test func anOlderGoKnowsTheSetting() {
    func refuses(_ release: Int) -> Bool {
      let variables = ["GODEBUG": "tlsrsakex=1"]
      return GoEnvironment(variables: variables, userFile: nil, release: release).refusal != nil
    }
    #expect(!refuses(26))
    #expect(refuses(27))
  }
}
