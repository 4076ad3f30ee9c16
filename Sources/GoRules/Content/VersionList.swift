/// The answer to `@v/list`, counted as it comes in, as modfetch/proxy.go (`Versions`, `latestFromList`) reads it: the
/// first word of each line counts where it is a semantic version; a list without any is no fault.
package struct VersionList: Sendable, Hashable {
  /// Kept of a line; a version that does not end within is not counted.
  static let lineLimit = 4 << 10

  /// Versions that go offers.
  package private(set) var tagged = 0
  /// Pseudo-versions, of which go takes the latest where there is nothing else.
  package private(set) var pseudo = 0
  /// A line was longer than we keep: there may be more versions than were counted.
  package private(set) var isUncertain = false
  /// All that count, where they are to be kept: as they came, and at most `mostKept`.
  private var kept: [ListedVersion]?
  /// There were more.
  private var hasMore = false

  private var line: [UInt8] = []

  /// No list of a real module comes near.
  static let mostKept = 10_000

  /// `keeping`: `greatest` will be asked for.
  package init(keeping: Bool = false) { if keeping { kept = [] } }

  /// The greatest versions, at most `count`, greatest first, and whether that is all of the list; to be asked for once
  /// it is finished.
  package func greatest(_ count: Int) -> (versions: [ListedVersion], isAll: Bool) {
    let all = Set(kept ?? []).sorted(by: >)
    return (Array(all.prefix(count)), all.count <= count && !hasMore && !isUncertain)
  }

  package mutating func take(_ piece: UnsafeRawBufferPointer) {
    var rest = piece[...]
    while let end = rest.firstIndex(of: 0x0A) {
      append(rest[..<end])
      endLine()
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  private mutating func append(_ part: Slice<UnsafeRawBufferPointer>) {
    let left = Self.lineLimit - line.count
    line.append(contentsOf: part.prefix(left))
    if part.count > left { isUncertain = true }
  }

  /// To be called once all is taken: the last line need not end.
  package mutating func finish() { endLine() }

  private mutating func endLine() {
    if let word = GoText.fields(line[...], limit: 1).first, let version = SemanticVersion(word) {
      if version.isPseudo { pseudo += 1 } else { tagged += 1 }
      keep(word)
    }
    line.removeAll(keepingCapacity: true)
  }

  private mutating func keep(_ word: ArraySlice<UInt8>) {
    guard let count = kept?.count, let version = ListedVersion(word) else { return }
    if count < Self.mostKept { kept?.append(version) } else { hasMore = true }
  }
}
