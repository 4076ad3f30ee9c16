/// What is known of the git that go would run.
package struct GitSettings: Sendable, Hashable {
  /// Its command is on PATH.
  package var isInstalled: Bool
  /// Why git would meet something else than what is asked here; nil where it would not.
  private var obstacle: String?
  /// URLs that begin with one of these are replaced by others.
  private var replaced: [String] = []
  /// A program answers git when it asks for a name and password.
  package private(set) var hasCredentials = false

  /// A plain one.
  package init(isInstalled: Bool = true) { self.isInstalled = isInstalled }

  /// `files`: git's own settings as text, each from its beginning.
  package init(isInstalled: Bool, environment: [String: String], files: [String]) {
    self.isInstalled = isInstalled
    obstacle = Self.obstacle(in: environment)
    let asks = ["GIT_ASKPASS", "SSH_ASKPASS"].contains { environment[$0]?.isEmpty == false }
    hasCredentials = asks
    for file in files { read(file) }
  }

  /// Why git would not ask `url` as we do: the reason; nil where it would.
  package func obstacle(to url: String) -> String? {
    if replaced.contains(where: { url.hasPrefix($0) }) { return "git replaces the URL (insteadOf)" }
    return obstacle
  }

  /// Variables of git and of its HTTP library that change whom it asks, or whom it trusts.
  private static let variables = [
    "GIT_SSL_NO_VERIFY", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_SSL_VERSION",
    "GIT_SSL_CIPHER_LIST", "GIT_ALLOW_PROTOCOL", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
    "GIT_EXEC_PATH", "GIT_DIR", "GIT_HTTP_PROXY_AUTHMETHOD", "ALL_PROXY", "all_proxy",
  ]

  private static func obstacle(in environment: [String: String]) -> String? {
    func value(_ key: String) -> String { environment[key] ?? "" }
    if let name = variables.first(where: { !value($0).isEmpty }) { return "\(name) is set for git" }
    // go and git then trust the same.
    if value("GIT_SSL_CAINFO") == value("SSL_CERT_FILE"), value("SSL_CERT_DIR").isEmpty {
      return nil
    }
    return value("GIT_SSL_CAINFO").isEmpty
      ? "SSL_CERT_FILE or SSL_CERT_DIR is set for go alone"
      : "GIT_SSL_CAINFO is set for git alone"
  }

  /// Settings of `[http]` that change neither whom git asks nor whom it trusts.
  private static let harmless: Set<String> = [
    "postbuffer", "version", "useragent", "lowspeedlimit", "lowspeedtime", "maxrequests",
    "minsessions", "followredirects",
  ]

  /// Sections and keys as in git-config(1); values in quotes and over several lines are read as far as they are needed.
  private mutating func read(_ file: String) {
    var section = ""
    for line in file.split(whereSeparator: \.isNewline) {
      var line = line.drop { $0 == " " || $0 == "\t" }
      if line.first == "[" {
        let head = line.dropFirst().prefix { $0 != "]" }
        section = head.prefix { $0 != " " && $0 != "." && $0 != "\t" }.lowercased()
        if section == "includeif", !head.lowercased().contains("gitdir") { section = "include" }
        line = line.dropFirst(head.count + 2).drop { $0 == " " || $0 == "\t" }
      }
      guard let first = line.first, first != "#", first != ";" else { continue }
      let key = line.prefix { $0 != "=" && $0 != " " && $0 != "\t" }.lowercased()
      let value = line.drop { $0 != "=" }.dropFirst().drop { $0 == " " || $0 == "\t" }
      note(section, key, value.filter { $0 != "\"" })
    }
  }

  private mutating func note(_ section: String, _ key: String, _ value: String) {
    switch section {
    case "url" where key == "insteadof":
      var value = Substring(value)
      while let last = value.last, last == " " || last == "\t" { value.removeLast() }
      replaced.append(String(value))
    case "http" where !Self.harmless.contains(key): obstacle = obstacle ?? "git is told http.\(key)"
    case "remote" where key == "proxy": obstacle = obstacle ?? "git is told remote.proxy"
    case "include": obstacle = obstacle ?? "git's settings include other files"
    case "protocol": obstacle = obstacle ?? "git is told protocol.\(key)"
    case "core" where key == "askpass": hasCredentials = true
    case "credential": hasCredentials = true
    default: break
    }
  }
}
