import GoRules
import Health

/// Takes a body piece by piece, counts it, and keeps a bounded part: the beginning; of a zip, which is hashed, the end.
package struct BodyCollector {
  /// Kept of any body, in bytes.
  static let kept = 64 << 10
  /// A zip's directory ends within its last 64 KiB and 22 bytes; more than that go refuses (codehost.MaxZipFile).
  static let zipLimit = 500 << 20
  /// Read of any other body; go knows no limit, we do.
  static let limit = 8 << 20

  private let keepsEnd: Bool
  private let limit: Int
  /// Bytes received, after decoding.
  package private(set) var count = 0
  private var bytes: [UInt8] = []
  /// Of a zip.
  private let digest: ContentDigest?

  package init(kind: RequestKind) {
    keepsEnd = kind == .zip
    limit = keepsEnd ? Self.zipLimit : Self.limit
    digest = keepsEnd ? ContentDigest() : nil
  }

  /// Takes the next piece; false beyond the limit.
  package mutating func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    count += piece.count
    if !keepsEnd {
      bytes.append(contentsOf: piece.prefix(Self.kept - min(bytes.count, Self.kept)))
    } else {
      digest?.take(piece)
      bytes.append(contentsOf: piece)
      // Cut rarely: each cut moves what is kept.
      if bytes.count > 3 * Self.kept { bytes.removeFirst(bytes.count - Self.kept - 22) }
    }
    return count <= limit
  }

  /// What was kept: the beginning, or of a zip at least the last 64 KiB.
  package var content: [UInt8] { bytes }

  /// The SHA-256 of a zip, to be asked for once all of it is taken; nil for any other body.
  package func finishedDigest() -> [UInt8]? { digest?.finished() }

  /// Whether `take` never said false.
  package var isWithinLimit: Bool { count <= limit }

  /// Whether `content` is all there was.
  package var isWhole: Bool { bytes.count == count }
}
