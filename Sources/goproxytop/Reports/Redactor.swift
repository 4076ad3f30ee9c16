import Diagnosis
import GoRules
import Health
import Text

/// Takes passwords out of what is printed, whoever said it; and what is printed for others is without private names too: hosts
/// of private mirrors and forward proxies, users, private modules, queries of URLs, the home folder. The same name always
/// becomes the same word.
struct Redactor: Sendable {
  private var words: [(name: String, stand: String)] = []
  private let isForOthers: Bool

  /// Leaves private names.
  init() { isForOthers = false }

  init(_ settings: MonitorSettings, _ go: GoEnvironment) {
    isForOthers = true
    var hosts: [String] = []
    for mirror in settings.mirrors where settings.isPrivate(mirror.url) {
      if !hosts.contains(mirror.url.host) { hosts.append(mirror.url.host) }
      if mirror.name != mirror.url.host { hosts.append(mirror.name) }
      if let user = mirror.url.user { add(user, "user") }
    }
    for (index, host) in hosts.enumerated() { add(host, "private-\(index + 1).example") }
    for name in ["HTTPS_PROXY", "HTTP_PROXY"] {
      for name in [name, name.lowercased()] {
        guard let value = go.variables[name] else { continue }
        let rest = value.firstRange(of: "://").map { value[$0.upperBound...] } ?? value[...]
        let authority = rest.prefix { $0 != "/" }
        add(String(authority.split(separator: "@").last ?? ""), "proxy.example")
        if let at = authority.lastIndex(of: "@") { add(String(authority[..<at]), "user") }
      }
    }
    let patterns = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"].flatMap {
      go[$0].split(separator: ",").map(String.init)
    }
    for canary in settings.canaries
    where patterns.contains(where: { ModulePatterns($0).matches(canary.module) }) {
      add(canary.module, "private.example/module")
      add(ServerText(canary.module).text, "private.example/module")
    }
    for (index, pattern) in patterns.enumerated() { add(pattern, "pattern-\(index + 1)") }
    // Commands and linker flags may hold anything.
    add(go["GOAUTH"], "(GOAUTH)")
    if go["GOFLAGS"].contains("ldflags") { add(go["GOFLAGS"], "(GOFLAGS)") }
    if let home = go.variables["HOME"], home != "/" { add(home, "~") }
    words.sort { $0.name.utf8.count > $1.name.utf8.count }
  }

  /// The same, and what a log has of such names.
  init(_ settings: MonitorSettings, _ go: GoEnvironment, log: GoLog) {
    self.init(settings, go)
    let urls = log.failures.compactMap(\.url) + log.trace.requests.map(\.url)
    for url in Set(urls.map { RequestURL($0).base }).sorted() {
      guard let proxy = try? ProxyURL(parsingOne: url), proxy.isPrivate else { continue }
      add(proxy.host, "private.example")
    }
    let patterns = ModulePatterns(go["GOPRIVATE"])
    let modules =
      log.failures.flatMap { [$0.modulePath].compactMap(\.self) + $0.others }
      + urls.compactMap { RequestURL($0).module }
    for module in Set(modules.map { String($0.prefix { $0 != "@" }) }).sorted()
    where patterns.matches(module) {
      add(module, "private.example/module")
    }
    words.sort { $0.name.utf8.count > $1.name.utf8.count }
  }

  private mutating func add(_ name: String, _ stand: String) {
    // One that is too short would be found in the middle of others.
    guard name.utf8.count > 2, !["none", "direct", "off", "netrc"].contains(name) else { return }
    words.append((name, stand))
  }

  func callAsFunction(_ text: String) -> String {
    let text = Redaction.passwordsHidden(text)
    if !isForOthers { return text }
    return words.reduce(Redaction.queriesHidden(text)) { $0.replacing($1.name, with: $1.stand) }
  }
}
