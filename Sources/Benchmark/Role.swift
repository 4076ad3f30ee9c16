import Platform

/// What this binary does when the benchmark starts it again as a process of its own, so that nobody's
/// CPU time is mixed with the client's that is measured.
enum Role: String {
  /// `role-serve COUNT HOST TLS_DELAY FIRST_BYTE_DELAY`: embedded mirrors, delays in microseconds.
  case serve = "role-serve"
  /// `role-link DELAY LOSS`: the delay line, each way, in microseconds; loss of a thousand packets.
  case link = "role-link"
  /// `role-capture INTERFACE PORT…`: exchanges as lines.
  case capture = "role-capture"
  /// `role-watch AUTHORITY INTERVAL DURATION URL…`: watches on one core, then tells what it took.
  case watch = "role-watch"
  /// `role-agents COUNT MIRRORS`: pages of agents that do not exist.
  case agents = "role-agents"

  /// Plays the role until standard input ends.
  func run(_ arguments: [String], on mainThread: MainThread) async throws {
    switch self {
    case .serve:
      guard arguments.count == 4, let count = Int(arguments[0]) else {
        throw BenchmarkError("\(rawValue) takes four arguments")
      }
      try MirrorProcess.serve(
        count, host: arguments[1], tlsDelay: microseconds(arguments, 2),
        firstByteDelay: microseconds(arguments, 3))
    case .link:
      var line = try DelayLine(
        delay: microseconds(arguments, 0), loss: arguments.count > 1 ? Int(arguments[1]) ?? 0 : 0)
      say("ready")
      try line.run()
    case .capture:
      var capture = try Capture(
        interface: arguments.first ?? "",
        serverPorts: Set(arguments.dropFirst().compactMap(UInt16.init)))
      say("ready")
      // Told at the end: whoever reads them is busy until then.
      var exchanges: [CapturedExchange] = []
      try capture.run { exchanges.append($0) }
      for exchange in exchanges { say(exchange.line) }
    case .agents:
      guard arguments.count == 2, let count = Int(arguments[0]), let mirrors = Int(arguments[1])
      else { throw BenchmarkError("\(rawValue) takes two arguments") }
      try SimulatedAgents(count: count, mirrors: mirrors).serve()
    case .watch:
      try await Scale.watch(
        Array(arguments.dropFirst(3)), authority: arguments.first ?? "",
        interval: microseconds(arguments, 1), duration: microseconds(arguments, 2), on: mainThread)
    }
  }

  private func microseconds(_ arguments: [String], _ index: Int) throws(BenchmarkError) -> Duration
  {
    guard index < arguments.count, let number = Int(arguments[index]) else {
      throw BenchmarkError("\(rawValue): argument \(index) is no number")
    }
    return .microseconds(number)
  }
}
