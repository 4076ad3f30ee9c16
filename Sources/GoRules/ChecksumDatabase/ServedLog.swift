/// The log of a checksum database as it is kept and published, for a database that is embedded
/// (golang.org/x/mod/sumdb/tlog, `StoredHashes`, `ReadTileData`).
package struct ServedLog: Sendable {
  private var records: [[UInt8]] = []
  /// In the order of `LogIndex`.
  private var hashes: [[UInt8]] = []

  package init() {}

  package var size: Int64 { Int64(records.count) }

  /// Adds lines as in go.sum.
  package mutating func append(_ text: [UInt8]) {
    var hash = LogHash.ofRecord(text)
    hashes.append(hash)
    for level in 0..<(records.count + 1).trailingZeroBitCount {
      let left = LogIndex.index(level: level, Int64(records.count >> level - 1))
      hash = LogHash.ofNode(hashes[Int(left)], hash)
      hashes.append(hash)
    }
    records.append(text)
  }

  /// The text that the database signs, for the log as it was with `size` records; nil where it has fewer.
  package func head(size: Int64) -> String? {
    guard (0...self.size).contains(size) else { return nil }
    let hash = LogIndex.treeHash(LogIndex.subtrees(of: size).map { hashes[Int($0)] })
    return "go.sum database tree\n\(size)\n\(Base64.encoded(hash))\n"
  }

  /// The answer to a lookup of a record; nil where there is none.
  package func answer(_ number: Int, signedHead: String) -> [UInt8]? {
    guard records.indices.contains(number) else { return nil }
    return Array("\(number)\n".utf8) + records[number] + [0x0A] + Array(signedHead.utf8)
  }

  /// The tile at a path like `tile/8/0/000.p/17`; nil where the log does not have it yet, or that is no such path.
  package func tile(_ path: String) -> [UInt8]? {
    guard let tile = LogTile(path: path),
      (tile.number * Int64(LogTile.fullWidth) + Int64(tile.width)) << Int64(8 * tile.level) <= size
    else { return nil }
    return (0..<Int64(tile.width)).flatMap { place in
      let number = tile.number * Int64(LogTile.fullWidth) + place
      return hashes[Int(LogIndex.index(level: tile.level * LogTile.height, number))]
    }
  }
}

extension LogTile {
  /// nil for a path that no tile of this height has, or none of a log that fits into memory.
  fileprivate init?(path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 4, let level = Int(parts[2]), (0..<4).contains(level) else { return nil }
    var width = Self.fullWidth
    if parts[parts.count - 2].hasSuffix(".p") {
      guard let partial = Int(parts.removeLast()) else { return nil }
      width = partial
      parts[parts.count - 1].removeLast(2)
    }
    let digits = parts[3...].map { $0.hasPrefix("x") ? String($0.dropFirst()) : $0 }.joined()
    guard digits.utf8.count <= 9, let number = Int64(digits) else { return nil }
    self.init(level: level, number: number, width: width)
    guard width > 0, number >= 0, self.path == path else { return nil }
  }
}
