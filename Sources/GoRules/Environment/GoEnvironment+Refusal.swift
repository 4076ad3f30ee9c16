extension GoEnvironment {
  /// Why go does nothing at all with these settings, in its words; nil where it works.
  package var refusal: String? {
    let checks: [String?] = [
      refusalOfRuntime, removedDebugSetting, refusalOfModules, refusalOfToolchain, refusalOfRoot,
      refusalOfPath, refusalOfArchitecture, refusalOfExperiments, refusalOfFlags, refusalOfFIPS,
      refusalOfWorkspace, refusalOfLimit, refusalOfCache,
    ]
    return checks.lazy.compactMap(\.self).first
  }

  /// Settings of GODEBUG that were taken out of go: since which release, and the values that it then dies of
  /// (internal/godebugs/table.go `Removed`).
  private static let removedDebugSettings: [String: (release: Int, old: Set<String>)] = [
    "x509sha1": (24, ["1"]), "tlskyber": (24, ["0"]), "gotypesalias": (27, ["0"]),
    "tlsunsafeekm": (27, ["1"]), "tlsrsakex": (27, ["1"]), "tls3des": (27, ["1"]),
    "tls10server": (27, ["1"]), "x509keypairleaf": (27, ["0"]), "asynctimerchan": (27, ["1", "2"]),
  ]

  /// The release whose rules these are.
  static let presentRelease = 27

  /// `name=value` of GODEBUG, as written.
  var debugSettings: [(name: Substring, value: Substring)] {
    self["GODEBUG"].split(separator: ",").compactMap { field in
      field.firstIndex(of: "=").map { (field[..<$0], field[field.index(after: $0)...]) }
    }
  }

  /// runtime/proc.go `main`, runtime1.go `parsegodebug`: the first counts.
  private var removedDebugSetting: String? {
    for (name, value) in debugSettings {
      guard let removed = Self.removedDebugSettings[String(name)],
        removed.release <= release ?? Self.presentRelease, removed.old.contains(String(value))
      else { continue }
      return "fatal error: removed GODEBUG \"\(name)\" set to old value \"\(value)\" in "
        + "environment (https://go.dev/doc/godebug#go-1\(removed.release))"
    }
    return nil
  }

  /// cmd/go/internal/base/goflags.go `InitGOFLAGS`.
  private var refusalOfFlags: String? {
    do throws(GoAuthCommand.SplitFault) {
      let flags = try GoAuthCommand.split(self["GOFLAGS"])
      // All of them are parsed before a command takes its own.
      return flags.lazy.compactMap(refusal(ofFlag:)).first
        ?? flags.lazy.compactMap(Self.refusal(ofValueIn:)).first
    } catch {
      return "parsing $GOFLAGS: \(error.text)"
    }
  }

  private func refusal(ofFlag flag: String) -> String? {
    let isNone =
      !flag.hasPrefix("-") || ["-", "--"].contains(flag)
      || ["---", "-=", "--="].contains(where: flag.hasPrefix)
    if isNone { return "parsing $GOFLAGS: non-flag \(GoText.quoted(flag))" }
    let name = flag.dropFirst(flag.hasPrefix("--") ? 2 : 1).prefix { $0 != "=" }
    // A later go may know more.
    let isKnown =
      Self.flags.contains(name)
      || name.hasPrefix("test.") && Self.testFlags.contains(name.dropFirst(5))
      || (release ?? 0) > Self.presentRelease
    return isKnown ? nil : "parsing $GOFLAGS: unknown flag -\(name)"
  }

  /// What `go mod download` says to a value that its flag cannot have; those that name files are not looked at.
  private static func refusal(ofValueIn flag: String) -> String? {
    let parts = flag.drop { $0 == "-" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let (name, value) = (parts[0], parts.count > 1 ? String(parts[1]) : nil)
    switch name {
    case "x", "json", "modcacherw":
      // strconv.ParseBool.
      let known = ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"]
      guard let value, !known.contains(value) else { return nil }
      return "invalid boolean value \(GoText.quoted(value)) for flag -\(name) (from $GOFLAGS): "
        + "parse error"
    case "modfile", "overlay", "reuse":
      return value == nil ? "flag needs an argument: -\(name) (from $GOFLAGS)" : nil
    case "C":
      guard let value else { return "flag needs an argument: -C (from $GOFLAGS)" }
      return "invalid value \(GoText.quoted(value)) for flag -C (from $GOFLAGS): "
        + "-C flag must be first flag on command line"
    default: return nil
    }
  }

  /// The flags of all of go's commands together.
  private static let flags = Set(
    """
    C a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache
    changed compat compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d deps diff
    dropexclude dropgodebug dropignore dropreplace droprequire dropretract droptool dropuse e exclude exec export f
    failfast find fix fmt fullpath fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go godebug i ignore
    insecure installsuffix json ldflags linkshared list m memprofile memprofilerate mod modcache modcacherw modfile
    module msan mutexprofile mutexprofilefraction n o outputdir overlay p parallel pgo pkgdir print r race replace
    require retract retracted reuse run short shuffle skip t tags test testcache timeout tool toolchain toolexec
    trace trimpath u use v vendor versions vet w work x
    """.split { $0 == " " || $0 == "\n" })

  /// Those that may be written with `test.` before them.
  private static let testFlags = Set(
    """
    artifacts bench benchmem benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile failfast
    fullpath fuzz fuzzminimizetime fuzztime list memprofile memprofilerate mutexprofile mutexprofilefraction
    outputdir parallel run short shuffle skip timeout trace v
    """.split { $0 == " " || $0 == "\n" })

  /// cmd/go/internal/modload/init.go `Init`.
  private var refusalOfModules: String? {
    switch self["GO111MODULE"] {
    case "", "on", "auto": nil
    case "off": "modules disabled by GO111MODULE=off; see 'go help modules'"
    case let value: "unknown environment setting GO111MODULE=\(value)"
    }
  }

  /// cmd/go/internal/base/limit.go `NetLimit`.
  private var refusalOfLimit: String? {
    guard let value = debugSettings.last(where: { $0.name == "cmdgonetlimit" })?.value,
      !value.isEmpty, Int(value) == nil
    else { return nil }
    return "invalid cmdgonetlimit: strconv.Atoi: parsing \(GoText.quoted(String(value))): "
      + "invalid syntax"
  }
}
