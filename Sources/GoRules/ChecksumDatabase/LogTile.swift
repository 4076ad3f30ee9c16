/// 256 hashes, or as many as there are yet, of one level of the log's tree, with which it is published
/// (golang.org/x/mod/sumdb/tlog, `Tile`).
struct LogTile: Sendable, Hashable {
  /// Of the tiles: each one's hashes stand eight levels of the tree above those of the next lower one.
  var level: Int
  /// Within the level.
  var number: Int64
  /// Hashes, 1 to 256.
  var width: Int

  static let height = 8
  static let fullWidth = 1 << height

  var isFull: Bool { width == Self.fullWidth }

  var full: LogTile { LogTile(level: level, number: number, width: Self.fullWidth) }

  /// Bytes of its content.
  var byteCount: Int { width * LogHash.size }

  /// The smallest that has the hash at an index of the log, and which of its hashes make that
  /// (`tileForIndex`).
  static func holding(_ index: Int64) -> (tile: LogTile, leaves: Range<Int>) {
    let (level, number) = LogIndex.place(of: index)
    let inside = level % height
    let tile = (number << Int64(inside)) >> Int64(height)
    let first = Int(number - (tile << Int64(height)) >> Int64(inside)) << inside
    return (
      LogTile(level: level / height, number: tile, width: first + 1 << inside),
      first..<first + 1 << inside
    )
  }

  /// The tile `steps` levels above this one in a tree of `size` records, as wide as it is there; nil where there is
  /// none (`tileParent`).
  func parent(_ steps: Int, in size: Int64) -> LogTile? {
    let level = level + steps
    guard level < 8 else { return nil }
    let number = number >> Int64(steps * Self.height)
    let left = (size >> Int64(level * Self.height)) - (number << Int64(Self.height))
    guard left > 0 else { return nil }
    return LogTile(level: level, number: number, width: Int(min(left, Int64(Self.fullWidth))))
  }

  /// Its address: `tile/8/0/x001/234`, with `.p/17` behind it where 17 hashes are all there are yet.
  var path: String {
    var digits = [String(format(number % 1000))]
    var rest = number / 1000
    while rest > 0 {
      digits.insert("x" + format(rest % 1000), at: 0)
      rest /= 1000
    }
    let part = isFull ? "" : ".p/\(width)"
    return "tile/\(Self.height)/\(level)/\(digits.joined(separator: "/"))\(part)"
  }

  private func format(_ number: Int64) -> String {
    String(String(number + 1000).dropFirst())
  }
}
