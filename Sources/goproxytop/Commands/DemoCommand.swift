import CLinux
import Glibc
import GoRules
import MirrorLab
import Text

/// `demo`: the dashboard on embedded mirrors that play a story. It lives in a folder of its own: the user's
/// GOPROXY, history and state are neither read nor written.
struct DemoCommand: Sendable {
  let program: Program

  func run() throws -> ExitCode {
    if program.options.fault == .list {
      for kind in FaultKind.allCases {
        program.console.print(
          kind.rawValue.padded(to: 24) + Language.english.say(Sentence(kind.phrase)))
      }
      return .served
    }
    let theme = try program.options.theme ?? program.configuration().theme
    let story: DemoStory
    do { story = try DemoStory(plot) } catch { throw OperationError("demo: \(error.description)") }
    defer { story.close() }
    let folder = try Self.makeFolder(in: program.environment["TMPDIR"] ?? "/tmp")
    defer { _ = clinux_remove_folder(folder) }
    do throws(TextFile.Failure) {
      try TextFile.write(
        "GOPROXY=\(story.goproxy)\nGOSUMDB=\(story.gosumdb)\n", to: "\(folder)/go-env",
        mode: 0o600)
      try TextFile.write(story.certificateAuthorityPEM, to: "\(folder)/ca.pem", mode: 0o600)
      try TextFile.write("", to: "\(folder)/config.toml", mode: 0o600)
    } catch {
      throw OperationError("demo: \(error.message)")
    }
    return try DashboardCommand(
      program: try stage(story, in: folder, theme: theme), story: story
    ).run()
  }

  private var plot: Story {
    if case .kind(let kind) = program.options.fault { .playing(kind) } else { .standard }
  }

  /// The program as it runs on the story's mirrors.
  private func stage(
    _ story: DemoStory, in folder: String, theme: String
  ) throws -> Program {
    var invocation = program.invocation
    invocation.options.goproxy = nil
    invocation.options.configFile = "\(folder)/config.toml"
    invocation.options.cacert = "\(folder)/ca.pem"
    invocation.options.theme = theme
    invocation.options.interval = program.options.interval ?? .seconds(1)
    invocation.options.timeout = program.options.timeout ?? .seconds(3)
    invocation.options.resolve = story.resolveOverrides
    invocation.options.mirrors = try story.watched.map {
      (name: $0.name, url: try ProxyURL(parsing: $0.url))
    }
    let kept = ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "TZ"]
    var environment = program.environment.filter { kept.contains($0.key) }
    environment["GOENV"] = "\(folder)/go-env"
    environment["XDG_STATE_HOME"] = folder
    environment["XDG_RUNTIME_DIR"] = folder
    // Themes of the user's own are no harm.
    environment["XDG_CONFIG_HOME"] = program.environment["XDG_CONFIG_HOME"]
    environment["HOME"] = program.environment["HOME"]
    return try Program(invocation, environment: environment)
  }

  private static func makeFolder(in parent: String) throws(OperationError) -> String {
    var template = Array("\(parent)/goproxytop-demo-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template) else {
      throw OperationError("demo: \(parent): \(String(cString: strerror(errno)))")
    }
    return String(cString: folder)
  }
}
