/// Which modules a go.work unites, read as go does.
package struct GoWorkFile: Sendable, Hashable {
  /// The folders, as they are written.
  package let uses: [String]
  /// The version of go in it; nil for none.
  package let goVersion: GoVersion?

  package init(_ text: String) {
    let lines = GoModLines(text).lines
    uses = lines.filter { $0.count > 1 && $0[0] == "use" }.map { $0[1] }
    goVersion = lines.first { $0.count > 1 && $0[0] == "go" }.flatMap { GoVersion($0[1]) }
  }
}
