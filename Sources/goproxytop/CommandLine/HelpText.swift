/// `--help`, for the program and for each command, from the tables of commands and options.
enum HelpText {
  static let synopsis = "goproxytop [COMMAND] [OPTION]…"

  /// The help of `command`; nil for the whole program.
  static func text(for command: Command?) -> String {
    guard let command, command != .dashboard else { return program }
    let own = Option.allCases.filter { $0.row.commands?.contains(command) == true }
    var text = "usage: \(usage(command))\n\n\(command.row.summary)\n"
    if !own.isEmpty { text += "\noptions of \(command.rawValue):\n" + table(own.map(line)) }
    return text + "\ncommon options:\n" + table(common.map(line)) + exitCodes
  }

  private static var program: String {
    let commands = Command.allCases.filter { $0 != .dashboard }.map {
      ("\($0.rawValue) \($0.row.operand)", $0.row.summary)
    }
    let special = Option.allCases.filter { $0.row.commands != nil }.map { option in
      let names = option.row.commands?.map(\.rawValue).joined(separator: ", ") ?? ""
      return (line(option).0, "\(option.row.summary) (\(names))")
    }
    return """
      usage: \(synopsis)

      A terminal dashboard for the health of Go module proxies: which one serves go right now, why,
      how fast, and what happened before. Without a command it shows the dashboard.

      commands:
      \(table(commands))
      options:
      \(table(common.map(line)))
      options of some commands:
      \(table(special))
      """ + exitCodes
  }

  static var common: [Option] { Option.allCases.filter { $0.row.commands == nil } }

  static func usage(_ command: Command) -> String {
    ["goproxytop", command.rawValue, command.row.operand, "[OPTION]…"]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `-n, --rounds N` and what it does.
  private static func line(_ option: Option) -> (String, String) {
    let letter = option.row.letter.map { "-\($0), " } ?? "    "
    let value = option.row.value.map { " \($0)" } ?? ""
    return ("\(letter)--\(option.rawValue)\(value)", option.row.summary)
  }

  private static var exitCodes: String {
    "\nexit codes:\n" + table(ExitCode.allCases.map { ("\($0.rawValue)", $0.summary) })
  }

  /// Two columns; a left side that is too long gets a line of its own.
  private static func table(_ rows: [(String, String)]) -> String {
    let width = min(26, rows.map(\.0.count).max() ?? 0)
    return rows.map { left, right in
      let left = left.hasSuffix(" ") ? String(left.dropLast()) : left
      let gap =
        left.count <= width
        ? String(repeating: " ", count: width - left.count + 2)
        : "\n" + String(repeating: " ", count: width + 4)
      return "  \(left)\(gap)\(right)\n"
    }.joined()
  }
}
