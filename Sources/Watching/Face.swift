import GoRules
import Health
import History
import Platform
import Probing
import Record

/// What stands before a watcher: the dashboard, `check`, `rank`, the benchmark. It hears what happens, asks for what it
/// wants, and takes a snapshot when it needs one; nothing is awaited meanwhile.
package protocol Face {
  /// What comes to it from outside: keys, signals; `Never` where nothing does.
  associatedtype Event: Sendable

  /// The loop begins. Nothing is probed until the face asks the watcher to `start`.
  mutating func began(with watcher: inout Watcher, at now: Timestamp)
  mutating func eventCame(_ event: Event, for watcher: inout Watcher, at now: Timestamp)
  mutating func newsCame(_ news: News, from watcher: inout Watcher, at now: Timestamp)
  /// One event and the news of it have been dealt with.
  mutating func turnEnded(for watcher: inout Watcher)
  /// The loop has ended; what runs beside it is waited for after this.
  func ended() async
}

extension Face {
  package mutating func turnEnded(for watcher: inout Watcher) {}
  package func ended() async {}
}

extension Face where Event == Never {
  package mutating func eventCame(_ event: Never, for watcher: inout Watcher, at now: Timestamp) {}
}

/// What a watcher tells its face.
package enum News: Sendable {
  /// A mirror is asked, so much later than it was due.
  case roundStarted(Mirror.ID, lateness: Duration)
  case roundFinished(Mirror.ID)
  /// This machine had too few descriptors or too little memory for a request: nothing was measured.
  case machineLacks
  case recorded(HistoryRecord)
  /// Something on record that the snapshot shows was read.
  case historyRead
  /// The changes of GOPROXY that can be taken back are others.
  case changesRead
  case historyChanged(from: HistoryStatus?, to: HistoryStatus)
  /// A watched file may have changed.
  case filesChanged
  /// The time that the face wanted to be woken at.
  case timeReached
  case measured(Race)
  /// A mirror that is compared has told more, or all.
  case compared(MirrorComparison)
  case refereeAnswered(Result<RefereeReport, Referee.Failure>)
  /// The doctor has found out more, or could not begin.
  case examined(Result<Examined, ProbePoolError>)
  /// The gateway of the chain has told of itself, or did not answer.
  case gatewaySeen
  case goProcessesSeen(Result<[GoProcess], GoProcessTable.Failure>)
  /// nil where go refuses the present chain, or the history could not be read.
  case chainsCompared(ChainComparison?)
  /// `Watcher.past` is another moment, of which nothing at all is known where `isSilent`.
  case pastRead(isSilent: Bool)
  /// There is nothing to go to in that direction.
  case recordEnds(RecordEdge)
  case playedToTheEnd(wasEmpty: Bool)
  case pastUnreadable(HistoryError)
}
