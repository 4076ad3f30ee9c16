import Dashboard
import GoRules
import Health
import Record
import Text

/// What the command line asked for, checked; nil and empty where an option was not given.
struct Options: Sendable {
  var goproxy: String?
  var mirrors: [(name: String, url: ProxyURL)] = []
  var configFile: String?
  var interval: Duration?
  var timeout: Duration?
  var canaries: [ModuleVersion] = []
  var cacert: String?
  /// `HOST:PORT:ADDR[,ADDR]`.
  var resolve: [String] = []
  var family: AddressFamily?
  var json = false
  var color: ColorChoice?
  var ascii = false
  var noHistory = false
  var theme: String?
  var mouse: Bool?
  var language: Language?
  var kind: RequestKind?
  var assumptions: [(entry: String, outcome: AssumedOutcome)] = []
  var rounds: Int?
  var yes = false
  var dryRun = false
  var since: Duration?
  var csv = false
  var whatIf = false
  /// Of the history, only these: a name, or part of a URL.
  var onlyMirrors: [String] = []
  var tmux = false
  /// nil: 1 for the demo, 60 for the record.
  var speed: Double?
  var template = false

  /// Takes one option with its value, which is empty for options without.
  mutating func set(
    _ option: Option, _ value: String, of command: Command
  ) throws(UsageError) {
    switch option {
    case .mirror where command == .history:
      onlyMirrors.append(try Self.nonEmpty(option, value))
    case .goproxy: goproxy = value
    case .mirror: mirrors.append(try Self.mirror(value))
    case .config: configFile = try Self.nonEmpty(option, value)
    case .interval: interval = try Self.time(option, value, atLeast: .milliseconds(100))
    case .timeout: timeout = try Self.time(option, value, atLeast: .milliseconds(1))
    case .canary: canaries.append(try Self.canary(value))
    case .cacert: cacert = try Self.nonEmpty(option, value)
    case .resolve: resolve.append(try Self.pin(value))
    case .ipv4: family = .ipv4
    case .ipv6: family = .ipv6
    case .json: json = true
    case .color: color = try Self.choice(option, value)
    case .ascii: ascii = true
    case .noHistory: noHistory = true
    case .theme: theme = try Self.nonEmpty(option, value)
    case .mouse: mouse = try Self.onOff(option, value)
    case .lang: language = try Self.choice(option, value)
    case .kind: kind = try Self.choice(option, value)
    case .assume: assumptions.append(try Self.assumption(value))
    case .rounds: rounds = try Self.rounds(value)
    case .yes: yes = true
    case .dryRun: dryRun = true
    case .since: since = try Self.time(option, value, atLeast: .seconds(1))
    case .csv: csv = true
    case .whatIf: whatIf = true
    case .format: tmux = try Self.tmuxFormat(value)
    case .speed: speed = try Self.speed(value)
    case .template: template = true
    case .help, .version: break
    }
  }
}

/// When to colour what is printed.
enum ColorChoice: String, CaseIterable, Sendable { case auto, always, never }
