/// What a command of GOAUTH printed: blocks of URLs, an empty line, header fields and an empty line
/// (cmd/go/internal/auth/userauth.go `parseUserAuth`; `go help goauth`).
package struct CommandAnswer: Sendable, Hashable {
  /// Why go throws the whole answer away, in its words.
  package struct Fault: Error, Hashable {
    package let text: String
  }

  /// Fields by URL prefix, without `https://`; a later block replaces an earlier one of the same prefix.
  package private(set) var fields: [[UInt8]: [HeaderField]] = [:]

  package init(_ output: some Collection<UInt8>) throws(Fault) {
    var rest = Array(output)[...]
    while !rest.isEmpty {
      let prefixes = try Self.takeURLs(&rest)
      let header = try Self.takeHeader(&rest)
      for prefix in prefixes { fields[prefix] = header }
    }
  }

  private static func takeURLs(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> [[UInt8]] {
    var prefixes: [[UInt8]] = []
    while true {
      guard let (line, after) = rest.cut(at: UInt8(ascii: "\n")) else {
        throw Fault(text: "invalid format: missing empty line after URLs")
      }
      rest = after
      if line.isEmpty { return prefixes }
      do throws(GoURL.Failure) {
        let url = try GoURL(parsingRequest: line.text)
        let text = Array(url.written.utf8)
        prefixes.append(text.starts(with: "https://".utf8) ? Array(text.dropFirst(8)) : text)
      } catch {
        throw Fault(text: "could not parse URL \(line.text): \(error.description)")
      }
    }
  }

  private static func takeHeader(
    _ rest: inout ArraySlice<UInt8>
  ) throws(Fault) -> [HeaderField] {
    var header: [HeaderField] = []
    while true {
      guard let (line, after) = rest.cut(at: UInt8(ascii: "\n")) else {
        throw Fault(text: "invalid format: missing empty line after headers")
      }
      rest = after
      if line.isEmpty { return header }
      guard let (name, value) = line.cut(at: UInt8(ascii: ":")), HeaderField.isName(name),
        value.first == UInt8(ascii: " ")
      else { throw Fault(text: "invalid format: invalid header line") }
      let trimmed = GoText.trimmed(value)
      guard HeaderField.isValue(trimmed) else {
        throw Fault(text: "invalid format: invalid header line")
      }
      header.append(HeaderField(name: HeaderField.canonical(name), value: Array(trimmed)))
    }
  }
}
