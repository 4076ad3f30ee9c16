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
    if let separator = Self.wrongSeparator(in: setting.value) {
      all.append(Advice(.wrongSeparator(separator)))
    }
    return all
  }

  /// `;` or white space between two URLs; nil where there is none.
  private static func wrongSeparator(in value: String) -> String? {
    for entry in value.unicodeScalars.split(whereSeparator: { $0 == "," || $0 == "|" }) {
      let words = Redaction.trimmed(String(entry)).unicodeScalars
      let space = words.split { $0.properties.isWhitespace }
      if space.count > 1 { return " " }
      if words.split(separator: ";").dropFirst().contains(where: { Self.looksLikeEntry(String($0)) }
      ) {
        return ";"
      }
    }
    return nil
  }

  private static func looksLikeEntry(_ text: String) -> Bool {
    text.contains("://") || text == "direct" || text == "off" || text.contains(".")
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
      + patternAdvice(environment) + flagAdvice(environment) + unknownAdvice(environment)
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
    let modules = Set(mirrors.map(\.mirror.canary.module)).union(Self.wellKnown)
    guard let module = modules.sorted().first(where: { Self.isPublic($0) && patterns.matches($0) })
    else { return [] }
    return [Advice(.unverified(module: ServerText(module).text))]
  }

  /// One of each host that has most of the public modules.
  private static let wellKnown = [
    ModuleVersion.standard.module, "github.com/stretchr/testify", "google.golang.org/protobuf",
    "gopkg.in/yaml.v3",
  ]

  /// Modules that the public checksum database is known to have.
  private static func isPublic(_ module: String) -> Bool {
    ModulePatterns("golang.org/x,github.com,google.golang.org,gopkg.in").matches(module)
  }

  /// The first pattern of each variable that was written for something that go does not do.
  private func patternAdvice(_ environment: GoEnvironment) -> [Advice] {
    ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"].compactMap { key in
      let list = environment[key]
      for pattern in list.unicodeScalars.split(separator: ",").map({ String($0) }) {
        guard let fault = Advice.PatternFault(pattern) else { continue }
        let shown = Redaction.conservative(pattern, hidesAll: list.contains("@"))
        return Advice(.pattern(key: key, pattern: goQuoted(ServerText(shown).text), fault))
      }
      return nil
    }
  }

  /// What articles and other tools have, and go does not.
  private func unknownAdvice(_ environment: GoEnvironment) -> [Advice] {
    let variables = environment.variables.keys.filter { name in
      name.hasPrefix("GO")
        && (name.hasSuffix("TIMEOUT") || ["GO_PROXY", "GOPROXIES"].contains(name))
    }
    let settings = environment["GODEBUG"].split(separator: ",")
      .map { $0.prefix { $0 != "=" } }
      .filter { $0.hasPrefix("http") && !Self.debugSettings.contains($0) }
      .map { "GODEBUG=\(ServerText(String($0)).text)" }
    return (variables.sorted().map { ServerText($0).text } + settings).map {
      Advice(.unknownVariable($0))
    }
  }

  /// Those of net/http (internal/godebugs/table.go).
  private static let debugSettings: Set<Substring> = [
    "http2client", "http2debug", "http2server", "httpcookiemaxnum", "httplaxcontentlength",
    "httpmuxgo121", "httpservecontentkeepheaders", "httpservecontentmaxranges",
  ]

  private func flagAdvice(_ environment: GoEnvironment) -> [Advice] {
    var all: [Advice] = []
    let flags = environment["GOFLAGS"].split(separator: " ")
    if flags.contains("-mod=vendor") || flags.contains("--mod=vendor") {
      all.append(Advice(.modVendor))
    }
    if environment["GODEBUG"].split(separator: ",").contains("http2client=0") {
      all.append(Advice(.http2Disabled))
    }
    if let name = environment.missingToolchain { all.append(Advice(.toolchainFirst(name))) }
    return all
  }
}

extension Advice.PatternFault {
  /// What is wrong with one pattern; nil for nothing that can be told.
  fileprivate init?(_ pattern: String) {
    if Redaction.trimmed(pattern) != pattern {
      self = .space
    } else if pattern.contains(where: { "\"'`".contains($0) }) {
      self = .quotes
    } else if pattern.contains("://") {
      self = .scheme
    } else if pattern.contains(";") {
      self = .semicolon
    } else if pattern.contains("|") {
      self = .pipe
    } else if pattern.contains("${") || pattern.hasPrefix("$") {
      self = .variable
    } else if pattern.contains(where: { "[]{}()".contains($0) }) {
      self = .brackets
    } else if pattern.hasSuffix("/...") {
      self = .dots
    } else {
      return nil
    }
  }
}
