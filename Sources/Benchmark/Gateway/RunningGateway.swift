import GoRules

/// The program itself in front of one server.
final class RunningGateway {
  let process: ChildProcess
  let url: String
  private let home: ScratchFolder
  private let configuration: ScratchFile

  /// `passThrough`: in TOML.
  init(
    before server: String, _ options: [String] = [], passThrough: String = "false", canary: String
  ) throws(BenchmarkError) {
    home = try ScratchFolder()
    configuration = try ScratchFile("[gateway]\npass_through = \(passThrough)\n")
    process = try ChildProcess(
      try ChildProcess.ownFolder() + "/goproxytop",
      [
        "gateway", "--listen", "127.0.0.1:0", "--goproxy", server, "--config", configuration.path,
        "--canary", canary, "--no-history",
      ] + options, errors: .pipe, environment: ["HOME": home.path, "GOSUMDB": "off"])
    var found: Substring?
    while found == nil, let line = process.readLine() {
      found = line.firstRange(of: "http://127.0.0.1:").map { line[$0.lowerBound...].dropLast() }
    }
    guard let found else { throw BenchmarkError("the gateway did not start listening") }
    url = String(found)
  }
}
