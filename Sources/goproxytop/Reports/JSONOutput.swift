import GoRules

/// JSON as it is printed: one object, keys in snake case and in the order of the alphabet, slashes as they are, every
/// control character escaped.
enum JSONOutput {
  static func text(_ value: some Encodable) throws -> String {
    var text = ""
    write(try JSONNode(value), to: &text, indent: 0)
    return OutputText.escapedInJSON(text)
  }

  /// The same on one line.
  static func line(_ value: some Encodable) throws -> String {
    var text = ""
    write(try JSONNode(value), onOneLineTo: &text)
    return OutputText.escapedInJSON(text)
  }

  private static func write(_ node: JSONNode, onOneLineTo text: inout String) {
    switch node.content {
    case .literal(let literal): text += literal
    case .string(let string): text += quoted(string)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "[" : ","
        write(element, onOneLineTo: &text)
      }
      text += elements.isEmpty ? "[]" : "]"
    case .object(let fields):
      for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
        text += "\(index == 0 ? "{" : ",")\(quoted(field.key)):"
        write(field.value, onOneLineTo: &text)
      }
      text += fields.isEmpty ? "{}" : "}"
    }
  }

  /// A field of an object that is written piece by piece.
  enum Field {
    case value(any Encodable)
    /// An array whose elements are made when they are written.
    case rows(count: Int, (Int) -> any Encodable)

    static func rows<Row>(_ rows: [Row], _ make: @escaping (Row) -> any Encodable) -> Field {
      .rows(count: rows.count) { make(rows[$0]) }
    }
  }

  /// The object with these fields and a line end, as `text` would print it; no more than one element is in memory.
  static func write(_ fields: [String: Field], to output: (String) -> Void) throws {
    output("{")
    for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
      output("\(index == 0 ? "" : ",")\n  \(quoted(field.key)) : ")
      switch field.value {
      case .value(let value): output(try piece(value, indent: 1))
      case .rows(let count, let row):
        output("[")
        for index in 0..<count {
          output("\(index == 0 ? "" : ",")\n    \(try piece(row(index), indent: 2))")
        }
        output(count == 0 ? "]" : "\n  ]")
      }
    }
    output("\n}\n")
  }

  private static func piece(_ value: some Encodable, indent: Int) throws -> String {
    var text = ""
    write(try JSONNode(value), to: &text, indent: indent)
    return OutputText.escapedInJSON(text)
  }

  private static func write(_ node: JSONNode, to text: inout String, indent: Int) {
    switch node.content {
    case .literal(let literal): text += literal
    case .string(let string): text += quoted(string)
    case .array(let elements):
      write(elements, between: "[", "]", to: &text, indent: indent) { element, text in
        write(element, to: &text, indent: indent + 1)
      }
    case .object(let fields):
      let sorted = fields.sorted { $0.key < $1.key }
      write(sorted, between: "{", "}", to: &text, indent: indent) { field, text in
        text += "\(quoted(field.key)) : "
        write(field.value, to: &text, indent: indent + 1)
      }
    }
  }

  /// One line for each item, further in by two columns.
  private static func write<Item>(
    _ items: [Item], between opening: String, _ closing: String, to text: inout String, indent: Int,
    item write: (Item, inout String) -> Void
  ) {
    let lineStart = "\n" + String(repeating: "  ", count: indent)
    text += opening
    for (index, item) in items.enumerated() {
      text += "\(index == 0 ? "" : ",")\(lineStart)  "
      write(item, &text)
    }
    text += items.isEmpty ? closing : lineStart + closing
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case ..<" ":
        text += scalar.value < 0x10 ? "\\u000" : "\\u00"
        text += String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
