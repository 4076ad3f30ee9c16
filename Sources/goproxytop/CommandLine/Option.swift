import GoRules

/// An option of the command line; the raw value is its long name. All else about it is its `row`.
enum Option: String, CaseIterable, Sendable {
  case goproxy, mirror, config, interval, timeout, canary, cacert, resolve
  case ipv4, ipv6
  case json
  case color, ascii
  case noHistory = "no-history"
  case theme, mouse, lang
  case wait, expect, referee
  case listen
  case textFile = "textfile"
  case unit, rules, grafana, scrape
  case prometheus, label
  case bearerFile = "bearer-file"
  case print, install, allow, log
  case policy, sarif, junit, github
  case deep, resolver, explain, redact, schema, jsonl
  case kind, assume
  case rounds
  case yes
  case dryRun = "dry-run"
  case since, until, csv
  case whatIf = "what-if"
  case format
  case speed
  case fault
  case template
  case help, version
}

/// An option: what parsing, help, man page and completions are made of.
struct OptionRow {
  /// The one-letter form; nil for none.
  var letter: Character?
  /// What stands for its value in help; nil where it takes none.
  var value: String?
  /// One line, without a full stop.
  let summary: String
  /// The commands it is for; nil for all of them.
  var commands: [Command]?
  /// May be given more than once.
  var repeats = false
  /// The values that can be completed.
  var words: [String] = []
  /// Takes the value, empty for an option without one.
  let take: Taking

  typealias Taking = (inout Options, _ value: String, Command) throws(UsageError) -> Void

  var takesFile: Bool { value?.contains("FILE") == true }

  func applies(to command: Command) -> Bool { commands?.contains(command) ?? true }
}

extension OptionRow {
  /// An option without a value.
  static func flag(
    _ path: WritableKeyPath<Options, Bool>, letter: Character? = nil, _ summary: String,
    for commands: [Command]? = nil
  ) -> OptionRow {
    OptionRow(letter: letter, summary: summary, commands: commands) {
      (options, _, _) throws(UsageError) in options[keyPath: path] = true
    }
  }

  /// `auto|always|never` names its values.
  fileprivate static func choices(_ placeholder: String) -> [String] {
    let words = placeholder.split(separator: "|").map(String.init)
    return placeholder.contains { $0.isUppercase } ? [] : words
  }
}

extension Option {
  /// An option with a value that `read` makes of its text.
  func value<Value>(
    _ placeholder: String, _ path: WritableKeyPath<Options, Value?>, letter: Character? = nil,
    _ summary: String, for commands: [Command]? = nil, words: [String]? = nil,
    _ read: @escaping (Option, String) throws(UsageError) -> Value
  ) -> OptionRow {
    OptionRow(
      letter: letter, value: placeholder, summary: summary, commands: commands,
      words: words ?? OptionRow.choices(placeholder)
    ) { (options, value, _) throws(UsageError) in options[keyPath: path] = try read(self, value) }
  }

  /// The same for one that may be given more than once.
  func values<Value>(
    _ placeholder: String, _ path: WritableKeyPath<Options, [Value]>, _ summary: String,
    for commands: [Command]? = nil, _ read: @escaping (Option, String) throws(UsageError) -> Value
  ) -> OptionRow {
    OptionRow(
      value: placeholder, summary: summary + "; may be repeated", commands: commands, repeats: true
    ) { (options, value, _) throws(UsageError) in
      options[keyPath: path].append(try read(self, value))
    }
  }

  func time(
    _ path: WritableKeyPath<Options, Duration?>, _ summary: String, for commands: [Command]? = nil,
    atLeast least: Duration
  ) -> OptionRow {
    value("TIME", path, summary, for: commands) { (option, value) throws(UsageError) in
      try Options.time(option, value, atLeast: least)
    }
  }
}
