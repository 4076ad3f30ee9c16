/// How the history fares, for the screen.
package struct HistoryStatus: Sendable, Hashable {
  package enum Mode: Sendable, Hashable {
    case opening
    /// This instance records.
    case recording
    /// Another instance records; this one reads, and takes over when the other ends.
    case reading
    /// Nothing can be written; what is new is kept in memory, as far as it fits, and tried again.
    case problem(String)
    case closed
  }

  package var mode: Mode
  /// Something to know though it works: a damaged file set aside, a network file system.
  package var notice: String?
  /// Samples that were dropped because they could not be written in time.
  package var dropped: Int

  package init(mode: Mode, notice: String? = nil, dropped: Int = 0) {
    self.mode = mode
    self.notice = notice
    self.dropped = dropped
  }
}

extension HistoryStatus: CustomStringConvertible {
  package var description: String {
    switch mode {
    case .opening: "opening"
    case .recording: "recording"
    case .reading: "reading: another instance records"
    case .problem(let text): text
    case .closed: "closed"
    }
  }
}
