/// Reads hashes of the log out of its tiles, and proves first that they are those of the tree
/// (golang.org/x/mod/sumdb/tlog, `tileHashReader`).
struct TileReading {
  /// Records of a tree of which hashes are read; sum.golang.org has some tens of millions.
  static let sizeLimit: Int64 = 1 << 56

  let tree: TreeHead
  /// Each once; parents stand before what they prove.
  private var tiles: [LogTile] = []
  private var places: [LogTile: Int] = [:]
  /// Of the tiles, those from which the tree's own hash is made.
  private var treeTileCount = 0

  /// `tree` has at most `sizeLimit` records.
  init(_ tree: TreeHead) { self.tree = tree }

  /// The hashes at these indexes. `read`: the content of each of some tiles, in this order.
  mutating func hashes(
    at indexes: [Int64],
    read: ([LogTile]) throws(LogProof.Stop) -> [[UInt8]]
  ) throws(LogProof.Stop) -> [[UInt8]] {
    let subtrees = LogIndex.subtrees(of: tree.size)
    for index in subtrees {
      if let tile = LogTile.holding(index).tile.parent(0, in: tree.size) { add(tile) }
    }
    treeTileCount = tiles.count
    for index in indexes { try plan(index) }
    let data = try read(tiles)
    for (tile, content) in zip(tiles, data) where content.count != tile.byteCount {
      throw .failed(
        .proof,
        "TileReader returned bad result slice (\(tile.path) len=\(content.count), "
          + "want \(tile.byteCount))")
    }
    try authenticate(subtrees, data)
    return try indexes.map { index throws(LogProof.Stop) in try hash(at: index, data) }
  }

  private mutating func add(_ tile: LogTile) {
    guard places[tile] == nil else { return }
    places[tile] = tiles.count
    tiles.append(tile)
  }

  /// Adds the tile that holds the index, behind those above it that are not there yet.
  private mutating func plan(_ index: Int64) throws(LogProof.Stop) {
    guard index < LogIndex.index(level: 0, tree.size) else {
      throw .failed(.proof, "indexes not in tree")
    }
    let tile = LogTile.holding(index).tile
    var missing: [LogTile] = []
    var step = 0
    while let parent = tile.parent(step, in: tree.size), places[parent] == nil {
      missing.append(parent)
      step += 1
    }
    for tile in missing.reversed() { add(tile) }
  }

  /// The first tiles against the tree's hash, the others against the tile above them.
  private func authenticate(
    _ subtrees: [Int64], _ data: [[UInt8]]
  ) throws(LogProof.Stop) {
    let hashes = try subtrees.map { index throws(LogProof.Stop) in try hash(at: index, data) }
    guard LogIndex.treeHash(hashes) == tree.hash else { throw Self.inconsistent }
    for place in treeTileCount..<tiles.count {
      let tile = tiles[place]
      guard let parent = tile.parent(1, in: tree.size), let above = places[parent] else {
        throw .failed(.proof, "bad math in tileHashReader")
      }
      let first = Int(tile.number % Int64(LogTile.fullWidth)) * LogHash.size
      guard
        LogHash.ofSubtree(data[place][...]).elementsEqual(data[above][first..<first + LogHash.size])
      else { throw Self.inconsistent }
    }
  }

  private static let inconsistent = LogProof.Stop.failed(.proof, "downloaded inconsistent tile")

  /// Out of the tiles' content, each as long as it must be.
  private func hash(at index: Int64, _ data: [[UInt8]]) throws(LogProof.Stop) -> [UInt8] {
    let (tile, leaves) = LogTile.holding(index)
    guard let whole = tile.parent(0, in: tree.size), let place = places[whole],
      leaves.upperBound <= whole.width
    else { throw .failed(.proof, "bad math in tileHashReader") }
    let bytes = leaves.lowerBound * LogHash.size..<leaves.upperBound * LogHash.size
    return LogHash.ofSubtree(data[place][bytes])
  }
}
