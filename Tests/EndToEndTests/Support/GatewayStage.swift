import Foundation
import MirrorLab

/// A gateway before embedded mirrors, and the real go in front of it.
final class GatewayStage {
  let bench: ProgramBench
  let lab: MirrorLab
  let mirrors: [LabMirror]
  let database: LabDatabase
  let authority: String
  /// Ended with the stage.
  private(set) var process: ChildProcess
  /// `127.0.0.1:PORT`.
  private(set) var address: String
  /// Lines of JSON.
  let requestLog: String
  private let log: String
  private let go: RealGo

  /// `modules`: those of each mirror. `settings`: what only the gateway has in its environment. `socket`: what it gets
  /// as systemd would pass it. `passThrough`: in TOML. `login`: `USER:PASSWORD`, which the first mirror wants; in the list,
  /// or else in a .netrc that only the gateway has.
  init(
    _ modules: [[LabModule]], separator: String = ",", after end: String = "",
    options: [String] = [], settings: [String: String] = [:], socket: ListeningSocket? = nil,
    passThrough: String? = nil, login: (text: String, isInList: Bool)? = nil
  ) throws {
    bench = try ProgramBench()
    lab = try MirrorLab()
    let database = try LabDatabase(modules: Array(Set(modules.joined())))
    self.database = database
    mirrors = try modules.enumerated().map { [lab] in
      try lab.addMirror(name: "mirror\($0)", modules: $1, database: database)
    }
    authority = try bench.write(lab.certificateAuthorityPEM, to: "ca.pem")
    go = try RealGo()
    var urls = mirrors.map(\.url)
    if let login {
      mirrors[0].fault = .answer(.wantsCredentials(login.text))
      let words = login.text.split(separator: ":")
      if login.isInList {
        urls[0] = "https://\(login.text)@" + urls[0].dropFirst("https://".count)
      } else {
        try bench.write(
          "machine \(mirrors[0].host):\(mirrors[0].port) login \(words[0]) password \(words[1])\n",
          to: ".netrc")
      }
    }
    var options = options
    if let passThrough {
      options += [
        "--config",
        try bench.write("[gateway]\npass_through = \(passThrough)\n", to: "gateway.toml"),
      ]
    }
    chain = urls.joined(separator: separator) + end
    log = bench.home.path + "/gateway.log"
    requestLog = bench.home.path + "/requests.jsonl"
    let arguments =
      [
        "gateway", "--cacert", authority, "--interval", "500ms", "--canary",
        "example.com/m1@v1.0.0",
        "--goproxy", chain, "--log", requestLog,
      ] + (socket == nil ? ["--listen", "127.0.0.1:0"] : []) + options
    (process, address) = try Self.start(arguments, bench, log, settings, socket)
    self.arguments = arguments
    self.settings = settings
    self.socket = socket
  }

  private let arguments: [String]
  private let settings: [String: String]
  private let socket: ListeningSocket?
  /// What stands behind the gateway.
  let chain: String

  /// The gateway with nothing behind it.
  var alone: String { "http://\(address)|http://\(address)/again" }

  /// What go has for GOPROXY.
  var goproxy: String { "http://\(address)|http://\(address)/again|\(chain)" }

  private static func start(
    _ arguments: [String], _ bench: ProgramBench, _ log: String, _ settings: [String: String],
    _ socket: ListeningSocket?
  ) throws -> (ChildProcess, address: String) {
    unlink(log)
    let errors = open(log, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(errors) }
    var descriptors = [Int32(2): errors]
    if let socket { descriptors[3] = socket.descriptor }
    // A shell, for the number of a process is known to itself alone.
    let passing = socket == nil ? "" : "LISTEN_PID=$$ LISTEN_FDS=1 "
    let process = try ChildProcess(
      "/bin/sh", ["-c", "\(passing)exec \"$0\" \"$@\"", Goproxytop.path] + arguments,
      environment: bench.environment(settings), passing: descriptors)
    let text = try AgentStage.wait("the address", in: log) { $0.contains("serving http://") }
    let line = text.split(separator: "\n").first { $0.contains("serving http://") } ?? ""
    return (process, String(line.split(separator: "/")[1]))
  }

  deinit {
    process.signal(SIGKILL)
    process.wait()
    lab.close()
  }

  /// Ends it and starts another with the same settings.
  func replace(by number: Int32) throws {
    process.signal(number)
    process.wait()
    (process, address) = try Self.start(arguments, bench, log, settings, socket)
  }

  var lines: [String] { AgentStage.read(log).split(separator: "\n").map(String.init) }

  /// What the log of requests has once it satisfies `condition`.
  func logged(
    _ what: String, _ condition: ([[String: Any]]) -> Bool
  ) throws -> [[String: Any]] {
    let text = try AgentStage.wait(what, in: requestLog) { condition(Self.objects($0)) }
    return Self.objects(text)
  }

  private static func objects(_ text: String) -> [[String: Any]] {
    text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// Starts go with a module cache of its own, in a folder with a go.mod that requires `modules`.
  func start(
    _ arguments: [String], goproxy: String? = nil, requiring modules: [String] = [],
    more: [String: String] = [:]
  ) throws -> GoRunning {
    try GoRunning(
      go.executable.path, arguments, goproxy: goproxy ?? self.goproxy, requiring: modules,
      authority: authority, more: more)
  }

  func run(
    _ arguments: String..., goproxy: String? = nil, more: [String: String] = [:]
  ) throws -> (code: Int32, errors: String) {
    try run(arguments, goproxy: goproxy, more: more)
  }

  /// Runs it to its end, which comes within a minute.
  func run(
    _ arguments: [String], goproxy: String? = nil, more: [String: String] = [:]
  ) throws -> (code: Int32, errors: String) {
    let running = try start(arguments, goproxy: goproxy, more: more)
    let end = Date(timeIntervalSinceNow: 60)
    while !running.hasEnded, Date() < end {
      var nothing = pollfd(fd: -1, events: 0, revents: 0)
      poll(&nothing, 1, 20)
    }
    return running.finish()
  }

  /// What the gateway answers to these bytes, up to the end of the connection; `isAll`: which the client says no more
  /// than. A server may take that for the end.
  func answer(to bytes: [UInt8], isAll: Bool = true) throws -> String {
    let script = """
      import socket, sys
      host, port = sys.argv[1].rsplit(':', 1)
      s = socket.create_connection((host, int(port)), 20); s.settimeout(20)
      try:
        s.sendall(sys.stdin.buffer.read())
        if sys.argv[2] == "1": s.shutdown(socket.SHUT_WR)
        while True:
          more = s.recv(65536)
          if not more: break
          sys.stdout.buffer.write(more)
      except (ConnectionError, BrokenPipeError): pass
      """
    let file = bench.home.path + "/request"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return try CommandResult(
      "/bin/sh",
      [
        "-c", "exec python3 -c \"$0\" \"$1\" \"$3\" < \"$2\"", script, address, file,
        isAll ? "1" : "0",
      ],
      environment: ["PATH": "/usr/bin:/bin"]
    ).output
  }

  /// Returns when the metrics satisfy `condition`.
  func wait(_ what: String, _ condition: (String) -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while true {
      let text = try get("/metrics")
      if condition(text) { return }
      guard Date() < end else { throw EndToEndError("no \(what):\n\(text)") }
    }
  }

  /// The answer to a GET.
  func get(_ path: String, headers: String = "Host: 127.0.0.1") throws -> String {
    try answer(
      to: Array("GET \(path) HTTP/1.1\r\n\(headers)\r\nConnection: close\r\n\r\n".utf8),
      isAll: false)
  }
}

/// A go command under way; killed with its owner.
final class GoRunning {
  private let process: ChildProcess
  private let folder: URL
  private let executable: String
  private let environment: [String: String]
  let startedAt = Date()

  init(
    _ executable: String, _ arguments: [String], goproxy: String, requiring modules: [String],
    authority: String, more: [String: String]
  ) throws {
    self.executable = executable
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-go-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let requirements = modules.map { "require \($0)\n" }.joined()
    try Data("module test\n\ngo 1.21\n\n\(requirements)".utf8).write(
      to: folder.appendingPathComponent("go.mod"))
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "GOPATH": folder.path + "/path",
      "GOMODCACHE": folder.path + "/cache", "GOENV": "off", "GOTOOLCHAIN": "local",
      "GOFLAGS": "-mod=mod -modcacherw", "GOSUMDB": "off", "GOPROXY": goproxy,
      "SSL_CERT_FILE": authority, "SSL_CERT_DIR": folder.path + "/none",
      // What is not on loopback goes nowhere.
      "HTTPS_PROXY": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1",
    ].merging(more) { $1 }
    let errors = open(folder.path + "/stderr", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(errors) }
    process = try ChildProcess(
      executable, ["-C", folder.path] + arguments, environment: environment,
      passing: [1: errors, 2: errors])
  }

  deinit {
    process.signal(SIGKILL)
    process.wait()
    try? FileManager.default.removeItem(at: folder)
  }

  var hasEnded: Bool { process.hasEnded }

  /// The exit code and what it wrote; one that still runs is killed, and has 137.
  func finish() -> (code: Int32, errors: String) {
    if !hasEnded { process.signal(SIGKILL) }
    let status = process.wait()
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    return (code, AgentStage.read(folder.path + "/stderr"))
  }

  /// Another command on the same cache.
  func follow(_ arguments: String...) throws -> CommandResult {
    try CommandResult(executable, ["-C", folder.path] + arguments, environment: environment)
  }
}
