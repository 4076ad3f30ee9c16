import GoRules
import Health
import Text

/// A file of `check --policy`, and where each of its rules stands.
struct PolicyFile: Sendable {
  let path: String
  private(set) var policy = ChainPolicy()
  /// From 1.
  private(set) var lines: [ChainPolicy.Rule: Int] = [:]

  /// - Throws: the first thing that is wrong, with its place: a rule that was misread would be no rule.
  init(path: String) throws(UsageError) {
    self.path = path
    do {
      try read(try TextFile.read(path, limit: (1 << 20) + 1))
    } catch let problem as ConfigurationProblem {
      throw UsageError(problem.sentence(file: path))
    } catch let failure as TextFile.Failure {
      throw UsageError("--policy: \(failure.message)")
    } catch {
      throw UsageError("--policy: \(path): \(error)")
    }
  }

  private mutating func read(_ text: String) throws {
    let root = try TomlNode(parsing: text)
    guard case .table(let children) = root.value else { return }
    for (key, node) in children {
      guard let rule = ChainPolicy.Rule(rawValue: key) else {
        throw ConfigurationProblem(node, key: key, Sentence(.unknownKey))
      }
      do throws(ConfigurationMismatch) {
        try read(rule, node)
      } catch {
        throw ConfigurationProblem(error.part ?? node, key: key, error.message)
      }
      lines[rule] = node.line
    }
    if lines.isEmpty {
      throw ConfigurationProblem(line: 1, column: 1, key: nil, Sentence(.policyIsEmpty))
    }
  }

  private mutating func read(
    _ rule: ChainPolicy.Rule, _ node: TomlNode
  ) throws(ConfigurationMismatch) {
    switch rule {
    case .hosts:
      policy.hosts = try Self.words(node).map { word throws(ConfigurationMismatch) in
        guard let pattern = HostPattern(word) else {
          throw ConfigurationMismatch(
            Sentence(
              .expectedFound, .sentence(Sentence(.policyHost)), .text(Options.quoted(word))))
        }
        return pattern
      }
    case .separator: policy.separator = try Self.separator(node)
    case .separatorBeforeDirect: policy.separatorBeforeDirect = try Self.separator(node)
    case .sumdb: policy.needsSums = try Self.value(node)
    case .off: policy.allowsOff = try Self.value(node)
    case .verdict:
      policy.verdicts = try Self.words(node).map { word throws(ConfigurationMismatch) in
        guard let verdict = ExpectedVerdict(rawValue: word) else {
          let words = ExpectedVerdict.allCases.map(\.rawValue.toml).joined(separator: ", ")
          throw ConfigurationMismatch(
            Sentence(
              .expectedFound, .sentence(Sentence(.kindListOf, .text(words))),
              .text(Options.quoted(word))))
        }
        return verdict.verdict
      }
    case .maximumTime: policy.maximumTime = try Self.value(node)
    }
  }

  private static func value<Value: TomlValue>(
    _ node: TomlNode
  ) throws(ConfigurationMismatch) -> Value {
    guard let value = Value(toml: node) else {
      throw ConfigurationMismatch(expected: Value.expectation, found: node)
    }
    return value
  }

  private static func separator(
    _ node: TomlNode
  ) throws(ConfigurationMismatch) -> Chain.Separator {
    guard case .string(let text) = node.value, text.count == 1,
      let separator = text.first.flatMap(Chain.Separator.init)
    else {
      throw ConfigurationMismatch(
        expected: Sentence(.kindEither, .text("\",\""), .text("\"|\"")), found: node)
    }
    return separator
  }

  /// A list that is not empty, or one string alone.
  private static func words(_ node: TomlNode) throws(ConfigurationMismatch) -> [String] {
    let nodes: [TomlNode] = if case .array(let nodes) = node.value { nodes } else { [node] }
    let words = nodes.compactMap { String(toml: $0) }
    guard words.count == nodes.count, !words.isEmpty else {
      throw ConfigurationMismatch(
        expected: Sentence(.kindStrings), found: node)
    }
    return words
  }
}

extension ExpectedVerdict {
  var verdict: Walk.Verdict {
    switch self {
    case .served: .served
    case .fallback: .fallback
    case .direct: .direct
    }
  }
}
