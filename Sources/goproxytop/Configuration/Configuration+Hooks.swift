import GoRules
import Health
import Probing
import Text

/// A key of `[[hook]]`.
enum HookKey: String {
  case name, on, command, url, desktop, format, secret, hold, every, timeout, retries
}

/// Reads one table `[[hook]]`.
struct HookReader {
  private var hook = HookSetting(name: "")
  private(set) var problems: [ConfigurationProblem] = []
  private let taken: [String]
  private var nodes: [HookKey: TomlNode] = [:]
  private var command: [String]?
  private var url: SecretText?
  private var format: WebhookFormat?
  private var secret: SecretText?

  /// `taken`: the names of the hooks before.
  init(_ table: TomlNode, taken: [String]) {
    self.taken = taken
    guard case .table(let children) = table.value else {
      problems.append(ConfigurationProblem(table, key: "hook", expected: Sentence(.kindTable)))
      return
    }
    for (name, node) in children {
      guard let key = HookKey(rawValue: name) else {
        problems.append(ConfigurationProblem(node, key: "hook.\(name)", Sentence(.unknownKey)))
        continue
      }
      nodes[key] = node
      do throws(ConfigurationMismatch) { try read(key, node) } catch {
        problems.append(
          ConfigurationProblem(error.part ?? node, key: "hook.\(name)", error.message))
      }
    }
    if problems.isEmpty { finish(table) }
  }

  /// nil where something is wrong.
  var setting: HookSetting? { problems.isEmpty ? hook : nil }

  private mutating func read(_ key: HookKey, _ node: TomlNode) throws(ConfigurationMismatch) {
    switch key {
    case .name: hook.name = try name(node)
    case .on: hook.on = try triggers(node)
    case .command: command = try words(node)
    case .url: url = try secretText(node)
    case .secret: secret = try secretText(node)
    case .desktop: if try !ConfigurationKey.value(node) as Bool { nodes[.desktop] = nil }
    case .format: format = try ConfigurationKey.value(node)
    case .hold: hook.hold = try time(node, atLeast: .zero)
    case .every: hook.every = try time(node, atLeast: .zero)
    case .timeout: hook.timeout = try time(node, atLeast: .milliseconds(100))
    case .retries:
      let count: Int = try ConfigurationKey.value(node)
      guard (0...20).contains(count) else {
        throw ConfigurationMismatch(
          Sentence(.mustBe, .sentence(Sentence(.fromTo, .text("0"), .text("20")))))
      }
      hook.retries = count
    }
  }

  private func name(_ node: TomlNode) throws(ConfigurationMismatch) -> String {
    let name: String = try ConfigurationKey.value(node)
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
        || "-_.".unicodeScalars.contains($0)
    }
    guard isPlain, name.count <= 64 else {
      throw ConfigurationMismatch(Sentence(.expectedOnly, .sentence(Sentence(.hookNameForm))))
    }
    if taken.contains(name) {
      throw ConfigurationMismatch(Sentence(.hookNameTaken, .text(name)))
    }
    return name
  }

  private func triggers(_ node: TomlNode) throws(ConfigurationMismatch) -> [HookTrigger] {
    let known = HookTrigger.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let expected = Sentence(.kindListOf, .text(known))
    let nodes: [TomlNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
    if nodes.isEmpty { throw ConfigurationMismatch(expected: expected, found: node) }
    var triggers: [HookTrigger] = []
    for node in nodes {
      guard case .string(let word) = node.value, let trigger = HookTrigger(rawValue: word) else {
        var mismatch = ConfigurationMismatch(expected: expected, found: node)
        mismatch.part = node
        throw mismatch
      }
      triggers.append(trigger)
    }
    return triggers
  }

  /// A line is for the shell, as everywhere.
  private func words(_ node: TomlNode) throws(ConfigurationMismatch) -> [String] {
    let expected = Sentence(.hookCommandForm)
    let words: [String]
    switch node.value {
    case .string(let line): words = line.isEmpty ? [] : ["/bin/sh", "-c", line]
    case .array(let nodes):
      let all = nodes.compactMap { if case .string(let word) = $0.value { word } else { nil } }
      words = all.count == nodes.count ? all : []
    default: throw ConfigurationMismatch(expected: expected, found: node)
    }
    guard words.first?.isEmpty == false, !words.contains(where: { $0.utf8.contains(0) }) else {
      throw ConfigurationMismatch(Sentence(.expectedOnly, .sentence(expected)))
    }
    return words
  }

  private func secretText(_ node: TomlNode) throws(ConfigurationMismatch) -> SecretText {
    let text = SecretText(written: try ConfigurationKey.value(node))
    guard let place = text.place, place.hasPrefix("$") else { return text }
    let isName = place.dropFirst().unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) || $0 == "_"
    }
    // Nothing is put in for a part of a text.
    if place.count == 1 || !isName {
      throw ConfigurationMismatch(Sentence(.expectedOnly, .sentence(Sentence(.hookVariable))))
    }
    return text
  }

  private func time(
    _ node: TomlNode, atLeast least: Duration
  ) throws(ConfigurationMismatch) -> Duration {
    let time: Duration = try ConfigurationKey.value(node)
    guard time >= least, time <= .seconds(86_400) else {
      throw ConfigurationMismatch(
        Sentence(.mustBe, .sentence(Sentence(.fromTo, .text(least.written), .text("1d")))))
    }
    return time
  }

  /// What the keys are to each other.
  private mutating func finish(_ table: TomlNode) {
    func refuse(_ key: HookKey, _ message: Sentence) {
      problems.append(
        ConfigurationProblem(nodes[key] ?? table, key: "hook.\(key.rawValue)", message))
    }
    if hook.name.isEmpty { return refuse(.name, Sentence(.isMissing)) }
    let targets = [HookKey.command, .url, .desktop].filter { nodes[$0] != nil }
    guard let target = targets.last, targets.count == 1 else {
      let node = targets.last.flatMap { nodes[$0] } ?? table
      problems.append(ConfigurationProblem(node, key: "hook", Sentence(.hookOneTarget)))
      return
    }
    if nodes[.format] != nil, target != .url {
      return refuse(.format, Sentence(.hookNeeds, .text("url")))
    }
    let format = format ?? .json
    if secret != nil, target != .url || !format.canSign {
      let able = WebhookFormat.allCases.filter(\.canSign).map { "format = \"\($0.rawValue)\"" }
      return refuse(.secret, Sentence(.hookNeeds, .text(able.joined(separator: " / "))))
    }
    switch target {
    case .url:
      guard let url, url.place != nil || WebRequest(url.written) != nil else {
        return refuse(.url, Sentence(.expectedOnly, .sentence(Sentence(.hookURLForm))))
      }
      hook.target = .webhook(url, format, signedWith: secret)
    case .command: hook.target = .command(command ?? [])
    default: hook.target = .desktop
    }
  }
}

extension WebhookFormat: TomlValue {
  static var expectation: Sentence {
    let names = allCases.map { "\"\($0.rawValue)\"" }
    return Sentence(
      .kindEither, .text(names.dropLast().joined(separator: ", ")), .text(names.last ?? ""))
  }
}
