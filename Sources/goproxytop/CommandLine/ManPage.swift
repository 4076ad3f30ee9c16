import Dashboard
import Text

/// The manual page in roff (man(7)), from the same tables as `--help`, the configuration and the keys.
enum ManPage {
  static var text: String {
    var page = """
      .TH GOPROXYTOP 1 "" "goproxytop \(Version.text)" "User Commands"
      .SH NAME
      goproxytop \\- terminal dashboard for the health of Go module proxies
      .SH SYNOPSIS
      .B goproxytop
      [\\fICOMMAND\\fR] [\\fIOPTION\\fR]...
      .SH DESCRIPTION
      Probes every mirror in GOPROXY, walks the chain by the rules of the go command, and shows which entry
      serves go right now, why, how fast, and what happened before. Without a command it shows the
      dashboard.
      .SH COMMANDS

      """
    for command in Command.allCases {
      page += ".TP\n.B \(escaped(command.rawValue)) \(escaped(command.row.operand))\n"
      page += escaped(sentence(command.row.summary)) + "\n"
    }
    page += ".SH OPTIONS\n"
    for option in Option.allCases { page += entry(option) }
    page += ".SH EXIT STATUS\n"
    for code in ExitCode.allCases {
      page += ".TP\n.B \(code.rawValue)\n\(escaped(sentence(code.summary)))\n"
    }
    page += ".SH KEYS\n"
    for binding in KeyBindings.standard.table {
      let names = binding.keys.compactMap(\.name).joined(separator: ", ")
      page += ".TP\n.B \(escaped(names))\n\(escaped(binding.action.help(in: .english)))\n"
    }
    page += """
      .SH FILES
      .TP
      .I $XDG_CONFIG_HOME/goproxytop/config.toml
      The configuration:
      .RS
      .nf
      \(escaped(Configuration.template))
      .fi
      .RE
      .TP
      .I $XDG_CONFIG_HOME/goproxytop/themes
      Your own themes: TOML files, or btop's .theme files.
      .TP
      .I $XDG_STATE_HOME/goproxytop/history.sqlite
      The history; history-HOST.sqlite on a network file system. A damaged file is kept beside it as
      history.sqlite.damaged-SECONDS.
      .SH SIGNALS
      On SIGHUP the dashboard reloads its configuration; without a configuration file it exits, as on SIGTERM.
      .SH ENVIRONMENT
      GOPROXY, GONOPROXY, GOPRIVATE, GOENV, GOROOT, GOSUMDB, SSL_CERT_FILE, SSL_CERT_DIR, HTTP_PROXY,
      HTTPS_PROXY, NO_PROXY and NETRC have the same meaning as for the go command. NO_COLOR, TERM, COLORTERM
      and LANG have their usual meaning.
      For fleet: GOPROXYTOP_PROMETHEUS_TOKEN, or GOPROXYTOP_PROMETHEUS_USER and GOPROXYTOP_PROMETHEUS_PASSWORD.

      """
    return page
  }

  private static func entry(_ option: Option) -> String {
    let letter = option.row.letter.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.row.value.map { " \\fI\(escaped($0))\\fR" } ?? ""
    let commands = option.row.commands.map {
      " For " + $0.map(\.rawValue).joined(separator: ", ") + "."
    }
    return ".TP\n\(letter)\\fB\\-\\-\(escaped(option.rawValue))\\fR\(value)\n"
      + escaped(sentence(option.row.summary) + (commands ?? "")) + "\n"
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// `text` so that roff takes it literally.
  private static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var escaped = ""
      for character in line {
        switch character {
        case "\\": escaped += "\\e"
        case "-": escaped += "\\-"
        case "'": escaped += "\\(aq"
        case "…": escaped += "..."
        default: escaped.append(character)
        }
      }
      return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }.joined(separator: "\n")
  }
}
