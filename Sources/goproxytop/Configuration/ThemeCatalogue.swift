import Dashboard
import Platform
import Text
import Themes

/// The themes that can be chosen: those built in, and the user's own files, which win over a built-in
/// theme of their name.
struct ThemeCatalogue: Sendable {
  private var files: [String: String] = [:]
  /// In the order of the list on the screen: built in first.
  private(set) var names: [String]

  /// Looks for `*.toml` and `*.theme` in `folder`; nil for the built-in ones alone.
  init(folder: String?) {
    names = BuiltinThemes.all.map(\.name)
    guard let folder else { return }
    for file in (Folder.names(in: folder) ?? []).sorted() {
      guard let dot = file.lastIndex(of: "."), dot > file.startIndex,
        [".toml", ".theme"].contains(file[dot...])
      else { continue }
      let name = String(file[..<dot])
      files[name] = "\(folder)/\(file)"
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The theme of this name, or in the file of this path.
  /// - Throws: where there is none, or the file has an error, by its place.
  func theme(_ name: String) throws(UsageError) -> Theme {
    if let path = files[name] { return try Self.read(path, name: name) }
    if let builtin = BuiltinThemes.all.first(where: { $0.name == name }) {
      return try Self.parse(builtin.text, name: name, file: "\(name).toml")
    }
    guard knows(name) else {
      throw UsageError(Sentence(.noThemeNamed, .text(Options.quoted(name))))
    }
    return try Self.read(name, name: Self.stem(name))
  }

  /// It is the name of a theme, or a path.
  func knows(_ name: String) -> Bool {
    names.contains(name) || name.contains("/") || name.contains(".")
  }

  private static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }

  private static func read(_ path: String, name: String) throws(UsageError) -> Theme {
    let text: String
    do { text = try TextFile.read(path) } catch {
      throw UsageError(Sentence(.themeUnreadable, .text(error.message)))
    }
    guard path.hasSuffix(".theme") else { return try parse(text, name: name, file: path) }
    let (theme, problems) = Theme.parseBtop(name: name, text: text)
    if let problem = problems.first {
      throw UsageError(
        Sentence(.withReason, .text("\(path): \(problem.key)"), .sentence(problem.message)))
    }
    return theme
  }

  private static func parse(
    _ text: String, name: String, file: String
  ) throws(UsageError) -> Theme {
    do throws(ConfigurationProblem) {
      let document = try TomlNode(parsing: text)
      var places: [String: TomlNode] = [:]
      var tables: [String: [String: String]] = [:]
      if case .table(let children) = document.value {
        for (key, node) in children {
          try take(key, node, into: &tables, &places)
        }
      }
      let (theme, problems) = Theme.parse(
        name: name, palette: tables["palette"] ?? [:], roles: tables["roles"] ?? [:])
      guard let problem = problems.first else { return theme }
      guard let node = places[problem.key] else { return theme }
      throw ConfigurationProblem(node, key: problem.key, problem.message)
    } catch {
      throw UsageError(error.sentence(file: file))
    }
  }

  private static func take(
    _ key: String, _ node: TomlNode, into tables: inout [String: [String: String]],
    _ places: inout [String: TomlNode]
  ) throws(ConfigurationProblem) {
    switch (key, node.value) {
    case ("name", .string): break
    case ("palette", .table(let children)), ("roles", .table(let children)):
      for (name, child) in children {
        let path = "\(key).\(name)"
        guard case .string(let text) = child.value else {
          throw ConfigurationProblem(child, key: path, expected: Sentence(.kindString))
        }
        tables[key, default: [:]][name] = text
        places[path] = child
      }
    case ("name", _), ("palette", _), ("roles", _):
      throw ConfigurationProblem(
        node, key: key, expected: Sentence(key == "name" ? .kindString : .kindTable))
    default: throw ConfigurationProblem(node, key: key, Sentence(.unknownKey))
    }
  }
}
