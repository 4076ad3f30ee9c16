import Glibc
import Platform

/// `swift run -c release Benchmark [PART…]`: measures beside yardsticks of the same run, and prints the
/// tables of README. Nothing here judges: the exit code is 0 unless a part could not run.
@main
struct Benchmark {
  /// What can be asked for; no part means all.
  enum Part: String, CaseIterable {
    case cost, scale, precision, screen, record, gateway, fleet

    func report(on mainThread: MainThread) async throws -> Report {
      switch self {
      case .cost: return try await Cost().run()
      case .scale: return try Scale().run()
      case .screen: return try Screen().run()
      case .record: return try await Record().run()
      case .gateway: return try GatewayCost().run()
      case .fleet: return try await FleetScale().run()
      case .precision: return try await Precision().run(on: mainThread)
      }
    }
  }

  /// Synchronous: its network and its cores are a thread's own, and handed down to those it starts; so
  /// they are settled while there is one thread. Tasks go on on any.
  static func main() {
    MachineLimits.shareHeap()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments == [Part.precision.rawValue] { try Precision.enterOwnNetwork() }
      if arguments.first == Role.watch.rawValue { try Scale.stayOnOneCore() }
    } catch {
      fail(error)
    }
    let mainThread = MainThread()
    mainThread.run {
      do {
        try await run(arguments, on: mainThread)
      } catch {
        fail(error)
      }
    }
  }

  private static func run(_ arguments: [String], on mainThread: MainThread) async throws {
    if let role = arguments.first.flatMap(Role.init(rawValue:)) {
      return try await role.run(Array(arguments.dropFirst()), on: mainThread)
    }
    let parts = try arguments.map(part(named:))
    if parts.count == 1 {
      say(try await parts[0].report(on: mainThread).markdown)
    } else if !runEach(parts.isEmpty ? Part.allCases : parts) {
      exit(1)
    }
  }

  private static func fail(_ error: any Error) -> Never {
    complain("\(error)")
    exit(1)
  }

  private static func part(named name: String) throws(BenchmarkError) -> Part {
    if let part = Part(rawValue: name) { return part }
    let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
    throw BenchmarkError("no part \(name); there are \(names)")
  }

  /// Each part in a process of its own, which it may tie to a core or move to another network.
  private static func runEach(_ parts: [Part]) -> Bool {
    var isComplete = true
    for part in parts {
      complain("measuring \(part.rawValue)")
      do {
        let process = try ChildProcess.ourselves([part.rawValue])
        for line in process.readToEnd() { say(line) }
        if process.wait().code != 0 {
          complain("\(part.rawValue) could not run")
          isComplete = false
        }
      } catch {
        complain("\(part.rawValue) could not run: \(error)")
        isComplete = false
      }
    }
    return isComplete
  }
}
