/// What the program can be asked to do; the raw value is the word on the command line. All else that help, man page,
/// completions and README say of it is its `row`.
enum Command: String, CaseIterable, Sendable {
  case dashboard, check, doctor, explain, offline, rank, use, undo, history, replay
  case agent, hook, fleet, gateway
  case status, demo, config, keys, themes, completions, man
}

struct CommandRow {
  /// One line, without a full stop.
  let summary: String
  /// What may stand after the command, as help shows it; empty for nothing.
  var operand = ""
  /// How many words may stand after the command.
  var operands = 0...0
  /// Those that can be completed.
  var words: [String] = []
}

extension Command {
  /// Descriptors without which it does not run, where it probes or asks the record: event loops, a mirror, the record, the
  /// runtime's own; nil where it needs neither those nor threads.
  var descriptors: Int? {
    switch self {
    case .dashboard, .replay, .demo, .agent, .gateway: 24
    case .check, .doctor, .offline, .rank, .use, .undo, .history, .fleet: 16
    case .explain, .status, .hook, .config, .keys, .themes, .completions, .man: nil
    }
  }

  var row: CommandRow {
    switch self {
    case .dashboard: CommandRow(summary: "the dashboard (default)")
    case .check:
      CommandRow(summary: "probe once, print the verdict and set the exit code; for CI and scripts")
    case .doctor:
      CommandRow(
        summary: "name the cause when go fails or is slow, with evidence and the cure",
        operand: "[M@V|-|-- COMMAND]", operands: 0...1)
    case .explain:
      CommandRow(
        summary: "parse, lint and walk a chain on assumed results, without probing",
        operand: "[CHAIN]", operands: 0...1)
    case .offline:
      CommandRow(
        summary: "what of go.sum is in the module cache, and which mirror has the rest",
        operand: "[DIR]", operands: 0...1)
    case .rank:
      CommandRow(summary: "rank the mirrors by latency, and the best three by download speed too")
    case .use:
      CommandRow(
        summary: "put a mirror (or fastest) first in GOPROXY, or use a profile; "
          + "shows old and new, asks",
        operand: "MIRROR|profile NAME", operands: 1...2,
        words: ["fastest", "profile"])
    case .undo: CommandRow(summary: "restore GOPROXY as it was before the last use")
    case .history: CommandRow(summary: "failovers, outages and availability on record")
    case .replay: CommandRow(summary: "replay the history in the dashboard, then go live")
    case .agent:
      CommandRow(
        summary: "the core without a screen: metrics for Prometheus, a line for each event")
    case .hook:
      CommandRow(
        summary: "list the hooks of the configuration, or try one", operand: "[test NAME]",
        operands: 0...2, words: ["test"])
    case .gateway:
      CommandRow(
        summary: "an agent that sends each request of go to an entry of GOPROXY that serves it now")
    case .fleet:
      CommandRow(
        summary: "the dashboard over many vantage points: agents, as a Prometheus knows them")
    case .status: CommandRow(summary: "one line about the running dashboard, for tmux's status bar")
    case .demo:
      CommandRow(
        summary: "the dashboard on built-in mirrors with scripted outages; needs no network")
    case .config:
      CommandRow(
        summary: "check the configuration, or print a template of it", operand: "[check]",
        operands: 0...1, words: ["check"])
    case .keys: CommandRow(summary: "list the key bindings in effect")
    case .themes: CommandRow(summary: "list the themes")
    case .completions:
      CommandRow(
        summary: "print shell completions", operand: "bash|zsh|fish", operands: 1...1,
        words: Completions.allCases.map(\.rawValue))
    case .man: CommandRow(summary: "print the manual page, in roff")
    }
  }
}
