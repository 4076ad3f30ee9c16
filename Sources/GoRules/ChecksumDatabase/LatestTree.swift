/// What go remembers of a checksum database from one run to the next: the newest tree that it has seen, in
/// GOPATH/pkg/sumdb/NAME/latest (cmd/go/internal/modfetch/sumdb.go `ReadConfig`).
package enum LatestTree: Sendable, Hashable {
  /// There is no such file; go begins with an empty tree.
  case none
  case note([UInt8])
  /// go's words.
  case unreadable(String)
  /// Longer than we read.
  case tooLong

  /// Bytes of the file that are read; real ones have 200.
  package static let limit = 64 << 10

  /// The file of the database `name`; nil where GOPATH names no place for it. `variables`: see
  /// `GoEnvironment.effectiveVariables`.
  package static func file(of name: String, variables: [String: String]) -> String? {
    let folder = ModuleCache.firstFolder(variables: variables)
    guard folder.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
    return "\(folder)/pkg/sumdb/\(name)/latest"
  }
}
