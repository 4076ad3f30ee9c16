/// Why go would refuse a GOPROXY, one URL in it, or to work at all; or why text is not the one URL that was wanted.
package struct ChainError: Error, Sendable, Hashable {
  /// go's own text, as it stands after `go: m@v: ` or `go: `, with passwords redacted.
  package var text: String

  package init(_ text: String) { self.text = text }
}

extension ChainError: CustomStringConvertible {
  package var description: String { text }
}
