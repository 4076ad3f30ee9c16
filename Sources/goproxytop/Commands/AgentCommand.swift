import CLinux
import Dashboard
import Glibc
import GoRules
import Health
import Metrics
import Platform
import Serving
import Text
import Watching

/// `agent`: the core without a screen, for Prometheus; or what is to be put beside it.
struct AgentCommand: Sendable {
  /// What makes an agent a gateway as well.
  struct GatewayPlan: Sendable {
    /// Where it listens, unless a socket was passed.
    var address: ListenAddress
    var passed: PassedSocket?
    var limits: HTTPServer.Limits
  }

  let program: Program
  var gateway: GatewayPlan?

  init(program: Program) { self.program = program }

  private static let standardAddress = ListenAddress(host: "127.0.0.1", port: 9916)

  func run() throws -> ExitCode {
    let options = program.options
    let files = [
      ("--unit", options.unit), ("--rules", options.rules), ("--grafana", options.grafana),
      ("--scrape", options.scrape),
    ].filter(\.1).map(\.0)
    switch files.count {
    case 0: return try serve()
    case 1 where options.unit:
      try checkUnit()
      program.console.print(whole: file(files[0]))
    case 1: program.console.print(whole: file(files[0]))
    default: throw UsageError("\(files[0]) and \(files[1]) cannot be combined")
    }
    return .served
  }

  private func file(_ option: String) -> String {
    switch option {
    case "--rules": AgentFiles.rules
    case "--grafana": AgentFiles.grafana
    case "--scrape":
      AgentFiles.scrape((program.options.listen ?? Self.standardAddress).description)
    default: AgentFiles.unit(command: unitCommand, writing: textFileFolder)
    }
  }

  private var textFileFolder: String? {
    program.options.textFile.flatMap { path in
      path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
  }

  private var unitCommand: [String] {
    [ProcessPlace.program] + ProcessPlace.arguments(without: "--unit")
  }

  /// A unit is a file for all to read, and systemd shows it no homes.
  private func checkUnit() throws(UsageError) {
    if unitCommand.contains(where: { Redaction.conservative($0) != $0 }) {
      throw UsageError(
        "--unit: all may read a unit, and one of the options has a password: "
          + "set GOPROXY in a file that EnvironmentFile= names")
    }
    if ["/home/", "/root/", "/tmp/", "/var/tmp/"].contains(where: ProcessPlace.program.hasPrefix) {
      Console.complain(
        "--unit: systemd does not show \(ProcessPlace.program) to the service: "
          + "copy goproxytop to /usr/local/bin, and print the unit from there")
    }
  }

  func serve() throws -> ExitCode {
    if let path = program.options.textFile, !Self.mayReplace(path) {
      throw UsageError(
        "--textfile: \(Options.quoted(path)) is there, and not a file of metrics; name another")
    }
    var loaded = try program.loadSettings()
    // Before the first other thread exists.
    guard let signals = SignalQueue([SIGTERM, SIGINT, SIGHUP]) else {
      throw OperationError("signalfd failed: \(errno)")
    }
    signal(SIGPIPE, SIG_IGN)
    let terminal = StartingTerminal()
    let log = AgentLog(environment: program.environment)
    let pool = try program.makePool(
      loaded.layers.go, loaded.configuration, mirrors: loaded.layers.resolved.mirrors.count
    ) { log.say(.warning, $0) }
    let events = EventStream<AgentEvent>()
    let server: HTTPServer?
    do throws(ServingError) { server = try listen(events) } catch {
      throw OperationError("\(program.invocation.command.rawValue): \(error.message)")
    }
    let own = gateway == nil ? [] : server?.address.ownAuthorities ?? []
    loaded.layers.ownAuthorities = own
    let mainThread = MainThread()
    _ = mainThread.attach(
      MainThread.Attachment(descriptors: [signals.descriptor]) { _ in
        while let number = signals.next() {
          events.send(number == SIGHUP && !terminal.isGone ? .hangup : .terminate)
        }
      })
    let agentGateway = try agentGateway(loaded, server, events)
    return mainThread.run { [loaded] in
      var watcher = Watcher(
        loaded.layers, pool: pool, history: try? program.history(loaded.configuration),
        on: mainThread, events: events, offset: loaded.dashboard.clock.offsetFromUTC)
      var agent = Agent(
        events: events,
        reload: {
          var fresh = try program.loadSettings()
          fresh.layers.ownAuthorities = own
          return fresh
        },
        manager: ServiceManager(environment: program.environment), log: log,
        pages: AgentPages(start: SystemClock.now().wall, hasGateway: agentGateway != nil),
        server: server,
        textFile: program.options.textFile.map { path in
          SavedFile(path, mode: 0o644, makingFolders: false) { events.send(.notWritten($0)) }
        },
        // go's list is not the gateway's: the gateway itself stands in it.
        stateFile: gateway == nil ? program.stateFilePath.map(StateFile.init) : nil,
        hooks: Hooks(
          loaded.configuration.hooks,
          HookRunner(
            program, loaded.layers.go, loaded.dashboard.language, ownLanguage: .english)
        ) { events.send(.hookEnded($0)) }, gateway: agentGateway)
      await watcher.run(&agent, events, watching: loaded.watchedFiles)
      // What is not kept up says nothing of now.
      if let path = program.options.textFile, Self.mayReplace(path) { unlink(path) }
      return .served
    }
  }

  /// nil for an agent alone.
  private func agentGateway(
    _ loaded: LoadedSettings, _ server: HTTPServer?, _ events: EventStream<AgentEvent>
  ) throws(UsageError) -> AgentGateway? {
    guard gateway != nil, let server else { return nil }
    let asker: GatewayAsker
    do {
      asker = try GatewayAsker(
        program.poolConfiguration(loaded.layers.go, loaded.configuration),
        entries: loaded.layers.resolved.mirrors.count)
    } catch {
      throw UsageError("\(error)")
    }
    let log = program.options.log.map { path in
      AppendedFile(path) { events.send(.logNotWritten($0)) }
    }
    if let reason = log?.prepare() { throw UsageError("--log: \(reason)") }
    return AgentGateway(
      asker: asker, events: events, log: log, isLoopback: server.address.isLoopback,
      policy: loaded.configuration.gateway)
  }

  /// There is nothing, or what an agent wrote before: no device, no link, and nobody's notes.
  private static func mayReplace(_ path: String) -> Bool {
    var file = stat()
    guard lstat(path, &file) == 0 else { return true }
    guard file.st_mode & S_IFMT == S_IFREG else { return false }
    return (try? TextFile.read(path, limit: 64)).map { $0.isEmpty || $0.hasPrefix("# HELP ") }
      ?? false
  }

  /// nil where a file alone is wanted.
  private func listen(_ events: EventStream<AgentEvent>) throws(ServingError) -> HTTPServer? {
    if let gateway {
      return try HTTPServer(gateway.address, passed: gateway.passed, gateway.limits) {
        events.send(.asked($0, $1))
      }
    }
    if program.options.listen == nil, program.options.textFile != nil { return nil }
    return try HTTPServer(program.options.listen ?? Self.standardAddress) { request, reply in
      events.send(.asked(request, reply))
    }
  }
}

/// How this process was started.
enum ProcessPlace {
  static var program: String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : CommandLine.arguments[0]
  }

  static func arguments(without option: String) -> [String] {
    CommandLine.arguments.dropFirst().filter { $0 != option }
  }
}
