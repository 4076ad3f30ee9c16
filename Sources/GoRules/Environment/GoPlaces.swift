/// What lies where go looks before it asks anybody, found out by whoever reads the settings; nil where nobody looked.
package struct GoPlaces: Sendable, Hashable {
  /// What was found at a path.
  package enum Finding: Sendable, Hashable {
    case folder
    case file
    /// Nothing, and nothing in the way of a new folder.
    case nothing
    /// go's words: `open /x: permission denied`.
    case unusable(String)
  }

  /// GOROOT, where it is set.
  package var root: Finding?
  /// The module cache.
  package var cache: Finding?
  /// The file that GOWORK names.
  package var workspace: Finding?
  /// The installed go: `go1.27.3`.
  package var localToolchain: String?
  /// The toolchain that GOTOOLCHAIN wants instead is on PATH or in the module cache.
  package var hasToolchain: Bool?

  package init() {}
}
