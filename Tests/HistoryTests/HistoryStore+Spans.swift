import Health
import History
import Record

extension HistoryStore {
  /// What each mirror did in each minute between two wall times, oldest first; in each hour where the minutes are no
  /// longer kept, or `inHours` asks for it.
  func spans(
    from: Duration, until: Duration, inHours: Bool = false
  ) throws(HistoryError) -> [RecordedSpan] {
    try ask { file throws(HistoryError) in
      var spans: [RecordedSpan] = []
      try file.visitSpans(from: from, until: until, in: inHours ? .hour : nil) {
        spans.append($0)
      }
      return spans
    }
  }
}
