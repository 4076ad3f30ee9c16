import Foundation
import MirrorLab
import Text

/// An agent that watches embedded mirrors, and what it writes.
final class AgentStage {
  let lab: CheckTests.Lab
  /// Ended with the stage.
  let process: ChildProcess
  /// `127.0.0.1:PORT`.
  let address: String
  private let log: String

  /// The agent listens where `options` do not say otherwise; `wrapper`: a command that runs it.
  init(
    _ lab: CheckTests.Lab, goproxy: String? = nil, options: [String] = [],
    environment: [String: String] = [:], through wrapper: [String] = []
  ) throws {
    self.lab = lab
    log = lab.bench.home.path + "/agent-\(UUID().uuidString).log"
    let errors = open(log, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(errors) }
    let command =
      wrapper + [
        Goproxytop.path, "agent", "--cacert", lab.authority, "--interval", "500ms", "--listen",
        "127.0.0.1:0", "--goproxy", goproxy ?? "\(lab.first.url),\(lab.second.url)",
      ] + options
    process = try ChildProcess(
      command[0], Array(command.dropFirst()), environment: lab.bench.environment(environment),
      passing: [2: errors])
    let listening = try Self.wait("the address", in: log) { $0.contains("serving http://") }
    let line = listening.split(separator: "\n").first { $0.contains("serving http://") } ?? ""
    address = String(line.split(separator: "/")[1])
  }

  deinit {
    process.signal(SIGKILL)
    process.wait()
  }

  var lines: [String] { Self.read(log).split(separator: "\n").map(String.init) }

  @discardableResult func waitForLog(
    _ what: String, _ condition: (String) -> Bool
  ) throws -> String {
    try Self.wait(what, in: log, condition)
  }

  struct Answer {
    var status: Int
    var type: String
    var body: String
  }

  /// What the agent answers, as a client that is not ours has it.
  func get(_ path: String, accept: String = "*/*", method: String = "GET") throws -> Answer {
    let script = """
      import sys, urllib.request, urllib.error
      request = urllib.request.Request(sys.argv[1], method=sys.argv[3], headers={'Accept': sys.argv[2]})
      try: answer = urllib.request.urlopen(request, timeout=20)
      except urllib.error.HTTPError as error: answer = error
      print(answer.status, answer.headers['Content-Type'])
      print(answer.read().decode(), end='')
      """
    let result = try CommandResult(
      "/usr/bin/env", ["python3", "-c", script, "http://\(address)\(path)", accept, method],
      environment: ["PATH": "/usr/bin:/bin"])
    guard result.code == 0, let end = result.output.firstIndex(of: "\n") else {
      throw EndToEndError("\(path): \(result.errors)")
    }
    let head = result.output[..<end].split(separator: " ", maxSplits: 1)
    return Answer(
      status: Int(head[0]) ?? 0, type: head.count > 1 ? String(head[1]) : "",
      body: String(result.output[result.output.index(after: end)...]))
  }

  /// The metrics, once they satisfy `condition`.
  @discardableResult func waitForMetrics(
    _ what: String, _ condition: (String) -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: 60)
    while true {
      let text = try get("/metrics").body
      if condition(text) { return text }
      guard Date() < end else { throw EndToEndError("no \(what):\n\(text)") }
    }
  }

  static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// The content of a file, once it satisfies `condition`.
  @discardableResult static func wait(
    _ what: String, in path: String, _ condition: (String) -> Bool
  ) throws -> String {
    let end = Date(timeIntervalSinceNow: 60)
    while true {
      let text = read(path)
      if condition(text) { return text }
      guard Date() < end else { throw EndToEndError("no \(what):\n\(text)") }
      var nothing = pollfd(fd: -1, events: 0, revents: 0)
      poll(&nothing, 1, 20)
    }
  }
}
