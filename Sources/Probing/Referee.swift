import CLinux
import Glibc
import GoRules
import Health
import Platform

/// Has the real go command download modules, with the user's settings, into a module cache that is thrown away.
package struct Referee: Sendable {
  /// The go command's path.
  private let command: String
  private let environment: [String: String]
  private let limit: Duration
  /// go's settings; see `GoEnvironment.effectiveVariables`.
  private let settings: [String: String]
  /// The checksum database's name; nil for none.
  private let database: String?

  /// How go ended, and what it said of its requests.
  package struct Answer: Sendable {
    package var trace: GoTrace
    /// nil: it had to be ended at the limit.
    package var status: Int32?
    package var time: Duration
  }

  /// Why there is no answer.
  package struct Failure: Error, Sendable, Hashable {
    package var text: String
  }

  /// - Parameters:
  ///   - command: the go command's path.
  ///   - settings: what is watched: a chain that is not go's own setting is handed to it.
  ///   - certificateFile: what is trusted instead of go's own choice; nil for that.
  ///   - limit: after which go is ended; nil: our own patience with each of its three requests, for it has none.
  package init(
    command: String, go: GoEnvironment, settings: MonitorSettings, certificateFile: String?,
    limit: Duration? = nil
  ) {
    self.command = command
    var environment = go.variables
    switch settings.setting.source {
    case .environment, .goEnvFile, .gorootGoEnv, .default: break
    case .option, .configuration, .record: environment["GOPROXY"] = settings.chain?.value
    }
    if let certificateFile { environment["SSL_CERT_FILE"] = certificateFile }
    self.environment = environment
    self.settings = go.effectiveVariables
    database = go.checksumDatabase.key?.name
    self.limit = limit ?? max(.seconds(10), settings.timeout * 3)
  }

  /// Runs go to its end, to the limit, or until the task is cancelled or `stopper` stopped; what it started ends with it.
  package func download(
    _ modules: [ModuleVersion], until stopper: Stopper = Stopper()
  ) async -> Result<Answer, Failure> {
    return await withTaskCancellationHandler {
      await Threads.run {
        Result { () throws(Failure) in try run(modules, stopper) }
      }
    } onCancel: {
      stopper.stop()
    }
  }

  private func run(
    _ modules: [ModuleVersion], _ stopper: Stopper
  ) throws(Failure) -> Answer {
    let folder = try ThrowAwayFolder(environment["TMPDIR"])
    defer { folder.remove() }
    remember(in: folder.path + "/path")
    var run = CommandRun(
      command, ["mod", "download", "-x"] + modules.map(\.description),
      environment: environment.merging([
        // The module cache is not the user's, nor what go remembers of the checksum database, but for a copy of the tree
        // from which it goes on.
        "GOMODCACHE": folder.path + "/mod", "GOPATH": folder.path + "/path",
        // A go.mod around has no say, and asks for no other go.
        "GOWORK": "off", "GOTOOLCHAIN": "local",
      ]) { $1 })
    run.folder = folder.path
    run.hasOwnErrors = true
    run.isAlone = true
    run.limit = limit
    run.outputLimit = 4 << 20
    let start = SystemClock.monotonic()
    let result = run.run(stopper)
    var answer = Answer(
      trace: GoTrace(result.errors), status: nil,
      time: .nanoseconds(SystemClock.monotonic() - start))
    switch result.ending {
    case .exited(let status): answer.status = status
    case .outOfTime: break
    case .notStarted(let code):
      throw Failure(text: "\(command): \(String(cString: strerror(code)))")
    case .tooMuchOutput: throw Failure(text: "go printed over 4 MiB")
    case .wroteToTerminal: throw Failure(text: "go, or what it runs, wants to ask a person")
    case .stopped: throw Failure(text: "stopped")
    }
    return answer
  }

  /// Copies what go remembers of the checksum database's log into the GOPATH at `path`.
  private func remember(in path: String) {
    guard let database, let file = LatestTree.file(of: database, variables: settings),
      case .note(let note) = LatestTree(file)
    else { return }
    var folder = path
    mkdir(folder, 0o700)
    for element in "pkg/sumdb/\(database)".split(separator: "/") {
      folder += "/\(element)"
      mkdir(folder, 0o700)
    }
    let descriptor = open(folder + "/latest", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    _ = Descriptor.writeAll(note, to: descriptor)
    close(descriptor)
  }
}

/// A folder of our own below the folder for temporary files.
private struct ThrowAwayFolder {
  let path: String

  init(_ parent: String?) throws(Referee.Failure) {
    let parent = parent.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(parent)/goproxytop-go-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Referee.Failure(text: "\(parent): \(String(cString: strerror(errno)))")
    }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// go makes the folders of a module cache read-only.
  func remove() { clinux_remove_folder(path) }
}
