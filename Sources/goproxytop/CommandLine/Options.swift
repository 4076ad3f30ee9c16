import GoRules
import Health
import MirrorLab
import Serving
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
  /// How long to repeat the check.
  var wait: Duration?
  /// What it waits for; nil for any verdict with which go works.
  var expected: ExpectedVerdict?
  /// The real go is asked too.
  var referee = false
  /// Where the agent serves its pages; nil where that was not said.
  var listen: ListenAddress?
  /// What the agent writes for node_exporter.
  var textFile: String?
  /// What the agent prints instead of running.
  var unit = false
  var rules = false
  var grafana = false
  var scrape = false
  /// The gateway's line for GOPROXY is asked for, or is to be written.
  var printLine = false
  var install = false
  /// Who may ask the gateway from other machines.
  var allowed: [AddressRange] = []
  /// Where the gateway notes each request.
  var log: String?
  /// The address of a Prometheus that scrapes agents; may hold a password.
  var prometheus: String?
  /// The label that tells vantage points apart.
  var label: String?
  /// Where the token for it is.
  var bearerFile: String?
  /// Idle connections and bursts are examined, too.
  var deep = false
  /// Name servers for a second opinion.
  var resolvers: [String] = []
  /// A file with what go printed, or `-`.
  var explain: String?
  /// Private names are hidden.
  var redact = false
  /// Where JUnit XML goes; `-`: to stdout, instead of its text.
  var junit: String?
  var github = false
  /// Where `check` writes SARIF; `-`: to stdout, instead of its text.
  var sarif: String?
  /// The rules that `check` holds the chain to.
  var policy: String?
  /// The schema of the doctor's JSON is asked for.
  var schema = false
  /// The file for what go asked while a command was watched.
  var auditLog: String?
  var kind: RequestKind?
  var assumptions: [(entry: String, outcome: AssumedOutcome)] = []
  var rounds: Int?
  var yes = false
  var dryRun = false
  var since: Duration?
  var until: Duration?
  var csv = false
  var whatIf = false
  /// Of the history, only these: a name, or part of a URL.
  var onlyMirrors: [String] = []
  var format: StatusFormat?
  /// nil: 1 for the demo, 60 for the history.
  var speed: Double?
  var template = false
  var fault: DemoFault?
}

/// What the demo plays instead of its story.
enum DemoFault: Sendable, Equatable {
  /// Nothing: the kinds are listed.
  case list
  case kind(FaultKind)
}

/// When to colour what is printed.
enum ColorChoice: String, CaseIterable, Sendable { case auto, always, never }

/// A verdict with which go works, as `check --expect` names it.
enum ExpectedVerdict: String, CaseIterable, Sendable { case served, fallback, direct }

/// How `status` prints its line.
enum StatusFormat: String, CaseIterable, Sendable { case plain, tmux }
