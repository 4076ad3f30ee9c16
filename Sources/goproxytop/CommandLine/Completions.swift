import GoRules

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

  /// In bash `=` is a word of its own.
  private static var bashText: String {
    let values = Option.allCases.filter { $0.row.value != nil }.map { option in
      let known =
        "compgen \(option.row.takesFile ? "-f " : "")-W '\(option.row.words.spaced)' -- \"$word\""
      return "    --\(option.rawValue)) COMPREPLY=($(\(known))); return ;;\n"
    }.joined()
    let perCommand = Command.allCases.map { command in
      let options = Option.allCases.filter { $0.row.applies(to: command) }.map {
        "--\($0.rawValue)"
      }
      return
        "    \(command.rawValue)) options='\(options.spaced)' operands='\(command.row.words.spaced)' ;;\n"
    }.joined()
    let commands = Command.allCases.map(\.rawValue).spaced
    return """
      # bash completion for goproxytop: eval "$(goproxytop completions bash)"
      _goproxytop() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        local command= options operands i
        [ "$word" != = ] || word=
        [ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD-2]}
        case $before in
      \(values)  esac
        for ((i = 1; i < COMP_CWORD; i++)); do
          case " \(commands) " in *" ${COMP_WORDS[i]} "*) command=${COMP_WORDS[i]}; break ;; esac
        done
        case ${command:-dashboard} in
      \(perCommand)  esac
        [ -n "$command" ] || operands='\(commands)'
        case $word in -*) operands= ;; esac
        COMPREPLY=($(compgen -W "${operands:-$options}" -- "$word"))
      }
      complete -F _goproxytop goproxytop

      """
  }

  private static var zshText: String {
    func quoted(_ text: String) -> String {
      text.replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]")
        .replacing(":", with: "\\:")
    }
    let commands = Command.allCases.map { "    '\($0.rawValue):\(quoted($0.row.summary))'\n" }
      .joined()
    let options = Option.allCases.map { option in
      let text = "[\(quoted(option.row.summary))]"
      var lines = ["'\(option.row.repeats ? "*" : "")--\(option.rawValue)"]
      if let placeholder = option.row.value {
        let words = option.row.words.isEmpty ? [] : ["compadd \(option.row.words.spaced)"]
        let actions = words + (option.row.takesFile ? ["_files"] : [])
        lines[0] += "=\(text):\(quoted(placeholder)):{\(actions.joined(separator: "; "))}'"
      } else {
        lines[0] += "\(text)'"
      }
      if let letter = option.row.letter, option.row.value == nil {
        lines.append("'-\(letter)\(text)'")
      }
      return lines.map { "    \($0) \\\n" }.joined()
    }.joined()
    let operands = Command.allCases.filter { !$0.row.words.isEmpty }.map {
      "      \($0.rawValue)) compadd \($0.row.words.spaced) ;;\n"
    }.joined()
    return """
      #compdef goproxytop
      # zsh completion for goproxytop: put it as _goproxytop into a folder of $fpath, or after compinit
      # source <(goproxytop completions zsh)
      _goproxytop() {
        local -a commands line
        local state
        commands=(
      \(commands)  )
        _arguments -C \\
      \(options)    '1:command:->command' \\
          '*:operand:->operand' && return
        case $state in
          command) _describe command commands ;;
          operand) case $line[1] in
      \(operands)    esac ;;
        esac
      }
      if [ "${funcstack[1]}" = _goproxytop ]; then
        _goproxytop "$@"
      else
        compdef _goproxytop goproxytop
      fi

      """
  }

  private static var fishText: String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "\\'") + "'" }
    var text = """
      # fish completion for goproxytop: goproxytop completions fish | source
      complete -c goproxytop -f

      """
    for command in Command.allCases {
      text += "complete -c goproxytop -n __fish_use_subcommand -a \(command.rawValue) "
      text += "-d \(quoted(command.row.summary))\n"
      if command.row.words.isEmpty { continue }
      text += "complete -c goproxytop -n '__fish_seen_subcommand_from \(command.rawValue)' "
      text += "-a '\(command.row.words.spaced)'\n"
    }
    for option in Option.allCases {
      text += "complete -c goproxytop -l \(option.rawValue) -d \(quoted(option.row.summary))"
      if let letter = option.row.letter { text += " -s \(letter)" }
      if let commands = option.row.commands, !commands.contains(.dashboard) {
        text += " -n '__fish_seen_subcommand_from \(commands.map(\.rawValue).spaced)'"
      }
      if option.row.value != nil {
        text += option.row.takesFile ? " -rF" : " -x"
        if !option.row.words.isEmpty { text += " -a '\(option.row.words.spaced)'" }
      }
      text += "\n"
    }
    return text
  }
}

extension [String] {
  fileprivate var spaced: String { joined(separator: " ") }
}
