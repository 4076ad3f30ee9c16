import Dashboard
import Text

/// `keys`: the key bindings in force, as the configuration names them, and what they do.
struct KeysCommand {
  let program: Program

  func run() throws -> ExitCode {
    for binding in try program.configuration().bindings.table {
      let names = binding.keys.compactMap(\.name).joined(separator: " ")
      program.console.print(
        binding.action.rawValue.padded(to: 19) + names.padded(to: 15)
          + binding.action.help(in: .english))
    }
    return .served
  }
}

/// `themes`: the names that `theme` in the configuration and `--theme` take.
struct ThemesCommand {
  let program: Program

  func run() throws -> ExitCode {
    let catalogue = ThemeCatalogue(folder: program.folders.themes)
    let chosen = try program.configuration().theme
    for name in catalogue.names {
      program.console.print((name == chosen ? "* " : "  ") + name)
    }
    return .served
  }
}

extension String {
  /// With spaces behind it up to `width` characters, and at least one.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
