/// The setting GOVCS: which version control may be used for which modules (cmd/go/internal/vcs `govcsConfig`).
package struct VersionControlRules: Sendable, Hashable {
  private struct Rule: Sendable, Hashable {
    var pattern: String
    var allowed: [String]
  }

  private var rules: [Rule] = []
  /// go's text where the value is none; nil where it is one.
  private var fault: String?
  private let privateModules: ModulePatterns

  /// `goprivate`: which modules are private.
  package init(govcs: String, goprivate: String) {
    privateModules = ModulePatterns(goprivate)
    do throws(Fault) {
      rules = try Self.read(govcs)
    } catch {
      fault = error.text
    }
    rules += [
      Rule(pattern: "private", allowed: ["all"]), Rule(pattern: "public", allowed: ["git", "hg"]),
    ]
  }

  /// Why go does not use `system` for the repository at `root`: its text; nil where it does (`checkGOVCS`).
  package func refusal(of system: String, root: String) -> String? {
    if let fault { return fault }
    let isPrivate = privateModules.matches(root)
    let rule = rules.first { rule in
      switch rule.pattern {
      case "private": isPrivate
      case "public": !isPrivate
      default: ModulePatterns(rule.pattern).matches(root)
      }
    }
    if let rule, rule.allowed.contains(where: { $0 == system || $0 == "all" }) { return nil }
    return "GOVCS disallows using \(system) for \(isPrivate ? "private" : "public") \(root); "
      + "see 'go help vcs'"
  }

  private struct Fault: Error {
    var text: String
  }

  /// `parseGOVCS`.
  private static func read(_ value: String) throws(Fault) -> [Rule] {
    let value = trimmed(value)
    if value.isEmpty { return [] }
    var rules: [Rule] = []
    var items: [String: String] = [:]
    for item in value.split(separator: ",", omittingEmptySubsequences: false) {
      let item = trimmed(item)
      if item.isEmpty { throw Fault(text: "empty entry in GOVCS") }
      let rule = try rule(item)
      if let old = items[rule.pattern] {
        throw Fault(
          text: "unreachable pattern in GOVCS: \(goQuoted(item)) after \(goQuoted(old))")
      }
      items[rule.pattern] = item
      rules.append(rule)
    }
    return rules
  }

  private static func rule(_ item: String) throws(Fault) -> Rule {
    guard let colon = item.firstIndex(of: ":") else {
      throw Fault(text: "malformed entry in GOVCS (missing colon): \(goQuoted(item))")
    }
    let pattern = trimmed(item[..<colon])
    let list = trimmed(item[item.index(after: colon)...])
    if pattern.isEmpty { throw Fault(text: "empty pattern in GOVCS: \(goQuoted(item))") }
    if list.isEmpty { throw Fault(text: "empty VCS list in GOVCS: \(goQuoted(item))") }
    if pattern == "." || pattern == ".." || pattern.hasPrefix("./") || pattern.hasPrefix("../") {
      throw Fault(text: "relative pattern not allowed in GOVCS: \(goQuoted(pattern))")
    }
    let allowed = list.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
    if allowed.contains("") { throw Fault(text: "empty VCS name in GOVCS: \(goQuoted(item))") }
    return Rule(pattern: pattern, allowed: allowed)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    GoText.trimmed(Array(text.utf8)[...]).text
  }
}
