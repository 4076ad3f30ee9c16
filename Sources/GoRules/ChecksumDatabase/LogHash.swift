/// Hashes of the log (RFC 6962, 2.1; golang.org/x/mod/sumdb/tlog).
enum LogHash {
  /// Bytes of a hash.
  static let size = 32

  static func ofRecord(_ text: some Collection<UInt8>) -> [UInt8] {
    var digest = SHA256()
    digest.take(CollectionOfOne(0))
    digest.take(text)
    return digest.finished()
  }

  static func ofNode(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> [UInt8] {
    var digest = SHA256()
    digest.take(CollectionOfOne(1))
    digest.take(left)
    digest.take(right)
    return digest.finished()
  }

  /// Of the subtree whose leaves are these hashes, a power of two of them and at least one (`tileHash`).
  static func ofSubtree(_ leaves: ArraySlice<UInt8>) -> [UInt8] {
    guard leaves.count > size else { return Array(leaves) }
    let middle = leaves.startIndex + leaves.count / 2
    return ofNode(ofSubtree(leaves[..<middle]), ofSubtree(leaves[middle...]))
  }
}
