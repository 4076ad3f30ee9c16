extension ChainLint {
  /// What the value of GOPROXY as a whole gives to tell.
  var settingAdvice: [Advice] {
    var all: [Advice] = []
    if setting.value.isEmpty {
      let cure =
        setting.source == .goEnvFile
        ? "the go env file has an empty line; `go env -u GOPROXY` takes it out and the default is back"
        : "GOROOT/go.env has no value; `go env -w GOPROXY=https://proxy.golang.org,direct` sets one"
      all.append(Advice(.emptyGoproxy, "GOPROXY is empty, so that every lookup fails: \(cure)"))
    }
    if let ignored = Self.afterTerminator(setting.value) {
      all.append(
        Advice(
          .entriesAfterTerminator,
          "go reads nothing after `\(ignored.terminator)`: \(ignored.text) is never asked"))
    }
    return all
  }

  /// The first `direct` or `off`, and what is written after it; nil where nothing is.
  private static func afterTerminator(_ value: String) -> (terminator: String, text: String)? {
    var rest = value.unicodeScalars[...]
    while let end = rest.firstIndex(where: { $0 == "," || $0 == "|" }) {
      let entry = Redaction.trimmed(String(rest[..<end]))
      rest = rest[rest.index(after: end)...]
      guard entry == "direct" || entry == "off" else { continue }
      let isEmpty = rest.allSatisfy { $0 == "," || $0 == "|" || $0.properties.isWhitespace }
      return isEmpty ? nil : (entry, GoproxySetting.redact(Redaction.trimmed(String(rest))))
    }
    return nil
  }

  /// What the settings around GOPROXY give to tell.
  var environmentAdvice: [Advice] {
    guard let environment else { return [] }
    return overrideAdvice(environment) + verificationAdvice(environment)
      + patternAdvice(environment)
      + flagAdvice(environment)
  }

  private func overrideAdvice(_ environment: GoEnvironment) -> [Advice] {
    guard let exported = environment.variables["GOPROXY"], !exported.isEmpty,
      let written = environment.userFile?.value(of: "GOPROXY"), written != exported
    else { return [] }
    let shown = GoproxySetting.redact(written)
    return [
      Advice(
        .exportedOverridesFile,
        "the exported GOPROXY wins over \"\(shown)\" in the go env file: `go env -w` has no effect in "
          + "shells that export it; unset it, or change it where it is exported")
    ]
  }

  private func verificationAdvice(_ environment: GoEnvironment) -> [Advice] {
    if environment.checksumDatabase == .off {
      return [
        Advice(
          .unverifiedModules,
          "GOSUMDB=off: new modules are not verified, so that a page of a captive portal can be cached "
            + "as go.mod, and toolchain downloads fail; GOPRIVATE exempts single modules")
      ]
    }
    let patterns = ModulePatterns(environment.gonosumdb)
    let modules = Set(mirrors.map(\.mirror.canary.module)).union([Canary.standard.module])
    guard let module = modules.sorted().first(where: { Self.isPublic($0) && patterns.matches($0) })
    else { return [] }
    return [
      Advice(
        .unverifiedModules,
        "GONOSUMDB covers \(ServerText(module).text): public modules are not verified; narrow it to "
          + "the private paths")
    ]
  }

  /// Modules that the public checksum database is known to have.
  private static func isPublic(_ module: String) -> Bool {
    ModulePatterns("golang.org/x,github.com,google.golang.org,gopkg.in").matches(module)
  }

  private func patternAdvice(_ environment: GoEnvironment) -> [Advice] {
    ["GOPRIVATE", "GONOPROXY", "GONOSUMDB"].compactMap { key in
      let list = environment[key].unicodeScalars.split(separator: ",").map { String($0) }
      guard let pattern = list.first(where: { Redaction.trimmed($0) != $0 }) else { return nil }
      return Advice(
        .patternNeverMatches,
        "\(key): \(goQuoted(ServerText(pattern).text)) has white space (a space after a comma, or the "
          + "end of a line from Windows), which go does not trim: it matches no module")
    }
  }

  private func flagAdvice(_ environment: GoEnvironment) -> [Advice] {
    var all: [Advice] = []
    let flags = environment["GOFLAGS"].split(separator: " ")
    if flags.contains("-mod=vendor") || flags.contains("--mod=vendor") {
      all.append(
        Advice(
          .modVendor,
          "GOFLAGS=-mod=vendor: builds read the vendor folder and ask no proxy, whatever is shown here"
        ))
    }
    if environment["GODEBUG"].split(separator: ",").contains("http2client=0") {
      all.append(
        Advice(
          .http2Disabled,
          "GODEBUG=http2client=0: go speaks HTTP/1.1 only and keeps 2 idle connections per host, so "
            + "that wide downloads connect anew again and again; without it, one connection carries all"
        ))
    }
    return all
  }
}
