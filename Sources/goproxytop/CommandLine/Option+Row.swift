import GoRules
import Health
import MirrorLab
import Text
import Themes

extension Option {
  /// One row for each option.
  var row: OptionRow {
    switch self {
    // What is watched
    case .goproxy:
      value(
        "LIST", \.goproxy, "watch this GOPROXY list instead of go's own setting", Options.nonEmpty)
    case .mirror:
      OptionRow(
        value: "NAME=URL",
        summary: "watch this mirror too; with history, show only the mirror NAME; may be repeated",
        repeats: true
      ) { (options, value, command) throws(UsageError) in
        if command == .history {
          options.onlyMirrors.append(try Options.nonEmpty(.mirror, value))
        } else {
          options.mirrors.append(try Options.mirror(value))
        }
      }
    case .config: value("FILE", \.configFile, "use this configuration file", Options.nonEmpty)
    case .interval:
      time(
        \.interval, "time between two rounds of probes, for example 5s",
        atLeast: .milliseconds(100))
    case .timeout:
      time(
        \.timeout, "deadline for a single request, for example 10s; go has none",
        atLeast: .milliseconds(1))
    case .canary:
      values("MODULE@VERSION", \.canaries, "request this module version", Options.canary)
    case .cacert:
      value("FILE", \.cacert, "trust only the certificates in this PEM file", Options.nonEmpty)
    case .resolve:
      values(
        "HOST:PORT:ADDR", \.resolve, "use this address for this host and port, as curl does",
        Options.pin)
    case .ipv4: Self.family(.ipv4, "4", "connect over IPv4 only")
    case .ipv6: Self.family(.ipv6, "6", "connect over IPv6 only")

    // Output
    case .json:
      .flag(
        \.json, "print JSON",
        for: [.check, .doctor, .explain, .offline, .rank, .use, .undo, .history, .status, .fleet])
    case .color:
      value(
        "auto|always|never", \.color, "when to use colours; auto honours NO_COLOR",
        Options.choice)
    case .ascii: .flag(\.ascii, "draw with ASCII characters only")
    case .noHistory: .flag(\.noHistory, "neither read nor write the history")
    case .theme:
      value(
        "NAME|FILE", \.theme, "theme by name, or a theme file (TOML, or btop's .theme)",
        for: Self.screens, words: BuiltinThemes.all.map(\.name), Options.nonEmpty)
    case .mouse:
      value("on|off", \.mouse, "turn mouse support on or off", for: Self.screens, Options.onOff)
    case .lang:
      value(
        "en|zh", \.language, "language; default: for screens from LANG, else English",
        for: Self.screens + [.status, .check, .doctor, .explain, .offline, .rank, .history, .hook],
        Options.choice)

    // Of single commands
    case .wait:
      time(
        \.wait,
        "probe again until go works or the verdict is what --expect names, for up to this long",
        for: [.check], atLeast: .milliseconds(1))
    case .expect:
      value(
        "served|fallback|direct", \.expected, "the verdict that --wait waits for", for: [.check],
        Options.choice)
    case .referee:
      .flag(
        \.referee,
        "have the real go download the canary too, into a module cache that is thrown away",
        for: [.check])
    case .listen:
      value(
        "ADDRESS:PORT", \.listen,
        "serve there; default 127.0.0.1:9916, for gateway 127.0.0.1:8081",
        for: [.agent, .gateway], Options.listenAddress)
    case .textFile:
      value(
        "FILE", \.textFile, "write metrics to this file, for node_exporter's textfile collector",
        for: [.agent, .gateway], Options.nonEmpty)
    case .unit: .flag(\.unit, "print a systemd unit that runs this command", for: [.agent])
    case .rules:
      .flag(\.rules, "print alerting and recording rules for Prometheus", for: [.agent])
    case .grafana: .flag(\.grafana, "print a dashboard for Grafana", for: [.agent])
    case .scrape:
      .flag(\.scrape, "print the scrape configuration for Prometheus", for: [.agent])
    case .policy:
      value(
        "FILE", \.policy, "hold GOPROXY and the verdict to the rules in this TOML file",
        for: [.check], Options.nonEmpty)
    case .sarif:
      value(
        "FILE", \.sarif, "write SARIF 2.1.0 for CI too; - prints it and nothing else",
        for: [.check], Options.nonEmpty)
    case .junit:
      value(
        "FILE", \.junit, "write JUnit XML for CI too; - prints it and nothing else",
        for: [.check, .doctor], Options.nonEmpty)
    case .github:
      .flag(
        \.github, "print annotations for GitHub Actions before the text", for: [.check, .doctor])
    case .print:
      .flag(\.printLine, "print GOPROXY with the gateway before the present list", for: [.gateway])
    case .install:
      .flag(
        \.install,
        "write that with go env -w (shows old and new, asks), and print units for systemd",
        for: [.gateway])
    case .allow:
      values(
        "ADDRESS[/BITS]", \.allowed, "who may ask from other machines", for: [.gateway],
        Options.addressRange)
    case .log:
      value(
        "FILE", \.log, "log each request, a line of JSON each; SIGHUP opens the file anew",
        for: [.gateway], Options.nonEmpty)
    case .prometheus:
      value(
        "URL", \.prometheus, "the Prometheus that scrapes the agents", for: [.fleet],
        Options.prometheus)
    case .label:
      value(
        "NAME", \.label, "the label that tells vantage points apart; default instance",
        for: [.fleet], Options.vantageLabel)
    case .bearerFile:
      value(
        "FILE", \.bearerFile, "send the token in this file to Prometheus", for: [.fleet],
        Options.nonEmpty)
    case .deep:
      .flag(
        \.deep,
        "examine idle connections and bursts too: 65 s, 85 s at most; for each entry 10 small requests and 2 for each core",
        for: [.doctor])
    case .resolver:
      values(
        "ADDRESS[:PORT]", \.resolvers, "ask this name server too, for a second opinion",
        for: [.doctor], Options.nonEmpty)
    case .explain:
      value(
        "FILE", \.explain, "explain what go printed, and ask nobody; - reads standard input",
        for: [.doctor], Options.nonEmpty)
    case .redact:
      .flag(
        \.redact, "hide private names: for a bug report", for: [.doctor])
    case .schema:
      .flag(\.schema, "print the JSON Schema of --json, and do nothing else", for: [.doctor])
    case .jsonl:
      value(
        "FILE", \.auditLog, "with -- COMMAND: log what go asked of whom, a line of JSON each",
        for: [.doctor], Options.nonEmpty)
    case .kind:
      value(
        "KIND", \.kind, "only this kind of request: list, latest, info, mod, zip or sumdb",
        for: [.explain], words: RequestKind.allCases.map(\.rawValue), Options.choice)
    case .assume:
      values(
        "ENTRY=OUTCOME", \.assumptions, "how an entry answers, for example 1=502",
        for: [.explain], Options.assumption)
    case .rounds:
      value(
        "N", \.rounds, letter: "n",
        "rounds to measure; default: as many as fit in 3 s, at most 10", for: [.rank, .use],
        Options.rounds)
    case .yes:
      .flag(\.yes, letter: "y", "do not ask for confirmation", for: [.use, .undo, .gateway])
    case .dryRun:
      .flag(\.dryRun, "show what would change, and change nothing", for: [.use, .undo, .gateway])
    case .since:
      time(
        \.since, "how far back to go, for example 24h or 7d", for: [.history, .replay],
        atLeast: .seconds(1))
    case .until:
      time(
        \.until, "how long ago to end, for example 7d; default now", for: [.history],
        atLeast: .seconds(1))
    case .csv: .flag(\.csv, "print CSV", for: [.history])
    case .whatIf:
      .flag(\.whatIf, "how other chains would have done over the recorded time", for: [.history])
    case .format:
      value("plain|tmux", \.format, "how to print the line", for: [.status], Options.choice)
    case .speed:
      value(
        "FACTOR", \.speed, "playback speed; default 1, for replay 60", for: [.demo, .replay],
        Options.speed)
    case .fault:
      value(
        "KIND", \.fault, "play this fault instead of the story; help lists the kinds",
        for: [.demo], words: FaultKind.allCases.map(\.rawValue) + ["help"], Options.fault)
    case .template:
      .flag(\.template, "print a commented configuration file with the defaults", for: [.config])

    // Asked of the program itself, whatever the command.
    case .help: Self.question("h", "print this help")
    case .version: Self.question("V", "print the version")
    }
  }

  private static let screens: [Command] = [.dashboard, .demo, .replay, .fleet]

  private static func family(
    _ family: AddressFamily, _ letter: Character, _ summary: String
  ) -> OptionRow {
    OptionRow(letter: letter, summary: summary) { (options, _, _) throws(UsageError) in
      if let other = options.family, other != family {
        throw UsageError("-4 and -6: use one of them, or none for both families")
      }
      options.family = family
    }
  }

  private static func question(_ letter: Character, _ summary: String) -> OptionRow {
    OptionRow(letter: letter, summary: summary) { (_, _, _) throws(UsageError) in }
  }
}
