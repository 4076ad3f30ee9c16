import CLinux
import Glibc
import GoRules
import Health
import Platform
import Text

/// A command line as read: what to do, on what, and how.
struct Invocation: Sendable {
  var command: Command
  var operands: [String]
  var options: Options
  /// What stands after `--`, of a command that takes a command line there; nil where there is no `--`.
  var commandLine: [String]?
  /// Given as an option, whatever the command.
  var wantsHelp = false
  var wantsVersion = false
}

/// Reads the command line with getopt_long: options before or after the command, `--name=value`,
/// `--name value`, unambiguous short forms of long names, `--` to end them.
enum CommandLineParser {
  /// The invocation that `arguments` (the program's name first) ask for.
  static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    var found: [(Option, String)] = []
    let (words, rest) = try scan(arguments) { found.append(($0, $1)) }

    var invocation = Invocation(command: .dashboard, operands: [], options: Options())
    if let word = words.first {
      guard let command = Command(rawValue: word) else {
        throw UsageError(
          "unknown command \(Options.quoted(word))"
            + see(Suggestion.nearest(to: word, among: Command.allCases.map(\.rawValue))))
      }
      invocation.command = command
      invocation.operands = Array(words.dropFirst())
      if let rest, invocation.command == .doctor {
        invocation.operands.removeLast(min(rest, invocation.operands.count))
        invocation.commandLine = Array(words.suffix(rest))
      }
    }
    for (option, value) in found {
      switch option {
      case .help: invocation.wantsHelp = true
      case .version: invocation.wantsVersion = true
      default:
        guard option.row.applies(to: invocation.command) else {
          throw UsageError(
            "--\(option.rawValue) is not an option of "
              + (invocation.command == .dashboard
                ? "the dashboard" : "goproxytop \(invocation.command.rawValue)"))
        }
        try option.row.take(&invocation.options, value, invocation.command)
      }
    }
    if !invocation.wantsHelp && !invocation.wantsVersion {
      try checkOperands(invocation)
      if invocation.options.expected != nil, invocation.options.wait == nil {
        throw UsageError("--expect: needs --wait, for example --wait 60s")
      }
      if invocation.options.auditLog != nil, invocation.commandLine == nil {
        throw UsageError("--jsonl: needs a command, for example -- go mod download")
      }
    }
    return invocation
  }

  private static func checkOperands(_ invocation: Invocation) throws(UsageError) {
    let command = invocation.command
    if let words = invocation.commandLine {
      guard !words.isEmpty else { throw UsageError("doctor: missing command after --") }
      guard invocation.operands.isEmpty else {
        throw UsageError(
          "doctor: \(Options.quoted(invocation.operands[0])): either a module or, after --, a command"
        )
      }
    }
    let allowed = command.row.operands
    if invocation.operands.count < allowed.lowerBound {
      throw UsageError("\(command.rawValue): missing argument \(command.row.operand)")
    }
    if invocation.operands.count > allowed.upperBound {
      let extra = invocation.operands[allowed.upperBound]
      throw UsageError("\(command.rawValue): unexpected argument \(Options.quoted(extra))")
    }
  }

  /// Calls `take` for each option in order and returns the other words, and how many of them stand after `--`; nil where
  /// there is none.
  private static func scan(
    _ arguments: [String], take: (Option, String) -> Void
  ) throws(UsageError) -> (words: [String], afterDashes: Int?) {
    let argv = CStrings(arguments)
    // getopt writes to what it is given, shared or not.
    let given = argv.pointers.map(\.self)
    let names = CStrings(Option.allCases.map(\.rawValue))
    let firstNumber: Int32 = 256
    var table = Option.allCases.enumerated().map { index, option in
      option_t(
        name: names.pointers[index].map { UnsafePointer($0) },
        has_arg: option.row.value == nil ? no_argument : required_argument, flag: nil,
        val: firstNumber + Int32(index))
    }
    table.append(option_t(name: nil, has_arg: 0, flag: nil, val: 0))
    // A leading colon has a missing value told apart from an unknown option.
    var letters = ":"
    for option in Option.allCases {
      guard let letter = option.row.letter else { continue }
      letters.append(letter)
      if option.row.value != nil { letters.append(":") }
    }

    clinux_getopt_reset()
    var pointers = argv.pointers
    while true {
      let number = getopt_long(Int32(arguments.count), &pointers, letters, table, nil)
      if number == -1 { break }
      if number == UInt8(ascii: "?") || number == UInt8(ascii: ":") {
        throw refusal(missingValue: number == UInt8(ascii: ":"), pointers)
      }
      let option: Option
      if number >= firstNumber {
        option = Option.allCases[Int(number - firstNumber)]
      } else if let short = Option.allCases.first(where: {
        $0.row.letter?.asciiValue.map(Int32.init) == number
      }) {
        option = short
      } else {
        throw refusal(missingValue: false, pointers)
      }
      take(option, clinux_optarg().map { String(cString: $0) } ?? "")
    }
    let start = Int(clinux_optind())
    // getopt puts `--` before the words that it passed over: where it stood, the words as they were given tell.
    let place = given.firstIndex { $0 == pointers[start - 1] } ?? 0
    let hasDashes = place > 0 && arguments[place] == "--"
    return (
      pointers[start..<arguments.count].compactMap { $0.map { String(cString: $0) } },
      hasDashes ? arguments.count - place - 1 : nil
    )
  }

  /// What getopt did not like: the letter it names, or else the word before its index.
  private static func refusal(
    missingValue: Bool, _ pointers: [UnsafeMutablePointer<CChar>?]
  ) -> UsageError {
    let letter = clinux_optopt()
    let index = Int(clinux_optind()) - 1
    var name =
      pointers.indices.contains(index) ? pointers[index].map { String(cString: $0) } ?? "" : ""
    if letter > 0, letter < 256, let scalar = Unicode.Scalar(UInt32(letter)) { name = "-\(scalar)" }
    name = ServerText(name, limit: 120).text
    if missingValue { return UsageError("option \(name) needs a value") }
    if letter >= 256 { return UsageError("option \(name) takes no value") }
    let word = name.drop { $0 == "-" }.prefix { $0 != "=" }
    let nearest =
      name.hasPrefix("--")
      ? Suggestion.nearest(to: String(word), among: Option.allCases.map(\.rawValue)) : nil
    return UsageError("unknown option \(name)" + see(nearest.map { "--\($0)" }))
  }

  /// What was meant, as far as can be guessed, or where to look.
  private static func see(_ nearest: String?) -> String {
    nearest.map { "; did you mean \($0)?" } ?? "; see goproxytop --help"
  }
}

/// `struct option` of getopt.h, which has the name of our enum.
private typealias option_t = CLinux.option
