import Text

/// How the program ends; stable, and part of `--help`.
enum ExitCode: Int32, CaseIterable, Sendable {
  case served = 0
  case internalError = 1
  case usage = 2
  case fallback = 3
  case broken = 4
  case local = 5
  case unknown = 6
  case policy = 7

  var summary: String {
    switch self {
    case .served: "served by the first entry, or done"
    case .internalError: "internal error"
    case .usage: "usage or configuration error, or a GOPROXY that go rejects"
    case .fallback: "served, but by a fallback, by direct or by a slow or degraded mirror"
    case .broken: "broken or hanging: go would fail"
    case .local: "no network on this machine"
    case .unknown:
      "not measured: too little is known for a verdict, or the real go disagrees (--referee)"
    case .policy: "go works, but not as the policy of check --policy wants it"
    }
  }
}

/// What went wrong, in one line for stderr or the screen.
protocol ToldError: Error {
  var sentence: Sentence { get }
  init(_ sentence: Sentence)
}

extension ToldError {
  init(_ message: String) { self.init(Sentence(verbatim: message)) }

  var message: String { Language.english.say(sentence) }
}

/// Something the user has to put right: exit code 2.
struct UsageError: ToldError {
  let sentence: Sentence

  init(_ sentence: Sentence) { self.sentence = sentence }
}

/// Something that this program or machine could not do: exit code 1.
struct OperationError: ToldError {
  let sentence: Sentence

  init(_ sentence: Sentence) { self.sentence = sentence }
}
