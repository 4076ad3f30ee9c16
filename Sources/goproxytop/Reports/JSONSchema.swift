/// The shape of a report, as JSON Schema (draft 2020-12) has it. More fields may come; those that are named stay.
indirect enum JSONSchema: Encodable, Sendable {
  enum Kind: String, Sendable { case string, number, integer, null }

  case value(Kind)
  /// Or `null`.
  case nullable(Kind)
  /// One of these.
  case words([String])
  case time
  case array(JSONSchema)
  /// Every field is always there.
  case object([String: JSONSchema])

  /// One that stands alone.
  struct Document: Encodable, Sendable {
    var title: String
    var root: JSONSchema

    func encode(to encoder: any Encoder) throws {
      try root.encode(to: encoder)
      var fields = encoder.container(keyedBy: Key.self)
      try fields.encode("https://json-schema.org/draft/2020-12/schema", forKey: .version)
      try fields.encode(title, forKey: .title)
    }
  }

  private enum Key: String, CodingKey {
    case version = "$schema"
    case title, type, format, items, properties, required
    case words = "enum"
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    switch self {
    case .value(let kind): try fields.encode(kind.rawValue, forKey: .type)
    case .nullable(let kind): try fields.encode([kind, .null].map(\.rawValue), forKey: .type)
    case .words(let words): try fields.encode(words, forKey: .words)
    case .time:
      try fields.encode("string", forKey: .type)
      try fields.encode("date-time", forKey: .format)
    case .array(let items):
      try fields.encode("array", forKey: .type)
      try fields.encode(items, forKey: .items)
    case .object(let properties):
      try fields.encode("object", forKey: .type)
      try fields.encode(properties, forKey: .properties)
      try fields.encode(properties.keys.sorted(), forKey: .required)
    }
  }
}
