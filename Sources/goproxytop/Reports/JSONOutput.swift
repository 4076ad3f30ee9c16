/// JSON (RFC 8259) as it is printed: indented, keys in snake case and in the order of the alphabet, slashes as they
/// are.
enum JSONOutput {
  /// - Throws: `EncodingError` for a number that JSON cannot tell.
  static func text(_ value: some Encodable) throws -> String {
    var text = ""
    try JSONNode(value).write(to: &text, indent: 0)
    return text
  }
}

/// A value on its way to text. A class, because the containers of `Encoder` fill it in from several places.
private final class JSONNode {
  enum Content {
    /// `null`, `true`, `false` or a number.
    case literal(String)
    case string(String)
    case array([JSONNode])
    case object([String: JSONNode])
  }

  var content: Content

  init(_ content: Content = .literal("null")) { self.content = content }

  convenience init(_ value: some Encodable) throws {
    self.init()
    switch value {
    case let string as String: content = .string(string)
    case let bool as Bool: content = .literal(bool ? "true" : "false")
    case let number as any BinaryInteger: content = .literal(number.description)
    case let number as Double:
      guard number.isFinite else {
        throw EncodingError.invalidValue(
          number, EncodingError.Context(codingPath: [], debugDescription: "not a JSON number"))
      }
      content = .literal(number.description)
    default: try value.encode(to: JSONNodeEncoder(node: self))
    }
  }

  func append(_ node: JSONNode) {
    guard case .array(var nodes) = content else { return content = .array([node]) }
    // Two owners would copy the whole array for each element.
    content = .array([])
    nodes.append(node)
    content = .array(nodes)
  }

  func set(_ node: JSONNode, for key: any CodingKey) {
    guard case .object(var members) = content else {
      return content = .object([Self.snakeCase(key.stringValue): node])
    }
    content = .object([:])
    members[Self.snakeCase(key.stringValue)] = node
    content = .object(members)
  }

  private static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  func write(to text: inout String, indent: Int) {
    switch content {
    case .literal(let literal): text += literal
    case .string(let string): Self.write(string, to: &text)
    case .array(let nodes):
      Self.write(nodes, "[", "]", to: &text, indent: indent) { node, text in
        node.write(to: &text, indent: indent + 2)
      }
    case .object(let members):
      Self.write(members.sorted { $0.key < $1.key }, "{", "}", to: &text, indent: indent) {
        member, text in
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 2)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, to text: inout String, indent: Int,
    each: (Element, inout String) -> Void
  ) {
    guard !elements.isEmpty else { return text += open + close }
    let line = "\n" + String(repeating: " ", count: indent)
    text += open
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "" : ",") + line + "  "
      each(element, &text)
    }
    text += line + close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

// MARK: Encoder

private struct JSONNodeEncoder: Encoder, SingleValueEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.content = .object([:])
    return KeyedEncodingContainer(JSONObjectContainer(node: node))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .array([])
    return JSONArrayContainer(node: node)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() { node.content = .literal("null") }
  func encode(_ value: some Encodable) throws { node.content = try JSONNode(value).content }
}

private struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { node.set(JSONNode(), for: key) }
  func encode(_ value: some Encodable, forKey key: Key) throws {
    node.set(try JSONNode(value), for: key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    nested(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { JSONNodeEncoder(node: node) }
  func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> JSONNodeEncoder {
    let child = JSONNode()
    node.set(child, for: key)
    return JSONNodeEncoder(node: child)
  }
}

private struct JSONArrayContainer: UnkeyedEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }
  var count: Int { if case .array(let nodes) = node.content { nodes.count } else { 0 } }

  func encodeNil() { node.append(JSONNode()) }
  func encode(_ value: some Encodable) throws { node.append(try JSONNode(value)) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  func superEncoder() -> any Encoder { nested() }

  private func nested() -> JSONNodeEncoder {
    let child = JSONNode()
    node.append(child)
    return JSONNodeEncoder(node: child)
  }
}
