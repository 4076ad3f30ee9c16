/// What a go.mod says of the modules that it needs, read as go does.
package struct GoModFile: Sendable, Hashable {
  /// The version of go in it; nil for none.
  package let goVersion: GoVersion?
  /// What go.sum has to list of its requirements: replaced where they are, without those that lie in a folder.
  package let requirements: [ModuleVersion]

  package init(_ text: String) {
    let lines = GoModLines(text).lines
    goVersion = lines.first { $0.count > 1 && $0[0] == "go" }.flatMap { GoVersion($0[1]) }
    let excluded = Self.versions(of: "exclude", in: lines)
    // By the whole version, or the path alone.
    var replacements: [String: [String]] = [:]
    for line in lines where line[0] == "replace" {
      guard let arrow = line.firstIndex(of: "=>"), arrow > 1 else { continue }
      replacements[line[1..<arrow].joined(separator: "@")] = Array(line[(arrow + 1)...])
    }
    requirements = Self.versions(of: "require", in: lines).compactMap { module in
      if excluded.contains(module) { return nil }
      guard let other = replacements[module.description] ?? replacements[module.module] else {
        return module
      }
      return other.count == 2 ? ModuleVersion(module: other[0], version: other[1]) : nil
    }
  }

  private static func versions(of verb: String, in lines: [[String]]) -> [ModuleVersion] {
    lines.filter { $0.count > 2 && $0[0] == verb }
      .map { ModuleVersion(module: $0[1], version: $0[2]) }
  }
}
