import GoRules
import Testing

/// Settings with which go 1.27 does nothing; the texts are what `go mod download` prints, after `go: `.
@Suite struct GoEnvironmentRefusalTests {
  private static let memory =
    "fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`"
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
    (["GOEXPERIMENT": "jsonv2,bogus"], "unknown GOEXPERIMENT bogus"),
    (["GOEXPERIMENT": "noswissmap"], "unknown GOEXPERIMENT swissmap"),
    (
      ["GOFIPS140": "on"],
      "invalid GOFIPS140: must be off, latest, inprocess, certified, or v1.Y.Z"
    ),
    (["GOFIPS140": "v1.1.0"], "unknown GOFIPS140 version \"v1.1.0\""),
    (["GODEBUG": "fips140=bogus"], "panic: fips140: unknown GODEBUG setting fips140=bogus"),
    (["GOMEMLIMIT": "1KB"], "GOMEMLIMIT=1KB\n\(memory)"),
    (["GOMEMLIMIT": "-1"], "GOMEMLIMIT=-1\n\(memory)"),
    (["GOMEMLIMIT": "99999999TiB"], "GOMEMLIMIT=99999999TiB\n\(memory)"),
    (["GOMIPS": "x"], "invalid GOMIPS: must be hardfloat, softfloat"),
    (["GORISCV64": "x"], "invalid GORISCV64: must be rva20u64, rva22u64, rva23u64"),
    (
      ["GOARM64": "v9.6,lse"],
      #"invalid GOARM64: must start with v8.{0-9} or v9.{0-5} and may optionally end in ",lse" and/or ",crypto""#
    ),
    (["GOTOOLCHAIN": "bogus"], "invalid GOTOOLCHAIN \"bogus\""),
    (["GOTOOLCHAIN": "go1.x"], "invalid GOTOOLCHAIN \"go1.x\""),
    (["GOTOOLCHAIN": "go1.2.3.4"], "invalid GOTOOLCHAIN \"go1.2.3.4\""),
    (["GOTOOLCHAIN": "foo/go1.20"], "invalid GOTOOLCHAIN \"foo/go1.20\""),
    (
      ["GOTOOLCHAIN": "bogus+auto"],
      "invalid GOTOOLCHAIN \"bogus+auto\": invalid minimum toolchain \"bogus\""
    ),
    (
      ["GOTOOLCHAIN": "local+x"],
      "invalid GOTOOLCHAIN \"local+x\": only version suffixes are +auto and +path"
    ),
    (["GOWORK": "relative"], "invalid GOWORK: not an absolute path"),
    (
      ["GOPATH": "/a:b"],
      "GOPATH entry is relative; must be absolute path: \"b\".\nFor more details see: 'go help gopath'"
    ),
    (["GOPATH": "~/go"], "GOPATH entry cannot start with shell metacharacter '~': \"~/go\""),
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
    ["GOEXPERIMENT": "none,,noregabi,greenteagc"], ["GOFIPS140": "v1.0.0"], ["GOMEMLIMIT": "1TiB"],
    ["GOMEMLIMIT": "off"], ["GOMEMLIMIT": "5B"], ["GOARM64": "v8.9,crypto,lse"], ["GOAMD64": "x"],
    ["GOTOOLCHAIN": "go1.27rc1+path"], ["GOTOOLCHAIN": "go1.99.0 x"], ["GOTOOLCHAIN": "path"],
    ["GOWORK": "auto"], ["GOWORK": "/x"], ["GOPATH": ":/a::/b"], ["GODEBUG": "fips140=only"],
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

  private static func at(_ change: (inout GoPlaces) -> Void) -> GoPlaces {
    var places = GoPlaces()
    change(&places)
    return places
  }

  @Test(arguments: [
    (["GOROOT": "/x"], at { $0.root = .file }, "cannot find GOROOT directory: /x"),
    (["GOROOT": "/x"], at { $0.root = .folder }, nil),
    (
      ["GOWORK": "/x"], at { $0.workspace = .nothing },
      "reading go.work: open /x: no such file or directory"
    ),
    (["GOWORK": "/x"], at { $0.workspace = .folder }, "reading go.work: read /x: is a directory"),
    (["GOWORK": "/x"], at { $0.workspace = .file }, nil),
    (
      ["GOMODCACHE": "x"], at { $0.cache = .nothing },
      "GOMODCACHE entry is relative; must be absolute path: \"x\"."
    ),
    (
      ["HOME": "h"], at { $0.cache = .nothing },
      "GOMODCACHE entry is relative; must be absolute path: \"h/go/pkg/mod\"."
    ),
    (
      ["GOPATH": ":/x"], at { $0.cache = .nothing },
      "module cache not found: neither GOMODCACHE nor GOPATH is set"
    ),
    (
      ["GOMODCACHE": "/dev/null"], at { $0.cache = .file },
      "could not create module cache: \"/dev/null\" is not a directory"
    ),
    (
      ["GOPATH": "/dev/null"],
      at { $0.cache = .unusable("stat /dev/null/pkg/mod: not a directory") },
      "could not create module cache: stat /dev/null/pkg/mod: not a directory"
    ),
    (["GOPATH": "/x"], at { $0.cache = .nothing }, nil),
    (
      ["GOTOOLCHAIN": "go1.99.0+path"],
      at { ($0.localToolchain, $0.hasToolchain) = ("go1.27.3", false) },
      "cannot find \"go1.99.0\" in PATH"
    ),
    (
      ["GOTOOLCHAIN": "go2.0"], at { $0.localToolchain = "go1.27.3" },
      "invalid GOTOOLCHAIN \"go2.0\""
    ),
  ])
  func looksAround(variables: [String: String], places: GoPlaces, text: String?) {
    var go = GoEnvironment(variables: variables, userFile: nil)
    go.places = places
    #expect(go.refusal == text)
  }

  /// Whether another go can be had is not asked, so nothing is known of what it would do.
  @Test(arguments: [
    ("go1.99.0", false, "go1.99.0"), ("go1.20+auto", false, "go1.20"), ("go1.99.0", true, nil),
    ("go1.27.3", false, nil), ("local+auto", false, nil), ("auto", false, nil),
  ])
  func anotherToolchainComesFirst(setting: String, isThere: Bool, missing: String?) throws {
    var go = GoEnvironment(
      variables: ["GOTOOLCHAIN": setting, "GOPROXY": "https://h.test"], userFile: nil)
    go.places.localToolchain = "go1.27.3"
    go.places.hasToolchain = isThere
    #expect(go.missingToolchain == missing)
    let canary = ModuleVersion(module: "a.test/m", version: "v1.0.0")
    let walk = try go.chain().walk(Question(.info, canary)) { _ in Answer(.ok) }
    #expect(walk.verdict == (missing == nil ? .served : .unknown))
  }

  /// What go looks for an answer to before it downloads anything is no version.
  @Test(arguments: [
    ("a.test/m@v1.0.0", true), ("a.test/m@v1.0.0-rc.1+x", true), ("a.test/m@v1", false),
    ("a.test/m@v1.0", false), ("a.test/m@latest", false), ("a.test/m@v1.0.x", false),
    ("a.test/m@vendor", false), ("@v1.0.0", false), ("a.test/m@v0.0.1-go1.21.0.linux-amd64", true),
  ])
  func aCanaryIsOneVersion(text: String, isOne: Bool) {
    #expect((ModuleVersion(text) != nil) == isOne)
  }
}
