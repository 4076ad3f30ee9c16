import Text

/// An option of the command line; the raw value is its long name.
///
/// The one table that parsing, help, man page and completions come from.
enum Option: String, CaseIterable, Sendable {
  case goproxy, mirror, config, interval, timeout, canary, cacert, resolve
  case ipv4, ipv6
  case json
  case color, ascii
  case noHistory = "no-history"
  case theme, mouse, lang
  case kind, assume
  case rounds
  case yes
  case dryRun = "dry-run"
  case since, csv
  case whatIf = "what-if"
  case format
  case speed
  case template
  case help, version

  /// The one-letter form; nil for none.
  var letter: Character? {
    switch self {
    case .ipv4: "4"
    case .ipv6: "6"
    case .rounds: "n"
    case .yes: "y"
    case .help: "h"
    case .version: "V"
    default: nil
    }
  }

  /// What stands for its value in help; nil where it takes none.
  var placeholder: String? {
    switch self {
    case .goproxy: "LIST"
    case .mirror: "NAME=URL"
    case .config, .cacert: "FILE"
    case .interval, .timeout, .since: "TIME"
    case .canary: "MODULE@VERSION"
    case .resolve: "HOST:PORT:ADDR"
    case .color: "auto|always|never"
    case .theme: "NAME|FILE"
    case .mouse: "on|off"
    case .lang: "en|zh"
    case .kind: "KIND"
    case .assume: "ENTRY=OUTCOME"
    case .rounds: "N"
    case .format: "plain|tmux"
    case .speed: "FACTOR"
    default: nil
    }
  }

  var summary: String {
    switch self {
    case .goproxy: "the chain to watch, in place of go's own setting"
    case .mirror: "also watch this mirror; of the history, only this one (NAME); may be repeated"
    case .config: "read this configuration file"
    case .interval: "between two rounds of one mirror, for example 5s"
    case .timeout: "our own deadline for one request, for example 10s"
    case .canary: "the module version to ask for; may be repeated"
    case .cacert: "trust only the certificates in this PEM file"
    case .resolve: "use this address for this host and port; may be repeated"
    case .ipv4: "connect over IPv4 only"
    case .ipv6: "connect over IPv6 only"
    case .json: "print one JSON object"
    case .color: "when to colour; NO_COLOR is honoured"
    case .ascii: "draw with ASCII only"
    case .noHistory: "keep and read no history"
    case .theme: "a theme by name, or a theme file (TOML or btop's .theme)"
    case .mouse: "take mouse clicks and the wheel"
    case .lang: "language of the screen; by default that of LANG"
    case .kind: "walk this request kind only: list, latest, info, mod, zip or sumdb"
    case .assume: "how an entry (its number or name) answers; may be repeated"
    case .rounds: "rounds to measure"
    case .yes: "do not ask"
    case .dryRun: "show what would be done, and do nothing"
    case .since: "only what happened since then, for example 24h or 7d"
    case .whatIf: "what other chains would have made of the recorded time"
    case .csv: "print comma-separated values"
    case .format: "how to write the line"
    case .speed: "how fast the story or the record is played; 1, of the record 60"
    case .template: "print a commented configuration file with the defaults"
    case .help: "print this"
    case .version: "print the version"
    }
  }

  /// May be given more than once.
  var repeats: Bool {
    switch self {
    case .mirror, .canary, .resolve, .assume: true
    default: false
    }
  }

  /// The commands it is for; nil for all of them.
  var commands: [Command]? {
    switch self {
    case .theme, .mouse, .lang: [.dashboard, .demo, .replay]
    case .kind, .assume: [.explain]
    case .rounds: [.rank, .use]
    case .yes, .dryRun: [.use, .undo]
    case .since: [.history, .replay]
    case .csv, .whatIf: [.history]
    case .format: [.status]
    case .speed: [.demo, .replay]
    case .template: [.config]
    default: nil
    }
  }

  func applies(to command: Command) -> Bool { commands?.contains(command) ?? true }
}
