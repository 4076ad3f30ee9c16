/// A command that go runs for credentials, and what it makes of the answer.
package struct GoAuthCommand: Sendable, Hashable {
  /// Program and arguments; the program is looked up in PATH.
  package var arguments: [String]
  /// Where it runs; nil for go's own working directory.
  package var folder: String?
  /// Written to its standard input, which then ends; nil: no input at all.
  package var input: [UInt8]?
  /// `git credential fill`: go reads standard output and standard error as one.
  package var isGit: Bool
  /// The method as it stands in GOAUTH.
  package var written: String

  package init(
    arguments: [String], folder: String?, input: [UInt8]?, isGit: Bool, written: String
  ) {
    self.arguments = arguments
    self.folder = folder
    self.input = input
    self.isGit = isGit
    self.written = written
  }

  /// How a run ended.
  package enum Ending: Sendable, Hashable {
    /// Exit status 0, and what was printed.
    case printed([UInt8])
    /// In the words of os/exec: `exit status 1`, `exec: "x": executable file not found in $PATH`.
    case failed(String, errors: [UInt8])
    /// It wanted to ask a person, or took longer than we wait. What go would have got is not known, so nothing that
    /// a proxy then refuses may be blamed on the proxy.
    case notMeasured(reason: String)
  }

  /// What came of a run.
  package enum Result: Sendable, Hashable {
    /// Fields by URL prefix, to be kept in a `CredentialCache`.
    case fields([[UInt8]: [HeaderField]])
    /// go goes on without, and prints this only with `-x`.
    case nothing(text: String)
    /// See `Ending.notMeasured`.
    case notMeasured(reason: String)
  }

  /// `url`: the one that was refused; nil for the run before the first request.
  package func result(_ ending: Ending, url: String?) -> Result {
    switch ending {
    case .notMeasured(let reason): return .notMeasured(reason: reason)
    case .failed(let reason, let errors):
      let errors = errors[...].text
      return fault(
        isGit
          ? "'git credential fill' failed (url=\(url ?? "")): \(reason)\n\(errors)"
          : "could not run command \(written): \(reason)\n\(errors)")
    case .printed(let output):
      if isGit {
        let answer = GitAnswer(output)
        if let text = answer.fault(requesting: url ?? "") { return fault(text) }
        return .fields([Array(answer.prefix.utf8): [answer.field]])
      }
      do throws(CommandAnswer.Fault) {
        return .fields(try CommandAnswer(output).fields)
      } catch {
        return fault("cannot parse output of GOAUTH command \(written): \(error.text)")
      }
    }
  }

  private func fault(_ text: String) -> Result { .nothing(text: "GOAUTH=\(written): \(text)") }

  /// The words of a command line; a word may stand in quotes, in which nothing is special (cmd/internal/quoted
  /// `Split`). Throws go's text where a quote does not end.
  package static func split(_ command: String) throws(SplitFault) -> [String] {
    var words: [String] = []
    var rest = Array(command.utf8)[...]
    while true {
      rest = rest.drop(while: isSpace)
      guard let first = rest.first else { return words }
      if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
        guard let (word, after) = rest.dropFirst().cut(at: first) else {
          throw SplitFault(text: "unterminated \(Unicode.Scalar(first)) string")
        }
        words.append(word.text)
        rest = after
      } else {
        let word = rest.prefix { !isSpace($0) }
        words.append(word.text)
        rest = rest.dropFirst(word.count)
      }
    }
  }

  package struct SplitFault: Error, Hashable {
    package let text: String
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
