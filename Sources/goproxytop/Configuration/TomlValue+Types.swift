import Dashboard
import GoRules
import Health
import Record
import Text

extension String: TomlValue {
  static var expectation: Sentence { Sentence(.kindNonEmptyString) }

  init?(toml node: TomlNode) {
    guard case .string(let text) = node.value, !text.isEmpty else { return nil }
    self = text
  }

  var toml: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 32 || scalar.value == 127:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension Bool: TomlValue {
  static var expectation: Sentence { Sentence(.kindBoolean) }

  init?(toml node: TomlNode) {
    guard case .boolean(let value) = node.value else { return nil }
    self = value
  }

  var toml: String { "\(self)" }
}

extension Int: TomlValue {
  static var expectation: Sentence { Sentence(.kindWholeNumber) }

  init?(toml node: TomlNode) {
    guard case .integer(let value) = node.value else { return nil }
    self = Int(value)
  }

  var toml: String { "\(self)" }
}

extension Double: TomlValue {
  static var expectation: Sentence { Sentence(.kindNumber) }

  init?(toml node: TomlNode) {
    switch node.value {
    case .integer(let value): self = Double(value)
    case .float(let value) where value.isFinite: self = value
    default: return nil
    }
  }

  var toml: String { "\(self)" }
}

extension Duration: TomlValue {
  static var expectation: Sentence { Sentence(.kindTime) }

  init?(toml node: TomlNode) {
    switch node.value {
    case .string(let text): self.init(written: text)
    // A number counts seconds.
    case .integer(let value): self.init(written: "\(value)")
    default: return nil
    }
  }

  var toml: String { written.toml }
}

extension [ModuleVersion]: TomlValue {
  static var expectation: Sentence { Sentence(.kindListOf, .text("\"MODULE@VERSION\"")) }

  init?(toml node: TomlNode) {
    guard case .array(let nodes) = node.value else { return nil }
    self = []
    for node in nodes {
      guard case .string(let text) = node.value, let canary = ModuleVersion(text) else {
        return nil
      }
      append(canary)
    }
  }

  var toml: String { "[" + map(\.description.toml).joined(separator: ", ") + "]" }

  static func mistake(in node: TomlNode) -> TomlNode {
    node.firstElement { [ModuleVersion](toml: $0) == nil } ?? node
  }
}

struct ChosenColumns: Sendable, TomlValue {
  let columns: [MirrorColumn]

  static var expectation: Sentence {
    Sentence(.kindColumns, .text(MirrorColumn.names(MirrorColumn.choosable)))
  }

  init?(toml node: TomlNode) {
    guard case .array(let nodes) = node.value else { return nil }
    let names = nodes.map { if case .string(let name) = $0.value { name } else { "" } }
    guard case .columns(let columns) = MirrorColumn.read(names), !columns.isEmpty else {
      return nil
    }
    self.columns = columns
  }

  var toml: String { "[" + columns.map(\.rawValue.toml).joined(separator: ", ") + "]" }

  static func mistake(in node: TomlNode) -> TomlNode {
    node.firstElement { ChosenColumns(toml: $0) == nil } ?? node
  }
}

extension Set<EvadedFailure>: TomlValue {
  static var expectation: Sentence {
    Sentence(.kindEvaded, .text(EvadedFailure.allCases.map(\.rawValue).joined(separator: ", ")))
  }

  init?(toml node: TomlNode) {
    guard case .array(let nodes) = node.value else { return nil }
    let words = nodes.map { if case .string(let word) = $0.value { word } else { "" } }
    let failures = words.compactMap(EvadedFailure.init)
    guard failures.count == words.count else { return nil }
    self = Set(failures)
  }

  var toml: String {
    let words = EvadedFailure.allCases.filter(contains).map(\.rawValue.toml)
    return "[" + words.joined(separator: ", ") + "]"
  }

  static func mistake(in node: TomlNode) -> TomlNode {
    node.firstElement { Set<EvadedFailure>(toml: $0) == nil } ?? node
  }
}

extension PassThrough: TomlValue {
  static var expectation: Sentence {
    Sentence(.kindEither, .text("true, false"), .text("\"all\""))
  }

  init?(toml node: TomlNode) {
    switch node.value {
    case .boolean(let isOn): self = isOn ? .needed : .none
    case .string("all"): self = .all
    default: return nil
    }
  }

  var toml: String {
    switch self {
    case .none: "false"
    case .needed: "true"
    case .all: "\"all\""
    }
  }
}

extension TomlNode {
  /// The first element of an array for which `isWrong` holds of an array of it alone; nil for none.
  fileprivate func firstElement(where isWrong: (TomlNode) -> Bool) -> TomlNode? {
    guard case .array(let nodes) = value else { return nil }
    return nodes.first { element in
      var alone = self
      alone.value = .array([element])
      return isWrong(alone)
    }
  }
}

extension TomlValue where Self: RawRepresentable, RawValue == String {
  init?(toml node: TomlNode) {
    guard case .string(let text) = node.value else { return nil }
    self.init(rawValue: text)
  }

  var toml: String { rawValue.toml }
}

extension Language: TomlValue {
  static var expectation: Sentence { Sentence(.kindEither, .text("\"en\""), .text("\"zh\"")) }
}

extension GlyphSet: TomlValue {
  static var expectation: Sentence {
    Sentence(.kindEither, .text("\"braille\", \"block\""), .text("\"ascii\""))
  }
}
