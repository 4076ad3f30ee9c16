/// How the history fares, for the screen.
package struct HistoryStatus: Sendable, Hashable {
  /// What this instance does with the file.
  package enum Mode: Sendable, Hashable {
    case opening
    case recording
    /// Another instance records; this one reads, and takes over when the other ends.
    case reading
    /// Nothing can be written; what is new is kept in memory, as far as it fits, and tried again.
    case problem(Problem)
    case closed
  }

  /// Why nothing can be written.
  package struct Problem: Sendable, Hashable {
    package var reason: HistoryError.Reason
    /// How many records wait in memory.
    package var waiting: Int

    package init(reason: HistoryError.Reason, waiting: Int) {
      self.reason = reason
      self.waiting = waiting
    }
  }

  /// Something to know though it works.
  package enum Notice: Sendable, Hashable {
    /// The file could not be read, for this reason, and is kept at this path; so many records were taken over, so many
    /// failovers among them.
    case damaged(String, keptAs: String, records: Int, failovers: Int)
    /// The file is damaged, for this reason; so many records can be read, and what is told is told from them.
    case readInPart(String, records: Int)
    /// The folder is on a network file system of this kind; the name is of this machine's own file.
    case onNetwork(folder: String, kind: String, file: String)
  }

  package var mode: Mode
  package var notice: Notice?
  /// Samples that were dropped because they could not be written in time.
  package var dropped = 0
}
