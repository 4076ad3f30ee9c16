/// What is known of the git that go would run.
package struct GitSettings: Sendable, Hashable {
  /// Its command is on PATH.
  package var isInstalled: Bool
  private var environment: [String: String] = [:]
  /// Why git would meet something else than what is asked here; nil where it would not.
  private var obstacle: String?
  /// URLs that begin with one of these are replaced by others.
  private var replaced: [String] = []
  /// A program answers git when it asks for a name and password.
  package private(set) var hasCredentials = false

  /// A plain one.
  package init(isInstalled: Bool = true) { self.isInstalled = isInstalled }

  /// `files`: git's own settings, each from its beginning; nil for one that is there and cannot be read, or not to its
  /// end.
  package init(isInstalled: Bool, environment: [String: String], files: [[UInt8]?]) {
    self.isInstalled = isInstalled
    self.environment = environment
    obstacle = Self.obstacle(in: environment)
    let asks = ["GIT_ASKPASS", "SSH_ASKPASS"].contains { environment[$0]?.isEmpty == false }
    hasCredentials = asks
    for file in files {
      guard let file, let lines = GitConfigFile(file)?.lines else {
        obstacle = obstacle ?? "git may not be able to read its settings"
        continue
      }
      for line in lines { note(line) }
    }
  }

  /// Why git would not ask `url` as we do: the reason; nil where it would.
  package func obstacle(to url: String) -> String? {
    if replaced.contains(where: { url.hasPrefix($0) }) { return "git replaces the URL (insteadOf)" }
    return obstacle
      ?? (try? GoURL(parsing: url)).flatMap { Self.proxyObstacle(to: $0, environment) }
  }

  /// Variables of git that change neither whom it asks, nor whom it trusts, nor whether it works.
  private static let harmless: Set<String> = [
    "GIT_TERMINAL_PROMPT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_PAGER",
    "GIT_PAGER_IN_USE", "GIT_PREFIX", "GIT_CEILING_DIRECTORIES", "GIT_OPTIONAL_LOCKS",
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_HTTP_USER_AGENT", "GIT_MERGE_AUTOEDIT",
    "GIT_ATTR_NOSYSTEM", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_CURL_VERBOSE", "GIT_FLUSH",
    "GIT_PROTOCOL_FROM_USER", "GIT_DEFAULT_BRANCH", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS", "GIT_NO_REPLACE_OBJECTS", "GIT_DEFAULT_HASH", "GIT_DEFAULT_REF_FORMAT",
  ]
  /// So begin others of that kind.
  private static let harmlessPrefixes = [
    "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_TRACE", "GIT_PS1_", "GIT_PROMPT_",
  ]

  private static func obstacle(in environment: [String: String]) -> String? {
    func value(_ key: String) -> String { environment[key] ?? "" }
    let name = environment.keys.sorted().first { key in
      key.hasPrefix("GIT_") && !value(key).isEmpty && !harmless.contains(key)
        && !harmlessPrefixes.contains { key.hasPrefix($0) }
    }
    // go knows no proxy for all schemes.
    let all = ["ALL_PROXY", "all_proxy"].first { !value($0).isEmpty }
    if let name = name ?? all { return "\(name) is set for git" }
    // go and git then trust the same.
    if value("GIT_SSL_CAINFO") == value("SSL_CERT_FILE"), value("SSL_CERT_DIR").isEmpty {
      return nil
    }
    return value("GIT_SSL_CAINFO").isEmpty
      ? "SSL_CERT_FILE or SSL_CERT_DIR is set for go alone"
      : "GIT_SSL_CAINFO is set for git alone"
  }

  /// Settings of `[http]` that change neither whom git asks nor whom it trusts.
  private static let harmlessHTTP: Set<String> = [
    "postbuffer", "version", "useragent", "lowspeedlimit", "lowspeedtime", "maxrequests",
    "minsessions", "followredirects",
  ]
  /// Settings of `[core]` with any text for a value, and those that git takes for true or false.
  private static let coreTexts: Set<String> = [
    "editor", "pager", "excludesfile", "attributesfile", "hookspath", "sshcommand", "gitproxy",
    "whitespace", "commentchar",
  ]
  private static let coreSwitches: Set<String> = [
    "filemode", "symlinks", "ignorecase", "precomposeunicode", "quotepath", "untrackedcache",
    "trustctime", "preloadindex", "logallrefupdates", "autocrlf", "fsmonitor", "longpaths",
    "fscache", "protecthfs", "protectntfs", "commitgraph", "multipackindex",
  ]
  private static let switchValues: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "1", "0", "input", "always",
  ]

  private mutating func note(_ line: GitConfigFile.Line) {
    let (section, key) = (line.section, line.key)
    switch section {
    case "url" where key == "insteadof": replaced.append(line.value ?? "")
    case "http" where !Self.harmlessHTTP.contains(key):
      obstacle = obstacle ?? "git is told http.\(key)"
    case "remote" where key == "proxy": obstacle = obstacle ?? "git is told remote.proxy"
    case "include": obstacle = obstacle ?? "git's settings include other files"
    // Such a file may be about where go has its repositories.
    case "includeif" where !line.subsection.lowercased().hasPrefix("gitdir"):
      obstacle = obstacle ?? "git's settings include other files"
    case "protocol": obstacle = obstacle ?? "git is told protocol.\(key)"
    case "core" where key == "askpass": hasCredentials = true
    case "core" where Self.coreTexts.contains(key) && line.value != nil: break
    case "core" where Self.coreSwitches.contains(key) && line.isSwitch(Self.switchValues): break
    case "core": obstacle = obstacle ?? "git is told core.\(key)"
    case "credential": hasCredentials = true
    // git dies of a name without a value.
    case "user", "author", "committer", "i18n", "init":
      if line.value == nil { obstacle = obstacle ?? "git is told \(section).\(key)" }
    default: break
    }
  }
}

extension GitConfigFile.Line {
  /// One of the words for true and false, or none at all.
  fileprivate func isSwitch(_ words: Set<String>) -> Bool {
    value.map { $0.isEmpty || words.contains($0.lowercased()) } ?? true
  }
}
