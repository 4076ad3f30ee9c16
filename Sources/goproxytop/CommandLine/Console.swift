import CLinux
import Glibc
import GoRules
import Platform
import Text

/// Where plain output goes: stdout for results, stderr for one-line messages.
struct Console: Sendable {
  /// How a word is set off where colours are allowed; the terminal's own 16 colours.
  enum Emphasis: String, CaseIterable, Sendable {
    case bold = "1"
    case dim = "2"
    case good = "32"
    case warning = "33"
    case bad = "1;31"
    case active = "1;36"
  }

  let isColoured: Bool
  let isTerminal: Bool
  /// What is said to people in; scripts get English unless they ask for something else.
  let language: Language

  /// `--color` decides; else a terminal that is not dumb gets colours, unless NO_COLOR is set (no-color.org).
  ///
  /// - Parameter descriptor: what is printed to.
  init(
    color: ColorChoice?, language: Language? = nil, environment: [String: String],
    descriptor: Int32 = STDOUT_FILENO
  ) {
    self.language = language ?? .english
    isTerminal = isatty(descriptor) != 0
    switch color ?? .auto {
    case .always: isColoured = true
    case .never: isColoured = false
    case .auto:
      isColoured =
        isTerminal && environment["NO_COLOR", default: ""].isEmpty
        && environment["TERM", default: "dumb"] != "dumb"
    }
  }

  func say(_ phrase: Phrase, _ arguments: String...) -> String {
    language.say(phrase, arguments)
  }

  func styled(_ text: String, _ emphasis: Emphasis?) -> String {
    guard isColoured, let emphasis, !text.isEmpty else { return text }
    return emphasis.sequence + text + Self.plainAgain
  }

  private static let plainAgain = "\u{1B}[0m"
  private static let styles = Set(Emphasis.allCases.map(\.sequence) + [plainAgain])

  /// Writes `text` and a line end to stdout.
  func print(_ text: String) { print(whole: text + "\n") }

  /// Writes `text`, which has its line ends, to stdout.
  func print(whole text: String) {
    StandardOutput.write(OutputText.harmless(text, keeping: isColoured ? Self.styles : []))
    if isTerminal { StandardOutput.flush() }
  }

  func print(_ lines: [String]) {
    for line in lines { print(line) }
  }

  func print(json value: some Encodable) throws { print(try JSONOutput.text(value)) }

  /// Writes one line to stderr, after the program's name; what is too long to be read is cut.
  static func complain(_ message: String) {
    let shown = message.prefix(longest)
    writeError("goproxytop: \(shown)\(shown.endIndex == message.endIndex ? "" : "...")\n")
  }

  /// In characters.
  private static let longest = 2000

  /// Writes a line to stderr, with its styles.
  func printError(_ line: String) {
    let text = OutputText.harmless(line + "\n", keeping: isColoured ? Self.styles : [])
    Descriptor.writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  static var errorsAreShown: Bool { isatty(STDERR_FILENO) != 0 }

  static func writeError(_ text: String) {
    Descriptor.writeAll(Array(OutputText.harmless(text).utf8), to: STDERR_FILENO)
  }

  /// Writes `text` over the present line of the terminal that stderr is.
  static func overwriteError(_ text: String) {
    let line = "\r\u{1B}[K" + OutputText.harmless(line: text)
    Descriptor.writeAll(Array(line.utf8), to: STDERR_FILENO)
  }

  static var canAsk: Bool { isatty(STDIN_FILENO) != 0 }

  /// Asks a question that is answered with y or n; anything but yes is no, and so is the end of input.
  func confirm(_ question: String) -> Bool {
    StandardOutput.flush()
    Self.writeError("\(question) [y/N] ")
    let answer = readLine(strippingNewline: true) ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }
}

extension Console.Emphasis {
  /// What sets the terminal so.
  fileprivate var sequence: String { "\u{1B}[\(rawValue)m" }
}
