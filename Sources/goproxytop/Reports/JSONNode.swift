/// What an `Encodable` says of itself, as a tree of JSON. Foundation's encoder would be a third of the program's file.
final class JSONNode: Encoder {
  enum Content {
    /// A number, `true`, `false` or `null`, as it is written.
    case literal(String)
    case string(String)
    case array([JSONNode])
    case object([String: JSONNode])
  }

  private(set) var content = Content.literal("null")
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  /// `null`, until it is encoded to.
  init() {}

  /// Throws `EncodingError` where a number has no decimal form.
  init<Value: Encodable>(_ value: Value) throws {
    switch value {
    case let text as String: content = .string(text)
    case let flag as Bool: content = .literal(flag ? "true" : "false")
    case let number as any BinaryInteger: content = .literal("\(number)")
    case let number as any BinaryFloatingPoint:
      guard number.isFinite else {
        throw EncodingError.invalidValue(
          value, .init(codingPath: [], debugDescription: "JSON has no \(number)"))
      }
      let digits = "\(number)"
      content = .literal(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
    default: try value.encode(to: self)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object = content {} else { content = .object([:]) }
    return KeyedEncodingContainer(Fields<Key>(node: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .array = content {} else { content = .array([]) }
    return Elements(node: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Whole(node: self) }

  private func add(_ node: JSONNode, at key: String) {
    guard case .object(var fields) = content else { return }
    content = .literal("null")
    fields[key] = node
    content = .object(fields)
  }

  private func append(_ node: JSONNode) {
    guard case .array(var elements) = content else { return }
    content = .literal("null")
    elements.append(node)
    content = .array(elements)
  }

  /// `lastedMs` as `lasted_ms`: each capital begins a word, so no name here may have two in a row.
  private static func snakeCase(_ name: String) -> String {
    var text = ""
    for character in name {
      text += character.isUppercase ? "_\(character.lowercased())" : "\(character)"
    }
    return text
  }
}

extension JSONNode {
  private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) { _ = added(JSONNode(), key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      _ = added(try JSONNode(value), key)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      added(JSONNode(), key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      added(JSONNode(), key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { node }

    func superEncoder(forKey key: Key) -> any Encoder { added(JSONNode(), key) }

    private func added(_ part: JSONNode, _ key: Key) -> JSONNode {
      let isVerbatim = key is any VerbatimKey
      node.add(part, at: isVerbatim ? key.stringValue : JSONNode.snakeCase(key.stringValue))
      return part
    }
  }

  private struct Elements: UnkeyedEncodingContainer {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    var count: Int {
      if case .array(let elements) = node.content { elements.count } else { 0 }
    }

    func encodeNil() { _ = added(JSONNode()) }

    func encode<Value: Encodable>(_ value: Value) throws { _ = added(try JSONNode(value)) }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      added(JSONNode()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      added(JSONNode()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { added(JSONNode()) }

    private func added(_ part: JSONNode) -> JSONNode {
      node.append(part)
      return part
    }
  }

  private struct Whole: SingleValueEncodingContainer {
    let node: JSONNode
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { node.content = .literal("null") }

    func encode<Value: Encodable>(_ value: Value) throws {
      node.content = try JSONNode(value).content
    }
  }
}

/// A key that JSON has as it is, without words of its own: the forms of others are not in snake case.
protocol VerbatimKey: CodingKey {}
