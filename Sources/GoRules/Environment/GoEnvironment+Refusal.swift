extension GoEnvironment {
  /// Why go does nothing at all with these settings, in its words; nil where it works.
  package var refusal: String? {
    removedDebugSetting ?? refusalOfFlags ?? refusalOfModules ?? refusalOfLimit
  }

  /// Settings of GODEBUG that were taken out of go: since which release, and the values that it then dies of
  /// (internal/godebugs/table.go `Removed`).
  private static let removedDebugSettings: [String: (release: Int, old: Set<String>)] = [
    "x509sha1": (24, ["1"]), "tlskyber": (24, ["0"]), "gotypesalias": (27, ["0"]),
    "tlsunsafeekm": (27, ["1"]), "tlsrsakex": (27, ["1"]), "tls3des": (27, ["1"]),
    "tls10server": (27, ["1"]), "x509keypairleaf": (27, ["0"]), "asynctimerchan": (27, ["1", "2"]),
  ]

  /// The release whose rules these are.
  private static let presentRelease = 27

  /// `name=value` of GODEBUG, as written.
  private var debugSettings: [(name: Substring, value: Substring)] {
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

  /// cmd/go/internal/base/goflags.go `InitGOFLAGS`; which flags there are is not looked at.
  private var refusalOfFlags: String? {
    do throws(GoAuthCommand.SplitFault) {
      let flags = try GoAuthCommand.split(self["GOFLAGS"])
      let bad = flags.first { flag in
        !flag.hasPrefix("-") || ["-", "--"].contains(flag)
          || ["---", "-=", "--="].contains(where: flag.hasPrefix)
      }
      return bad.map { "parsing $GOFLAGS: non-flag \(GoText.quoted($0))" }
    } catch {
      return "parsing $GOFLAGS: \(error.text)"
    }
  }

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
