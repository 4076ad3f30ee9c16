import Dashboard
import Health
import History
import Platform
import Record
import Terminal
import Text

/// What happens to the running dashboard: everything comes in through one stream of these.
enum AppEvent: Sendable {
  case monitor(MonitorEvent)
  case terminal(Terminal.Event)
  /// A time that the alarm was set to may have come.
  case alarm
  /// The configuration file, a theme or go's env file may have changed.
  case filesChanged
  /// The measurement of this number has come further.
  case measured(Int, RankRun.Stage, Ranking)
  /// What the best chain by the record would have gained, for the measurement of this number; nil where the present
  /// one is the best, or nothing is known.
  case gainRead(Int, Comparison.Gain?)
  /// GOPROXY was written, or not.
  case settingWritten(Result<SettingChange, OperationError>)
  /// What the record says of the moment that was asked for with this number.
  case pastRead(Int, Snapshot)
  case playedToTheEnd(Int, wasEmpty: Bool)
  case pastUnreadable(HistoryError)
  /// What is shown of the record; nil where it could not be read.
  case recordRead(RecordReading?)
  /// What is on record of a part of the day before this time, from when on its mirrors are watched.
  case recalled([Mirror.ID: RecordedMeasurements], before: Timestamp)
  case dayRead(App.Day)
  case historyChanged(HistoryStatus)
  /// Something that a job has to tell, such as a step of the demo's story.
  case told(Sentence)
  /// The changes of GOPROXY on record, newest first.
  case changesRead([SettingChange])
}

/// An event, stamped at the edge where it came in.
struct StampedEvent: Sendable {
  var event: AppEvent
  var at: Timestamp
}

/// The entrance of the stream: stamps each event with the time it came.
struct EventSink: Sendable {
  let continuation: AsyncStream<StampedEvent>.Continuation

  func send(_ event: AppEvent) {
    continuation.yield(StampedEvent(event: event, at: SystemClock.now()))
  }
}
