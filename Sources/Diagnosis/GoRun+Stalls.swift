import GoRules
import Health

extension GoRun {
  /// What go waits for, where it has waited for long: each is told once.
  package enum Stall: Sendable, Hashable {
    /// An answer, by the request's place.
    case answer(Int)
    /// The rest of one.
    case body(Int)
    /// Version control, by the command's place.
    case command(Int)
    /// Something that was not printed, by the number of the process.
    case connection(Int32)
  }

  /// go is rarely made to wait so long.
  package static let patience = Duration.seconds(10)

  var stalls: [Stall] {
    func isLong(_ began: Duration) -> Bool { time - began >= Self.patience }
    let answers = open.values.flatMap(\.self).sorted().filter { isLong(requests[$0].began) }
    let commands = self.commands.indices.filter {
      self.commands[$0].ended == nil && isLong(self.commands[$0].began)
    }
    let bodies = unread.filter { requests[$0].sight.map(\.isLongQuiet) ?? false }
    let all: [Stall] =
      answers.map { .answer($0) } + commands.map { .command($0) }
      + (processes.contains(where: \.isComputing) ? [] : bodies.map { .body($0) })
    guard all.isEmpty, requests.isEmpty else { return all }
    // Who is silent may just have nothing to say: what was asked is not known.
    return processes.filter { process in
      process.connections.contains { $0.sight.isStuck }
    }.map { .connection($0.id) }
  }
}

extension GoConnection.Sight {
  /// The rest of an answer is missing for long.
  fileprivate var isLongQuiet: Bool {
    if case .quiet(let time) = self { time >= GoRun.patience } else { false }
  }

  fileprivate var isStuck: Bool {
    switch self {
    case .unacknowledged(_, let time): time >= GoRun.patience
    case .connecting(let resent): resent > 2
    default: false
    }
  }
}
