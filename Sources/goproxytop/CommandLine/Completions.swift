/// Completions for a shell, from the tables of commands and options.
enum Completions: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  /// The words that a value can be; nil where it is free.
  private static func words(_ placeholder: String) -> [String]? {
    placeholder.contains("|") && !placeholder.contains("FILE")
      ? placeholder.split(separator: "|").map(String.init) : nil
  }

  private static func takesFile(_ placeholder: String) -> Bool { placeholder.contains("FILE") }

  private static var bashText: String {
    var values = ""
    for option in Option.allCases {
      guard let placeholder = option.placeholder else { continue }
      let answer =
        if let words = words(placeholder) {
          "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\"))"
        } else if takesFile(placeholder) {
          "COMPREPLY=($(compgen -f -- \"$word\"))"
        } else {
          "COMPREPLY=()"
        }
      values += "    --\(option.rawValue)) \(answer); return ;;\n"
    }
    var perCommand = ""
    for command in Command.allCases {
      let options = Option.allCases.filter { $0.applies(to: command) }.map { "--\($0.rawValue)" }
      let operands = words(command.operand) ?? (command == .config ? ["check"] : [])
      perCommand +=
        "    \(command.rawValue)) words='\((options + operands).joined(separator: " "))' ;;\n"
    }
    let commands = Command.allCases.map(\.rawValue).joined(separator: " ")
    return """
      # bash completion for goproxytop: eval "$(goproxytop completions bash)"
      _goproxytop() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words i
        case $before in
      \(values)  esac
        for ((i = 1; i < COMP_CWORD; i++)); do
          case " \(commands) " in *" ${COMP_WORDS[i]} "*) command=${COMP_WORDS[i]}; break ;; esac
        done
        case ${command:-dashboard} in
      \(perCommand)  esac
        [ -n "$command" ] || words="$words \(commands)"
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      }
      complete -F _goproxytop goproxytop

      """
  }

  private static var zshText: String {
    func quoted(_ text: String) -> String {
      text.replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]")
        .replacing(":", with: "\\:")
    }
    let commands = Command.allCases.map { "    '\($0.rawValue):\(quoted($0.summary))'\n" }.joined()
    let options = Option.allCases.map { option in
      var line = "    '\(option.repeats ? "*" : "")--\(option.rawValue)"
      if option.placeholder != nil { line += "=" }
      line += "[\(quoted(option.summary))]"
      if let placeholder = option.placeholder {
        let action =
          words(placeholder).map { "(\($0.joined(separator: " ")))" }
          ?? (takesFile(placeholder) ? "_files" : "")
        line += ":\(quoted(placeholder)):\(action)"
      }
      return line + "' \\\n"
    }.joined()
    return """
      #compdef goproxytop
      # zsh completion for goproxytop: put it as _goproxytop into a folder of $fpath
      _goproxytop() {
        local -a commands
        commands=(
      \(commands)  )
        _arguments \\
      \(options)    '1:command:{_describe command commands}' \\
          '*:operand:(fastest check bash zsh fish)'
      }
      _goproxytop "$@"

      """
  }

  private static var fishText: String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
    var text = "# fish completion for goproxytop\ncomplete -c goproxytop -f\n"
    for command in Command.allCases {
      text += "complete -c goproxytop -n __fish_use_subcommand -a \(command.rawValue) "
      text += "-d \(quoted(command.summary))\n"
      if let words = words(command.operand) ?? (command == .config ? ["check"] : nil) {
        text += "complete -c goproxytop -n '__fish_seen_subcommand_from \(command.rawValue)' "
        text += "-a '\(words.joined(separator: " "))'\n"
      }
    }
    for option in Option.allCases {
      text += "complete -c goproxytop -l \(option.rawValue) -d \(quoted(option.summary))"
      if let letter = option.letter { text += " -s \(letter)" }
      if let commands = option.commands, !commands.contains(.dashboard) {
        let names = commands.map(\.rawValue).joined(separator: " ")
        text += " -n '__fish_seen_subcommand_from \(names)'"
      }
      if let placeholder = option.placeholder {
        text += takesFile(placeholder) ? " -rF" : " -x"
        if let words = words(placeholder) { text += " -a '\(words.joined(separator: " "))'" }
      }
      text += "\n"
    }
    return text
  }
}
