import Foundation

/// The command line.
struct Options: Sendable {
  static let usage = """
    usage: Differential --kind \(Kind.allCases.map(\.rawValue).joined(separator: "|")) --cases N --seed S
           [--only CASE] [--binary PATH] [--go PATH] [--side-by-side N]
           [--answers N]
    """

  var kind = Kind.http1
  var cases = 100
  var seed: UInt64 = 1
  /// One case alone.
  var only: Int?
  var binary = Self.besideThisProgram("goproxytop")
  var go = ".build/tools/bin/go"
  /// Programs that compute at a time; those that wait come on top.
  var sideBySide = 3
  /// How many of go's different answers are printed at the end, the most frequent first.
  var answers = 0

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw DifferentialError(Self.usage) }
      switch name {
      case "--kind":
        guard let kind = Kind(rawValue: value) else { throw DifferentialError(Self.usage) }
        self.kind = kind
      case "--cases": cases = try Self.number(value)
      case "--seed": seed = UInt64(try Self.number(value))
      case "--only": only = try Self.number(value)
      case "--side-by-side": sideBySide = max(1, try Self.number(value))
      case "--answers": answers = try Self.number(value)
      case "--binary": binary = Self.absolute(value)
      case "--go": go = value
      default: throw DifferentialError(Self.usage)
      }
    }
    go = Self.absolute(go)
    for program in [binary, go] where access(program, X_OK) != 0 {
      throw DifferentialError("no program at \(program)")
    }
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text), number >= 0 else { throw DifferentialError(usage) }
    return number
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func besideThisProgram(_ name: String) -> String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().path + "/" + name
  }
}
