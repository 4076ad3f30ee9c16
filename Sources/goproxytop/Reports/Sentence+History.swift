import GoRules
import Health
import History
import Text

extension Sentence {
  /// Why the history cannot be kept in the file at `path`.
  init(_ problem: HistoryStatus.Problem, path: String) {
    if problem.waiting == 0 {
      self.init(problem.reason, path: path)
    } else {
      self.init(
        .historyWaits, .sentence(Sentence(problem.reason)), .text(String(problem.waiting)),
        .text(path))
    }
  }

  /// What is wrong with the history file at `path`, and what can be done.
  init(_ reason: HistoryError.Reason, path: String) {
    self.init(.historyFails, .sentence(Sentence(reason)), .text(path))
  }

  private init(_ reason: HistoryError.Reason) {
    switch reason {
    case .noRoom: self.init(Phrase.noRoom)
    case .locked: self.init(.fileLocked)
    case .damaged(let message): self.init(.fileDamaged, .text(message))
    case .ofAnotherProgram: self.init(.fileForeign)
    case .ofNewerVersion(let found, let known):
      self.init(.fileNewer, .text(String(found)), .text(String(known)))
    case .unusable: self.init(.fileUnusable)
    case .other(let operation, let message): self.init(verbatim: "\(operation): \(message)")
    }
  }

  /// Why nothing was measured, and how long.
  init(_ gap: Gap) {
    // Two clocks are never read at quite the same moment.
    let length = Argument.text(Format.span(.seconds(gap.length.seconds.rounded())))
    switch gap.kind {
    case .asleep: self.init(.gapAsleep, length)
    case .setBack: self.init(.gapSetBack, length)
    case .stopped: self.init(.gapStopped, length)
    }
  }

  init(_ notice: HistoryStatus.Notice) {
    switch notice {
    case .damaged(let message, let kept, let records, let failovers):
      // The bottom line is short, and it lies beside the new one.
      let name = kept.split(separator: "/").last.map(String.init) ?? kept
      self.init(
        .historyDamaged, .text(name), .text(String(records)), .text(String(failovers)),
        .text(message))
    case .readInPart(let message, let records):
      self.init(.historyInPart, .text(message), .text(String(records)))
    case .onNetwork(let folder, let kind, let file):
      self.init(.historyOnNetwork, .text(folder), .text(kind), .text(file))
    }
  }
}

extension HistoryStatus {
  /// What is new of it since `before`, in words: each trouble once, whatever waits meanwhile.
  func news(since before: HistoryStatus?, path: String) -> [(sentence: Sentence, isTrouble: Bool)] {
    var news: [(sentence: Sentence, isTrouble: Bool)] = []
    switch mode {
    case .problem(let problem):
      if case .problem(let told)? = before?.mode, told.reason == problem.reason { break }
      news.append((Sentence(problem, path: path), true))
    case .reading where before?.mode != .reading: news.append((Sentence(.historyElsewhere), false))
    case .recording:
      if let mode = before?.mode, mode != .opening, mode != .recording {
        news.append((Sentence(.historyOurs), false))
      }
    case .opening, .closed, .reading: break
    }
    if let notice, notice != before?.notice { news.append((Sentence(notice), true)) }
    return news
  }
}
