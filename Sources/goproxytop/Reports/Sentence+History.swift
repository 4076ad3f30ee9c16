import Dashboard
import History

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
    case .noRoom: self.init(.noRoom)
    case .locked: self.init(.fileLocked)
    case .damaged(let message): self.init(.fileDamaged, .text(message))
    case .ofAnotherProgram: self.init(.fileForeign)
    case .ofNewerVersion(let found, let known):
      self.init(.fileNewer, .text(String(found)), .text(String(known)))
    case .unusable: self.init(.fileUnusable)
    case .other(let operation, let message): self.init(verbatim: "\(operation): \(message)")
    }
  }

  init(_ notice: HistoryStatus.Notice) {
    switch notice {
    case .damaged(let message, let kept):
      self.init(.historyDamaged, .text(message), .text(kept))
    case .onNetwork(let folder, let kind, let file):
      self.init(.historyOnNetwork, .text(folder), .text(kind), .text(file))
    }
  }
}
