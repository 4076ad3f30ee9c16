import Dashboard
import GoRules
import Health
import Record
import Text
import Watching

/// Reading a configuration file: every problem is named with its place, and where there is one the
/// file as a whole does not count.
extension Configuration {
  /// Reads `text`.
  /// - Returns: the configuration, and what was wrong in the order of the file.
  static func read(_ text: String) -> (
    configuration: Configuration, problems: [ConfigurationProblem]
  ) {
    var reader = Reader()
    do {
      let root = try TomlNode(parsing: text)
      if case .table(let children) = root.value { reader.readTop(children) }
    } catch {
      reader.problems.append(error)
    }
    let problems = reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    return (reader.configuration, problems)
  }

  /// A chain that go would refuse is refused with its words, and one with `;` between its entries, too.
  static func check(chain: String) throws(ConfigurationMismatch) {
    do throws(ChainError) {
      for entry in try Chain(parsing: chain).entries { try entry.url?.checkHost() }
    } catch {
      throw ConfigurationMismatch(Sentence(verbatim: error.text))
    }
  }

  private struct Reader {
    var configuration = Configuration()
    var problems: [ConfigurationProblem] = []
    let keys = ConfigurationKey.all

    mutating func readTop(_ children: [(key: String, node: TomlNode)]) {
      for (key, node) in children {
        switch key {
        case "thresholds": forEachChild(of: node, key) { $0.readValue("thresholds", $1, $2) }
        case "gateway": forEachChild(of: node, key) { $0.readValue("gateway", $1, $2) }
        case "keys": forEachChild(of: node, key) { $0.readBinding($1, $2) }
        case "mirror": forEachTable(of: node, key) { $0.readMirror($1) }
        case "hook": forEachTable(of: node, key) { $0.readHook($1) }
        case "profiles": forEachChild(of: node, key) { $0.readProfile($1, $2) }
        default: readValue(nil, key, node)
        }
      }
    }

    private mutating func forEachChild(
      of node: TomlNode, _ key: String, _ body: (inout Reader, String, TomlNode) -> Void
    ) {
      guard case .table(let children) = node.value else {
        problems.append(ConfigurationProblem(node, key: key, expected: Sentence(.kindTable)))
        return
      }
      for (key, child) in children { body(&self, key, child) }
    }

    private mutating func readValue(_ table: String?, _ name: String, _ node: TomlNode) {
      let path = table.map { "\($0).\(name)" } ?? name
      guard let key = keys.first(where: { $0.table == table && $0.name == name }) else {
        problems.append(ConfigurationProblem(node, key: path, Sentence(.unknownKey)))
        return
      }
      do {
        try key.read(node, &configuration)
      } catch {
        problems.append(ConfigurationProblem(error.part ?? node, key: path, error.message))
      }
    }

    private mutating func readBinding(_ name: String, _ node: TomlNode) {
      let path = "keys.\(name)"
      guard let action = KeyAction(rawValue: name) else {
        problems.append(ConfigurationProblem(node, key: path, Sentence(.unknownAction)))
        return
      }
      let nodes: [TomlNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
      var keys: [Key] = []
      for node in nodes {
        guard case .string(let text) = node.value, let key = Key(name: text) else {
          let mismatch = ConfigurationMismatch(expected: Sentence(.kindKey), found: node)
          problems.append(ConfigurationProblem(node, key: path, mismatch.message))
          return
        }
        keys.append(key)
      }
      configuration.keys.append((action, keys))
    }

    private mutating func readProfile(_ name: String, _ node: TomlNode) {
      let path = "profiles.\(name)"
      do throws(ConfigurationMismatch) {
        guard let goproxy = String(toml: node) else {
          throw ConfigurationMismatch(expected: Sentence(.kindNonEmptyString), found: node)
        }
        try Configuration.check(chain: goproxy)
        configuration.profiles.append((name, goproxy))
      } catch {
        problems.append(ConfigurationProblem(node, key: path, error.message))
      }
    }

    private mutating func forEachTable(
      of node: TomlNode, _ key: String, _ body: (inout Reader, TomlNode) -> Void
    ) {
      guard case .array(let tables) = node.value else {
        let expected = Sentence(verbatim: "[[\(key)]]")
        problems.append(ConfigurationProblem(node, key: key, expected: expected))
        return
      }
      for table in tables { body(&self, table) }
    }

    private mutating func readHook(_ table: TomlNode) {
      let reader = HookReader(table, taken: configuration.hooks.map(\.name))
      problems += reader.problems
      if let hook = reader.setting { configuration.hooks.append(hook) }
    }

    private mutating func readMirror(_ table: TomlNode) {
      var mirrorName: String?
      var url: ProxyURL?
      var group: String?
      var canary: ModuleVersion?
      let before = problems.count
      forEachChild(of: table, "mirror") { reader, name, node in
        func refuse(_ message: Sentence) {
          reader.problems.append(ConfigurationProblem(node, key: "mirror.\(name)", message))
        }
        guard let key = MirrorKey(rawValue: name) else { return refuse(Sentence(.unknownKey)) }
        guard case .string(let text) = node.value, !text.isEmpty else {
          return refuse(
            ConfigurationMismatch(expected: Sentence(.kindNonEmptyString), found: node).message)
        }
        switch key {
        case .name:
          mirrorName = text
          if reader.configuration.mirrors.contains(where: { $0.name == text }) {
            refuse(Sentence(.nameIsTaken, .text(text)))
          }
        case .group: group = text
        case .url:
          do throws(ChainError) { url = try ProxyURL(parsingOne: text) } catch {
            refuse(Sentence(verbatim: error.text))
          }
        case .canary:
          canary = ModuleVersion(text)
          if canary == nil { refuse(Sentence(.expectedOnly, .text("MODULE@VERSION"))) }
        }
      }
      guard problems.count == before else { return }
      guard let url else {
        problems.append(ConfigurationProblem(table, key: "mirror.url", Sentence(.isMissing)))
        return
      }
      configuration.mirrors.append(
        WatchedMirror(name: mirrorName, url: url, group: group, canary: canary))
    }
  }
}

/// A key of `[[mirror]]`, and what the template shows for it.
enum MirrorKey: String, CaseIterable {
  case name, url, group, canary

  var example: String {
    switch self {
    case .name: "athens"
    case .url: "https://athens.example.com"
    case .group: "private"
    case .canary: "example.com/private/module@v1.0.0"
    }
  }
}
