/// How many records the log has, and the hash over all of them (golang.org/x/mod/sumdb/tlog, `Tree`).
struct TreeHead: Sendable, Hashable {
  /// Records.
  var size: Int64
  /// 32 bytes.
  var hash: [UInt8]

  static let empty = TreeHead(size: 0, hash: SHA256.digest(of: []))

  private static let title = Array("go.sum database tree\n".utf8)
  /// Bytes of a text that go reads.
  private static let textLimit = 1_000_000

  init(size: Int64, hash: [UInt8]) {
    self.size = size
    self.hash = hash
  }

  /// Of a note's text; nil where go says `malformed tree note` (`ParseTree`).
  init?(parsing text: ArraySlice<UInt8>) {
    guard text.hasPrefix(Self.title), text.count <= Self.textLimit else { return nil }
    let lines = text.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, let size = Int64(lines[1].text), size >= 0,
      String(size) == lines[1].text, let hash = Base64.decoded(lines[2]),
      hash.count == LogHash.size
    else { return nil }
    self.init(size: size, hash: hash)
  }
}

/// A tree head as the database signed it.
struct SignedTree: Sendable, Hashable {
  var head: TreeHead
  /// The note; empty for the empty tree, which nobody signs.
  var note: [UInt8]

  static let empty = SignedTree(head: .empty, note: [])
}
