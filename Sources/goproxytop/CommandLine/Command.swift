import Text

/// What the program can be asked to do; the raw value is the word on the command line.
enum Command: String, CaseIterable, Sendable {
  case dashboard, check, explain, rank, use, undo, history, replay, status, demo, config, keys
  case themes, completions, man

  /// One line for help, man page and completions.
  var summary: String {
    switch self {
    case .dashboard: "the dashboard (the default)"
    case .check: "one round of probes, the verdict, an exit code; for CI and scripts"
    case .explain: "parse, lint and walk a chain on given outcomes, without probing"
    case .rank: "measure the mirrors and rank them"
    case .use: "write GOPROXY so that this mirror is asked first"
    case .undo: "back to the value before the last use"
    case .history: "failovers and outages on record"
    case .replay: "the dashboard on the record: plays the past, then goes live"
    case .status: "one line from the running instance's state; for tmux's status bar"
    case .demo: "the dashboard on embedded mirrors with a scripted outage; needs no network"
    case .config: "check the configuration, or print a commented template of it"
    case .keys: "the keys of the dashboard"
    case .themes: "the themes that can be chosen"
    case .completions: "shell completions for bash, zsh or fish"
    case .man: "the manual page, in roff"
    }
  }

  /// What may stand after the command, as help shows it; empty for nothing.
  var operand: String {
    switch self {
    case .explain: "[CHAIN]"
    case .use: "MIRROR|fastest"
    case .config: "[check]"
    case .completions: "bash|zsh|fish"
    default: ""
    }
  }

  /// How many words may stand after the command.
  var operands: ClosedRange<Int> {
    switch self {
    case .explain, .config: 0...1
    case .use, .completions: 1...1
    default: 0...0
    }
  }
}
