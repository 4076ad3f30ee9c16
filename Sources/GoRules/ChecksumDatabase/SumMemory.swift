/// What was proven of a checksum database's log, so that it need not be asked again: go keeps the same in GOPATH/pkg/sumdb
/// and GOMODCACHE/cache/download/sumdb.
package struct SumMemory: Sendable, Hashable {
  /// The newest tree head; the empty one where nothing was proven yet.
  var tree = SignedTree.empty
  /// Content of the tiles that the last proof needed: some twenty at most, up to 8 KiB each.
  var tiles: [LogTile: [UInt8]] = [:]

  package init() {}

  /// Records of the newest tree.
  package var treeSize: Int64 { tree.head.size }

  /// How many tiles are kept.
  package var tileCount: Int { tiles.count }

  /// All tiles are asked for again, as by a go whose module cache is empty.
  package mutating func forgetTiles() { tiles = [:] }
}
