/// Proves that a looked-up record stands in the log that the database signs, and that its log only grows
/// (golang.org/x/mod/sumdb, `Client`).
struct LogProof: Sendable {
  /// Why the proof does not go on.
  enum Stop: Error, Hashable {
    /// A tile that is not known yet.
    case missing(LogTile)
    case failed(SumFault.Kind, String)
  }

  /// What the database said to a tile.
  enum TileAnswer: Sendable, Hashable {
    case content([UInt8])
    /// go's words.
    case failure(String)
  }

  let record: LookupRecord
  /// The tree head that came with the record.
  private let tree: SignedTree
  /// The newest that was proven before.
  private let known: SignedTree
  /// Content that was proven before.
  private let knownTiles: [LogTile: [UInt8]]
  var answers: [LogTile: TileAnswer] = [:]

  /// Reads the answer to a lookup.
  init(
    _ answer: [UInt8], key: VerifierKey, memory: SumMemory, verify: SignedNote.Verifier
  ) throws(Stop) {
    guard let record = LookupRecord(parsing: answer[...]) else {
      throw .failed(.malformed, "malformed record data")
    }
    self.record = record
    known = memory.tree
    knownTiles = memory.tiles
    tree = try Self.tree(record.treeNote, key, verify)
  }

  /// `mergeLatestMem`, its first half.
  static func tree(
    _ note: ArraySlice<UInt8>, _ key: VerifierKey, _ verify: SignedNote.Verifier
  ) throws(Stop) -> SignedTree {
    // No tree is an empty one.
    if note.isEmpty { return .empty }
    let text: ArraySlice<UInt8>
    do throws(SignedNote.Fault) {
      text = try SignedNote.open(note, key: key, verify: verify)
    } catch {
      throw .failed(
        error == .malformed ? .malformed : .signature,
        "reading tree note: \(error.text)\nnote:\n\(note.text)")
    }
    guard let head = TreeHead(parsing: text) else {
      throw .failed(.malformed, "reading tree: malformed tree note\ntree:\n\(text.text)")
    }
    guard head.size <= TileReading.sizeLimit else {
      throw .failed(.notMeasured, "a log longer than goproxytop follows")
    }
    return SignedTree(head: head, note: Array(note))
  }

  /// The newest tree, and the tiles that prove record and tree.
  func prove() throws(Stop) -> SumMemory {
    var memory = SumMemory()
    memory.tree = known
    // An unsigned, empty tree is old news.
    if !tree.note.isEmpty {
      let isNew = tree.head.size > known.head.size
      try check(isNew ? known : tree, isWithin: isNew ? tree : known, &memory)
      if isNew { memory.tree = tree }
    }
    try checkRecord(in: memory.tree.head, &memory)
    return memory
  }

  /// `checkTrees`.
  private func check(
    _ older: SignedTree, isWithin newer: SignedTree, _ memory: inout SumMemory
  ) throws(Stop) {
    var hash = TreeHead.empty.hash
    if older.head.size > 0 {
      do throws(Stop) {
        hash = LogIndex.treeHash(
          try read(LogIndex.subtrees(of: older.head.size), of: newer.head, &memory))
      } catch {
        guard case .failed(let kind, let text) = error else { throw error }
        let against = older.head.size == newer.head.size ? "" : " against tree#\(newer.head.size)"
        throw .failed(kind, "checking tree#\(older.head.size)\(against): \(text)")
      }
    }
    guard hash != older.head.hash else { return }
    throw .failed(.fork, Self.misbehavior(older, newer, proven: hash))
  }

  /// go adds the hashes that prove it.
  private static func misbehavior(
    _ older: SignedTree, _ newer: SignedTree, proven hash: [UInt8]
  ) -> String {
    let notes = [older, newer].map { $0.note[...].text.replacing("\n", with: "\n\t") }
    return "SECURITY ERROR\ngo.sum database server misbehavior detected!\n\n"
      + "old database:\n\t\(notes[0])\nnew database:\n\t\(notes[1])\n"
      + "proof of misbehavior:\n\t\(Base64.encoded(hash))"
  }

  /// `checkRecord`.
  private func checkRecord(in tree: TreeHead, _ memory: inout SumMemory) throws(Stop) {
    guard record.number < tree.size else {
      throw .failed(
        .proof, "cannot validate record \(record.number) in tree of size \(tree.size)")
    }
    let index = LogIndex.index(level: 0, record.number)
    guard try read([index], of: tree, &memory).first == LogHash.ofRecord(record.text) else {
      throw .failed(.proof, "cannot authenticate record data in server response")
    }
  }

  private func read(
    _ indexes: [Int64], of tree: TreeHead, _ memory: inout SumMemory
  ) throws(Stop) -> [[UInt8]] {
    var used: [LogTile: [UInt8]] = [:]
    var reading = TileReading(tree)
    let hashes = try reading.hashes(at: indexes) { tiles throws(Stop) in
      try tiles.map { tile throws(Stop) in
        let content = try self.content(tile)
        used[tile] = content
        return content
      }
    }
    memory.tiles.merge(used) { old, _ in old }
    return hashes
  }

  /// `readTile`: as far as a tile has come, or else from the full one that has taken its place.
  private func content(_ tile: LogTile) throws(Stop) -> [UInt8] {
    if let content = knownTiles[tile] { return content }
    if !tile.isFull, let full = knownTiles[tile.full] { return Self.beginning(full, of: tile) }
    guard let answer = answers[tile] else { throw .missing(tile) }
    switch answer {
    case .content(let content): return content
    case .failure(let text):
      if !tile.isFull {
        guard let full = answers[tile.full] else { throw .missing(tile.full) }
        if case .content(let content) = full { return Self.beginning(content, of: tile) }
      }
      throw .failed(.exchange, text)
    }
  }

  private static func beginning(_ full: [UInt8], of tile: LogTile) -> [UInt8] {
    Array(full.prefix(full.count / LogTile.fullWidth * tile.width))
  }
}
