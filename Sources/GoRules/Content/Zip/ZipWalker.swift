/// Follows a zip from its first local header on, as long as each leads to the next, and unpacks what it meets.
///
/// Holds 48 bytes for each file that was met, and no data.
struct ZipWalker: Sendable {
  /// Files that are remembered.
  static let limit = 1 << 16

  private struct Record: Sendable {
    var method: UInt16
    var data: ZipData?
    /// The outcome without the 32 KiB that unpacking needs.
    var count: Int
    var packedCount: Int
    var checksum: UInt32
    var status: Inflater.Status?
    /// What follows the packed bytes, up to 16 bytes.
    var descriptor: [UInt8]
  }

  init() {}

  mutating func take(_ bytes: UnsafeRawBufferPointer) {}

  func fault(of entry: ZipDirectory.Entry) -> (fault: ZipData.Fault?, Bool)? { nil }
}
