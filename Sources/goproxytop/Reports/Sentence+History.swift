import Dashboard
import History
import ProxyHealth

extension Sentence {
  /// Why the history cannot be kept.
  init(_ problem: HistoryStatus.Problem) {
    let reason = Argument.sentence(Sentence(problem.reason))
    self =
      problem.waiting == 0
      ? Sentence(.historyFails, reason)
      : Sentence(.historyWaits, reason, .text(String(problem.waiting)))
  }

  init(_ reason: HistoryError.Reason) {
    switch reason {
    case .noRoom: self.init(Word.noRoom)
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
    let length = Argument.text(Format.span(gap.length))
    switch gap.kind {
    case .asleep: self.init(.gapAsleep, length)
    case .setBack: self.init(.gapSetBack, length)
    case .stopped: self.init(.gapStopped, length)
    }
  }

  init(_ notice: HistoryStatus.Notice) {
    switch notice {
    case .damaged(let message, let kept, let failovers):
      self.init(
        .historyDamaged, .text(message), .text(kept), .text(String(failovers)))
    case .onNetwork(let folder, let kind, let file):
      self.init(.historyOnNetwork, .text(folder), .text(kind), .text(file))
    }
  }
}
