import Foundation
import Text

/// The program under test, as a user starts it, in a home of its own.
final class ProgramBench {
  let home: URL

  init() throws {
    home = FileManager.default.temporaryDirectory
      .appendingPathComponent("goproxytop-home-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// What the program sees of the world: nothing of the machine that runs the tests.
  func environment(_ more: [String: String] = [:]) -> [String: String] {
    [
      "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "tmux-256color",
      "GOSUMDB": "off", "SWIFT_BACKTRACE": "enable=no",
    ].merging(more) { $1 }
  }

  /// Runs a command to its end.
  func run(_ arguments: String..., environment more: [String: String] = [:]) throws -> CommandResult
  {
    try CommandResult(Goproxytop.path, arguments, environment: environment(more))
  }

  /// The same, and its output as JSON.
  func json(
    _ arguments: [String], environment more: [String: String] = [:]
  ) throws -> (code: Int32, object: [String: Any]) {
    let result = try CommandResult(
      Goproxytop.path, arguments + ["--json"], environment: environment(more))
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    guard let object = object as? [String: Any] else { throw EndToEndError("no JSON object") }
    return (result.code, object)
  }

  /// Writes a file below the home and returns its path.
  @discardableResult func write(_ text: String, to name: String) throws -> String {
    let file = home.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: home.appendingPathComponent(name), encoding: .utf8)
  }
}
