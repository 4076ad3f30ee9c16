import CDifferential
import Foundation
import Platform

/// Shows the same mutated answers to the real go and to our program, and prints where they disagree. See README,
/// "Tests".
@main
struct Differential {
  static func main() {
    do {
      let options = try Options(CommandLine.arguments.dropFirst())
      exit(try run(options))
    } catch {
      Descriptor.writeAll(Array("Differential: \(error)\n".utf8), to: 2)
      exit(2)
    }
  }

  /// - Returns: 0 where both agree but for known differences, else 1.
  private static func run(_ options: Options) throws -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let names = try NameServer.inOwnNetwork(folder: folder.path)
    let keys = KeyRing()
    let (identity, authority) = try CertificateMaker.soundIdentity(keys)
    let materials = Materials(
      go: try goItself(options.go), program: options.binary, folder: folder.path, keys: keys,
      identity: identity, authority: authority, names: names)
    let run = DifferentialRun(options: options, materials: materials)
    return try run.run() ? 0 : 1
  }

  /// The program in GOROOT: what is called `go` may be a script that takes longer to start than go takes for a case.
  private static func goItself(_ path: String) throws -> String {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    let environment = ["PATH": "/usr/bin:/bin", "HOME": home, "GOTOOLCHAIN": "local"]
    let output = try RunningProgram.output(
      Command(words: [path, "env", "GOROOT"], environment: environment))
    let root = output.prefix { $0 != "\n" }
    return access("\(root)/bin/go", X_OK) == 0 ? "\(root)/bin/go" : path
  }
}
