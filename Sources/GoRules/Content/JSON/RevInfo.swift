/// The answer to `.info` and `@latest` as go reads it: encoding/json's Unmarshal into `modfetch.RevInfo`
/// (modfetch/repo.go), whose `Origin` is a `codehost.Origin` (modfetch/codehost/codehost.go).
package struct RevInfo: Sendable, Hashable {
  /// Empty where the answer has none; what was not UTF-8 is U+FFFD.
  package private(set) var version = ""

  /// Why go refuses the bytes, in its words.
  package struct Fault: Error, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Not JSON.
      case syntax
      /// JSON, and of another shape than go's struct.
      case type
      /// `Time` is none that go can read.
      case time
    }
    package let kind: Kind
    /// The text of encoding/json or time.
    package let text: String
  }

  /// Throws the first fault that go reports: of grammar before any of types.
  package init(_ bytes: some Collection<UInt8>) throws(Fault) {
    let bytes = Array(bytes)[...]
    do throws(JSONSyntaxError) {
      try JSONScanner.check(bytes)
    } catch {
      throw Fault(kind: .syntax, text: error.text)
    }
    var scanner = JSONScanner(bytes)
    var reader = Reader()
    scanner.skipSpace()
    reader.read(&scanner, Self.root, name: nil, path: [], into: &self)
    if let fault = reader.fault { throw fault }
  }

  fileprivate indirect enum Shape: Sendable {
    case string
    case version
    case time
    /// Its name as go prints it, and the names of its fields.
    case structure(String, [Field])
  }

  fileprivate struct Field: Sendable {
    /// ASCII.
    let name: [UInt8]
    let shape: Shape

    init(_ name: String, _ shape: Shape) {
      self.name = Array(name.utf8)
      self.shape = shape
    }
  }

  private static let root = Shape.structure(
    "modfetch.RevInfo",
    [
      Field("Version", .version), Field("Time", .time),
      Field(
        "Origin",
        .structure(
          "codehost.Origin",
          ["VCS", "URL", "Subdir", "Hash", "TagPrefix", "TagSum", "Ref", "RepoSum"].map {
            Field($0, .string)
          })),
    ])

  /// Walks over JSON that is known to be sound. A fault of types stops nothing: go reads on and reports the first.
  fileprivate struct Reader {
    var fault: Fault?

    /// `name`: of the value, as it is written, nil for the outermost; `path`: those that lead to it.
    mutating func read(
      _ scanner: inout JSONScanner, _ shape: Shape, name: ArraySlice<UInt8>?,
      path: [ArraySlice<UInt8>], into info: inout RevInfo
    ) {
      let start = scanner.index
      let kind = scanner.next
      if case .structure(_, let fields) = shape, kind == UInt8(ascii: "{") {
        readFields(&scanner, fields, path: name.map { path + [$0] } ?? path, into: &info)
        return
      }
      try? scanner.skipValue()
      if kind == UInt8(ascii: "n") { return }
      let value = scanner.bytes[start..<scanner.index]
      switch (shape, kind) {
      case (.version, UInt8(ascii: "\"")):
        info.version = String(decoding: JSONScanner.unquoted(value), as: UTF8.self)
      case (.string, UInt8(ascii: "\"")): break
      case (.time, UInt8(ascii: "\"")):
        if let text = RFC3339.fault(in: JSONScanner.unquoted(value)) {
          report(Fault(kind: .time, text: text))
        }
      default: report(Self.mismatch(kind, shape, path: name.map { path + [$0] } ?? path))
      }
    }

    private mutating func readFields(
      _ scanner: inout JSONScanner, _ fields: [Field], path: [ArraySlice<UInt8>],
      into info: inout RevInfo
    ) {
      scanner.advance()
      while true {
        scanner.skipSpace()
        if scanner.next == UInt8(ascii: ",") {
          scanner.advance()
          scanner.skipSpace()
        }
        let start = scanner.index
        guard scanner.next == UInt8(ascii: "\""), (try? scanner.skipValue()) != nil else { break }
        let name = JSONScanner.unquoted(scanner.bytes[start..<scanner.index])
        scanner.skipSpace()
        scanner.advance()
        scanner.skipSpace()
        // The exact name and any that differs in case alone are one field; there are no two such fields here.
        guard let field = fields.first(where: { Self.isSame(name, as: $0.name) }) else {
          try? scanner.skipValue()
          continue
        }
        read(&scanner, field.shape, name: name, path: path, into: &info)
      }
      scanner.advance()
    }

    private mutating func report(_ new: Fault) { if fault == nil { fault = new } }

    /// `strings.EqualFold`, where `field` is ASCII.
    private static func isSame(_ name: ArraySlice<UInt8>, as field: [UInt8]) -> Bool {
      if name == field[...] { return true }
      var index = name.startIndex
      for wanted in field {
        guard index < name.endIndex else { return false }
        let step = UTF8Decoding.step(name, at: index)
        guard let scalar = step.scalar, CaseFolding.ascii(scalar) == wanted | 0x20 else {
          return false
        }
        index += step.count
      }
      return index == name.endIndex
    }

    /// `UnmarshalTypeError.Error`.
    private static func mismatch(
      _ kind: UInt8?, _ shape: Shape, path: [ArraySlice<UInt8>]
    ) -> Fault {
      let value =
        switch kind {
        case UInt8(ascii: "\""): "string"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "bool"
        case UInt8(ascii: "["): "array"
        case UInt8(ascii: "{"): "object"
        default: "number"
        }
      let type =
        switch shape {
        case .string, .version: "string"
        case .time: "time.Time"
        case .structure(let name, _): name
        }
      let names = path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
      let place = names.isEmpty ? "Go value" : "Go struct field RevInfo.\(names)"
      return Fault(
        kind: .type, text: "json: cannot unmarshal \(value) into \(place) of type \(type)")
    }
  }
}
