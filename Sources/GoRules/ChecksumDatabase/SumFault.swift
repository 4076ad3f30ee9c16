/// Why go does not believe, or does not get, what the checksum database says of a module.
package struct SumFault: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A request failed; the text ends with its failure.
    case exchange
    /// The answer is no record, or no signed tree.
    case malformed
    /// Signed by another key, or not soundly.
    case signature
    /// Record, tiles and tree do not belong together.
    case proof
    /// The log is not the one that was there before: go ends at once.
    case fork
    /// A true record, but without the module.
    case absent
    /// What was downloaded is not what the record says.
    case mismatch
    /// What go itself remembers of the log cannot be read, or is not of this database: it asks nobody.
    case memory
    /// A bound of ours.
    case notMeasured
  }

  package var kind: Kind
  /// What go prints after `go: m@v: `, or after nothing where `endsGo`; may quote what the server sent.
  package var text: String

  /// go prints the text alone and exits.
  package var endsGo: Bool { kind == .fork }
}
