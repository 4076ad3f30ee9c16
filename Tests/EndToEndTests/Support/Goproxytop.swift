import Foundation
import Text

/// The program under test, as the build put it beside the tests.
enum Goproxytop {
  static let path = folder + "/goproxytop"

  /// Where the build put its programs.
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// What the sanitizers were told of this test run holds for the programs too.
  static let sanitizers = ProcessInfo.processInfo.environment.filter {
    ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
  }

  /// An environment in which nothing of the machine's own go, configuration or history is seen.
  static func environment(home: TemporaryFolder, _ more: [String: String] = [:]) -> [String: String]
  {
    [
      "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
      "GOENV": "off", "GOSUMDB": "off",
    ].merging(sanitizers) { $1 }.merging(more) { $1 }
  }

  /// Runs a command to its end.
  static func run(_ arguments: [String], environment: [String: String]) throws -> CommandResult {
    try CommandResult(path, arguments, environment: environment)
  }
}

/// A folder that is removed with its last owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  /// Writes a file into it and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    return path + "/" + name
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
