/// Why go would refuse a GOPROXY, or one URL in it.
package struct ChainError: Error, Sendable, Hashable {
  /// go's own text, as it stands after `go: m@v: `, with passwords redacted.
  package var text: String

  package init(_ text: String) { self.text = text }
}

extension ChainError: CustomStringConvertible {
  package var description: String { text }
}
