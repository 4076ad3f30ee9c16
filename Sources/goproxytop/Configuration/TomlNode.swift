import CToml
import GoRules
import Text

/// One value of a TOML document, with the place of its key (or, in an array, its own).
struct TomlNode: Sendable {
  enum Value: Sendable {
    case table([(key: String, node: TomlNode)])
    case array([TomlNode])
    case string(String)
    case integer(Int64)
    case float(Double)
    case boolean(Bool)
    /// A date or a time, which nothing here uses.
    case date
  }

  var value: Value
  /// From 1; 0 for the document itself.
  var line: Int
  var column: Int

  /// What a table has under `key`; nil for nothing, and of what is no table.
  subscript(key: String) -> TomlNode? {
    guard case .table(let children) = value else { return nil }
    return children.first { $0.key == key }?.node
  }

  var kind: Sentence {
    switch value {
    case .table: Sentence(.kindTable)
    case .array: Sentence(.kindArray)
    case .string: Sentence(.kindString)
    case .integer: Sentence(.kindWholeNumber)
    case .float: Sentence(.kindNumber)
    case .boolean: Sentence(.kindBoolean)
    case .date: Sentence(.kindDate)
    }
  }

  /// Reads a document of at most 1 MiB.
  /// - Throws: what is wrong with the syntax, by line and column.
  init(parsing text: String) throws(ConfigurationProblem) {
    guard text.utf8.count <= 1 << 20 else {
      throw ConfigurationProblem(line: 1, column: 1, key: nil, Sentence(.tooLong, .text("1 MiB")))
    }
    var text = text
    let document = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { ctoml_parse($0.baseAddress, $0.count) }
    }
    guard let document else {
      throw ConfigurationProblem(line: 1, column: 1, key: nil, Sentence(.noMemory))
    }
    defer { ctoml_free(document) }
    var line: UInt32 = 0
    var column: UInt32 = 0
    if let error = ctoml_error(document, &line, &column) {
      throw ConfigurationProblem(
        line: Int(line), column: Int(column), key: nil,
        Sentence(verbatim: ServerText(String(cString: error), limit: 300).text))
    }
    let nodes = UnsafeBufferPointer(start: ctoml_nodes(document), count: ctoml_count(document))
    var rest = nodes[...]
    self = Self.take(&rest)?.node ?? TomlNode(value: .table([]), line: 0, column: 0)
  }

  private init(value: Value, line: Int, column: Int) {
    self.value = value
    self.line = line
    self.column = column
  }

  /// Takes the first node and its children.
  private static func take(
    _ nodes: inout Slice<UnsafeBufferPointer<ctoml_node>>
  ) -> (key: String, node: TomlNode)? {
    guard let head = nodes.popFirst() else { return nil }
    var children: [(key: String, node: TomlNode)] = []
    while let next = nodes.first, next.depth > head.depth, let child = take(&nodes) {
      children.append(child)
    }
    let value: Value =
      switch head.kind {
      // toml++ sorts by key; people write and read in another order.
      case CTOML_TABLE:
        .table(children.sorted { ($0.node.line, $0.node.column) < ($1.node.line, $1.node.column) })
      case CTOML_ARRAY: .array(children.map(\.node))
      case CTOML_STRING: .string(string(head.string, head.string_length))
      case CTOML_INTEGER: .integer(head.integer)
      case CTOML_FLOAT: .float(head.real)
      case CTOML_BOOLEAN: .boolean(head.boolean)
      default: .date
      }
    let node = TomlNode(value: value, line: Int(head.line), column: Int(head.column))
    return (string(head.key, head.key_length), node)
  }

  private static func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Something wrong in a configuration or theme file, with its place.
struct ConfigurationProblem: Error {
  /// From 1.
  var line: Int
  var column: Int
  /// The key with its tables, `thresholds.fall`; nil for a syntax error.
  var key: String?
  var message: Sentence

  init(line: Int, column: Int, key: String?, _ message: Sentence) {
    self.line = line
    self.column = column
    self.key = key
    self.message = message
  }

  init(_ node: TomlNode, key: String, _ message: Sentence) {
    self.init(line: node.line, column: node.column, key: key, message)
  }

  /// A value of another kind stands there.
  init(_ node: TomlNode, key: String, expected: Sentence) {
    self.init(node, key: key, Sentence(.expectedFound, .sentence(expected), .sentence(node.kind)))
  }

  /// `FILE:LINE:COLUMN: KEY: MESSAGE`.
  func sentence(file: String) -> Sentence {
    let key = key.map { ": " + ServerText($0).text } ?? ""
    return Sentence(.withReason, .text("\(file):\(line):\(column)\(key)"), .sentence(message))
  }
}
