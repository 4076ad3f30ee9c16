import Glibc
import Text

/// `config`: checks the configuration file, or prints a template of one.
struct ConfigCommand {
  let program: Program

  func run() throws -> ExitCode {
    if program.options.template {
      program.console.print(whole: Configuration.template)
      return .served
    }
    guard let path = program.options.configFile ?? program.folders.configurationFile else {
      throw UsageError("config: neither HOME nor XDG_CONFIG_HOME is set")
    }
    if let word = program.invocation.operands.first, word != "check" {
      throw UsageError("config: \(Options.quoted(word)): expected check or --template")
    }
    return try check(path)
  }

  private func check(_ path: String) throws -> ExitCode {
    guard let text = try program.configurationText(path) else {
      program.console.print("\(path): no such file; using the defaults")
      return .served
    }
    let (configuration, problems) = Configuration.read(text)
    for problem in problems { Console.complain(Language.english.say(problem.sentence(file: path))) }
    guard problems.isEmpty else { return .usage }
    // A theme is named in one file and defined in another.
    let themes = ThemeCatalogue(folder: program.folders.themes)
    do throws(UsageError) {
      _ = try themes.theme(configuration.theme)
    } catch {
      guard !themes.knows(configuration.theme), let node = try? TomlNode(parsing: text)["theme"]
      else { throw error }
      throw UsageError(
        ConfigurationProblem(node, key: "theme", error.sentence).sentence(file: path))
    }
    program.console.print("\(path): ok")
    return .served
  }
}
