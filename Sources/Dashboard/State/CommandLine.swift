import GoRules
import Health
import Text

/// What the command line knows, for completion.
struct CommandWords {
  var themes: [String]
  var mirrors: [String]
  var profiles: [String] = []
  /// Empty but in the demo.
  var faults: [String] = []
}

enum CommandVerb: String, CaseIterable {
  case add, remove, use, export
  /// Over a file that exists.
  case exportOver = "export!"
  case theme, interval, sort, columns, filter, undo, rank, probe, lang, fault, help, quit

  /// What stands after it, for the hint; empty for nothing.
  var arguments: String {
    switch self {
    case .add: "[NAME] URL | public"
    case .remove: "MIRROR"
    case .use: "MIRROR | profile NAME"
    case .export, .exportOver: "FILE"
    case .theme: "NAME"
    case .interval: "5s"
    case .sort: "COLUMN"
    case .columns: "A,B,C"
    case .filter: "[!]TEXT"
    case .lang: "en|zh"
    case .fault: "KIND"
    case .undo, .rank, .probe, .help, .quit: ""
    }
  }

  /// Must something stand after it?
  var needsArgument: Bool { !arguments.isEmpty && ![.filter, .columns, .fault].contains(self) }
}

enum CommandLineCompletion {
  /// Whole lines that `line` may become, best first.
  static func candidates(_ line: String, _ words: CommandWords) -> [String] {
    guard let space = line.firstIndex(of: " ") else {
      return CommandVerb.allCases.filter {
        $0.rawValue.hasPrefix(line) && ($0 != .fault || !words.faults.isEmpty)
      }.map {
        $0.arguments.isEmpty ? $0.rawValue : $0.rawValue + " "
      }
    }
    let verb = line[..<space]
    let argument = line[line.index(after: space)...]
    let values: [String] =
      switch CommandVerb(rawValue: String(verb)) {
      case .theme: words.themes
      case .remove: words.mirrors
      case .add: ["public"] + PublicMirror.all.filter { !$0.isGone }.map(\.name)
      case .use:
        ["fastest"] + words.profiles.map { "profile \($0)" } + words.mirrors
      case .fault: words.faults
      case .interval: ["1s", "2s", "5s", "10s", "30s", "1m"]
      case .sort: MirrorColumn.sortable.map(\.rawValue)
      case .columns: columns(argument)
      case .lang: Language.allCases.map(\.rawValue)
      default: []
      }
    return values.filter { $0.hasPrefix(argument) }.map { "\(verb) \($0)" }
  }

  /// A list of columns with one more at its end.
  private static func columns(_ argument: Substring) -> [String] {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return MirrorColumn.choosable.map(\.rawValue).filter { !parts.dropLast().contains($0) }
      .map { (parts.dropLast() + [$0]).joined(separator: ",") }
  }

  /// `line` completed as far as all candidates agree; nil where there is none.
  static func completed(_ line: String, _ words: CommandWords) -> String? {
    let candidates = candidates(line, words)
    guard var common = candidates.first else { return nil }
    for candidate in candidates.dropFirst() {
      while !candidate.hasPrefix(common) { common.removeLast() }
    }
    return common
  }
}

extension DashboardState {
  func words(_ snapshot: Snapshot) -> CommandWords {
    let proxies = snapshot.mirrors.map(\.mirror).filter { $0.service == .proxy }
    return CommandWords(
      themes: settings.themes, mirrors: proxies.map(\.name), profiles: settings.profiles,
      faults: settings.faults.map(\.name))
  }

  /// Those that the command line takes.
  private static let intervals: ClosedRange<Duration> = .milliseconds(100)...(.seconds(3600))

  /// Carries out a line of the command line.
  mutating func run(
    _ line: String, snapshot: Snapshot, size: Size
  ) -> [DashboardAction] {
    let parts = line.split(separator: " ", maxSplits: 1)
    guard let word = parts.first else { return [] }
    let argument = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    guard let verb = CommandVerb(rawValue: String(word)) else {
      let known = CommandVerb.allCases.map(\.rawValue)
      guard let near = Suggestion.nearest(to: String(word), among: known) else {
        return fail(.unknownCommand, String(word))
      }
      return fail(.unknownCommandNear, String(word), near)
    }
    if verb.needsArgument && argument.isEmpty {
      return fail(.commandNeeds, "\(verb.rawValue) \(verb.arguments)")
    }
    switch verb {
    case .use where position == .past: return refuseInThePast()
    case .use where argument == "fastest": return perform(.fastest, snapshot: snapshot, size: size)
    case .add where argument == "public": return openPublicMirrors()
    case .fault: return playFault(argument, Scene(snapshot, state: self, size: size))
    case .add, .remove, .use, .export, .exportOver:
      return [.command("\(verb.rawValue) \(argument)")]
    case .theme: return useTheme(argument)
    case .interval:
      guard let interval = Duration(written: argument), Self.intervals.contains(interval) else {
        return fail(.badInterval, argument)
      }
      return [.changeInterval(interval)]
    case .sort:
      guard let column = MirrorColumn(name: argument), column.row.sorts else {
        return fail(.unknownColumn, argument, MirrorColumn.names(MirrorColumn.sortable))
      }
      return keep(TableOrder(column, reversed: order.reversed))
    case .columns: return chooseColumns(argument)
    case .filter:
      filter = argument
      return []
    case .lang:
      guard let language = Language(rawValue: argument) else {
        return fail(.commandNeeds, "lang en|zh")
      }
      self.language = language
      return settings.language == language ? [] : fail(.languageNeedsUTF8, "")
    case .undo: return perform(.undo, snapshot: snapshot, size: size)
    case .rank: return perform(.fastest, snapshot: snapshot, size: size)
    case .help: return perform(.help, snapshot: snapshot, size: size)
    case .probe: return perform(.probeNow, snapshot: snapshot, size: size)
    case .quit: return [.quit]
    }
  }

  /// Columns by their names; none: back to what is configured.
  private mutating func chooseColumns(_ argument: String) -> [DashboardAction] {
    let names = argument.split { $0 == "," || $0 == " " }
    switch MirrorColumn.read(names) {
    case .unknown(let name):
      return fail(.unknownColumn, name, MirrorColumn.names(MirrorColumn.choosable))
    case .columns(let columns): preferences.columns = columns.isEmpty ? nil : columns
    }
    return [.preferencesChanged]
  }

  private mutating func useTheme(_ name: String) -> [DashboardAction] {
    guard settings.themes.contains(name) else { return fail(.unknownTheme, name) }
    themeName = name
    preferences.theme = name
    return [.useTheme(name, keep: true), .preferencesChanged]
  }

  private mutating func fail(
    _ phrase: Phrase, _ argument: String, _ choice: String = ""
  ) -> [DashboardAction] {
    let argument = ServerText(argument, limit: 60).text
    message = Message(.error, Sentence(phrase, .text(argument), .text(choice)))
    return []
  }
}
