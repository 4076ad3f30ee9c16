import FoundationEssentials
import GoRules

/// JSON as it is printed: one object, keys in snake case and in the order of the alphabet, slashes as they are, every
/// control character escaped.
enum JSONOutput {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return OutputText.escapedInJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
