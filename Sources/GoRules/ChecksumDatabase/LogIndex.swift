/// Where the log keeps the hash at a place in its tree: one after another, each right after the last record that it
/// covers (golang.org/x/mod/sumdb/tlog, `StoredHashIndex`).
enum LogIndex {
  /// Of the `number`th hash at `level`, from 0; both are those of a tree with up to `TileReading.sizeLimit` records.
  static func index(level: Int, _ number: Int64) -> Int64 {
    var rest = number
    for _ in 0..<level { rest = 2 * rest + 1 }
    var index = Int64(level)
    while rest > 0 {
      index += rest
      rest >>= 1
    }
    return index
  }

  /// The place that has an index (`SplitStoredHashIndex`).
  static func place(of index: Int64) -> (level: Int, number: Int64) {
    var number = index / 2
    var start = self.index(level: 0, number)
    while true {
      let next = start + 1 + Int64((number + 1).trailingZeroBitCount)
      if next > index { break }
      number += 1
      start = next
    }
    let level = Int(index - start)
    return (level, number >> Int64(level))
  }

  /// Of the hashes that together make that of a tree with `size` records: whole subtrees, the largest first
  /// (`subTreeIndex`).
  static func subtrees(of size: Int64) -> [Int64] {
    var first: Int64 = 0
    return (0..<62).reversed().compactMap { level in
      guard size & 1 << Int64(level) != 0 else { return nil }
      defer { first += 1 << Int64(level) }
      return index(level: level, first >> Int64(level))
    }
  }

  /// Of a tree, from the hashes at `subtrees(of:)`, of which there is at least one (`subTreeHash`).
  static func treeHash(_ hashes: [[UInt8]]) -> [UInt8] {
    guard var hash = hashes.last else { return TreeHead.empty.hash }
    for left in hashes.dropLast().reversed() { hash = LogHash.ofNode(left, hash) }
    return hash
  }
}
