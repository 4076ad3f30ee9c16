import Health
import History
import Platform
import Probing
import Record

/// A round under way.
struct RoundID: Hashable, Sendable {
  let mirror: Mirror.ID
  let lane: ProbeRound.Lane
}

/// What the watcher's own parts report to its loop.
enum CoreEvent: Sendable {
  case probed(ProbeEvent)
  case roundFinished(RoundID)
  /// A time that the alarm was set to may have come.
  case alarm
  case filesChanged
  case historyChanged(HistoryStatus)
  /// What is shown of the history; nil where it could not be read.
  case historyRead(HistoryReading?)
  /// What is on record of a part of the day before this time, from when on its mirrors are watched.
  case recalled([Mirror.ID: RecordedMeasurements], before: Timestamp)
  case dayRead(ChartedDay)
  /// The changes of GOPROXY on record, newest first.
  case changesRead([SettingChange])
  /// What the history says of the moment that was asked for with this number.
  case past(Int, PastEvent)
  /// The measurement of this number has come further.
  case measured(Int, Race)
  /// A mirror of the comparison of this number has told more, or all.
  case compared(Int, MirrorComparison)
  /// The run of the real go with this number has ended, which was begun with these settings.
  case refereeAnswered(Int, MonitorSettings, Result<Referee.Answer, Referee.Failure>)
  /// The examination of this number has come further, or has ended.
  case examined(Int, Result<Examined, ProbePoolError>)
  /// What came of asking the gateway of the chain, by the watch of this number.
  case gatewayAnswered(Int, WebAnswer)
  /// The go commands that run, where they are looked at.
  case goProcessesSeen(Result<[GoProcess], GoProcessTable.Failure>)
  /// What other chains would have made of the recorded time, for the measurement of this number.
  case chainsCompared(Int, ChainComparison?)
}

/// What comes of going to a moment of the history.
enum PastEvent: Sendable {
  /// What there is to go to.
  case mapRead(RecordMap)
  /// Nothing at all is known of it where `isSilent`.
  case read(Snapshot, isSilent: Bool)
  case playedToTheEnd(wasEmpty: Bool)
  case unreadable(HistoryError)
}
