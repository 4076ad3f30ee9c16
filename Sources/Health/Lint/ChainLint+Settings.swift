import GoRules

extension ChainLint {
  /// What the value of GOPROXY as a whole gives to tell.
  var settingAdvice: [Advice] {
    var all: [Advice] = []
    if setting.value.isEmpty {
      all.append(Advice(setting.source == .goEnvFile ? .emptyInEnvFile : .emptyInGOROOT))
    }
    if let (terminator, ignored) = Self.afterTerminator(setting.value) {
      all.append(Advice(.entriesAfter(terminator: terminator, ignored: ignored)))
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
    return [Advice(.overridden(value: GoproxySetting.redact(written)))]
  }

  private func verificationAdvice(_ environment: GoEnvironment) -> [Advice] {
    if environment.checksumDatabase == .off { return [Advice(.sumdbOff)] }
    let patterns = ModulePatterns(environment.gonosumdb)
    let modules = Set(mirrors.map(\.mirror.canary.module)).union([ModuleVersion.standard.module])
    guard let module = modules.sorted().first(where: { Self.isPublic($0) && patterns.matches($0) })
    else { return [] }
    return [Advice(.unverified(module: ServerText(module).text))]
  }

  /// Modules that the public checksum database is known to have.
  private static func isPublic(_ module: String) -> Bool {
    ModulePatterns("golang.org/x,github.com,google.golang.org,gopkg.in").matches(module)
  }

  private func patternAdvice(_ environment: GoEnvironment) -> [Advice] {
    ["GOPRIVATE", "GONOPROXY", "GONOSUMDB"].compactMap { key in
      let list = environment[key].unicodeScalars.split(separator: ",").map { String($0) }
      guard let pattern = list.first(where: { Redaction.trimmed($0) != $0 }) else { return nil }
      return Advice(.patternWithSpace(key: key, pattern: goQuoted(ServerText(pattern).text)))
    }
  }

  private func flagAdvice(_ environment: GoEnvironment) -> [Advice] {
    var all: [Advice] = []
    let flags = environment["GOFLAGS"].split(separator: " ")
    if flags.contains("-mod=vendor") || flags.contains("--mod=vendor") {
      all.append(Advice(.modVendor))
    }
    if environment["GODEBUG"].split(separator: ",").contains("http2client=0") {
      all.append(Advice(.http2Disabled))
    }
    return all
  }
}
