import Foundation
import TestServers
import Text

/// A configuration with hooks, and who tries them.
final class HookBench {
  let bench: ProgramBench
  let configuration: String

  /// `hooks`: TOML. The mirror of the made-up events has this name, in TOML.
  init(_ hooks: String, mirror: String = "\"one\"") throws {
    bench = try ProgramBench()
    configuration = try bench.write(
      "goproxy = \"http://127.0.0.1:1/\"\n[[mirror]]\nname = \(mirror)\nurl = \"http://127.0.0.1:1/\"\n"
        + hooks, to: "hooks.toml")
  }

  func test(_ name: String, _ more: [String: String] = [:]) throws -> CommandResult {
    try bench.run("hook", "test", name, "--config", configuration, environment: more)
  }

  static func webhook(_ url: String, _ format: String, _ more: String = "") -> String {
    "[[hook]]\nname = \"h\"\nurl = \"\(url)\"\nformat = \"\(format)\"\n\(more)\n"
  }

  static func command(_ line: String, _ more: String = "") -> String {
    "[[hook]]\nname = \"h\"\ncommand = '''\(line)'''\n\(more)\n"
  }

  static func object(_ json: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    guard let object = object as? [String: Any] else { throw EndToEndError("no object: \(json)") }
    return object
  }
}
