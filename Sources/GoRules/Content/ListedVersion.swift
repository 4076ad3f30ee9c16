/// A version that a proxy names, in the order in which go prefers them where it is asked for the latest
/// (modload/query.go `queryProxy`, `filterVersions`): releases before pre-releases, both before what is
/// `+incompatible`, and pseudo-versions where there is nothing else.
///
/// go takes `+incompatible` ones first where the newest other version has no go.mod; that is not looked at here.
package struct ListedVersion: Sendable, Hashable {
  /// As the proxy has it: letters, digits, `.`, `-` and `+`.
  package let text: String
  package let rank: Rank
  private let version: SemanticVersion

  /// The lowest first.
  package enum Rank: Int, Sendable, Hashable {
    case pseudo, incompatiblePrerelease, incompatible, prerelease, release
  }

  /// Longer ones, in bytes, are passed over.
  private static let longest = 200

  /// nil where go takes it for no version, and where it is longer than any sound one.
  package init?(_ text: some StringProtocol) { self.init(Array(text.utf8.prefix(4096))[...]) }

  init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= Self.longest, let version = SemanticVersion(bytes) else { return nil }
    self.version = version
    text = bytes.text
    let isIncompatible = version.build == "+incompatible"
    if version.isPseudo {
      rank = .pseudo
    } else if version.prerelease.isEmpty {
      rank = isIncompatible ? .incompatible : .release
    } else {
      rank = isIncompatible ? .incompatiblePrerelease : .prerelease
    }
  }

  /// When the commit of a pseudo-version was made, in seconds since 1970; nil for any other version.
  package var commitTime: Int64? {
    guard let digits = version.pseudoTime else { return nil }
    var position = 0
    func number(_ count: Int) -> Int64 {
      defer { position += count }
      return digits[position..<position + count].reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    return CertificateTime.seconds(
      number(4), number(2), number(2), number(2), number(2), number(2))
  }
}

extension ListedVersion: Comparable {
  package static func < (left: ListedVersion, right: ListedVersion) -> Bool {
    if left.rank != right.rank { return left.rank.rawValue < right.rank.rawValue }
    let order = left.version.compare(to: right.version)
    return order == 0 ? left.text < right.text : order < 0
  }
}
