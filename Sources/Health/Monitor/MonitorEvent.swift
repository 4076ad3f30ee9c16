/// What happened, for the monitor.
package enum MonitorEvent: Sendable, Hashable {
  /// The time of the last `MonitorCommand.wake` has come.
  case timeReached
  case probeFinished(ProbeResult)
  /// A request has had no answer for `OpenRequest.patience`, and has not ended.
  case requestWaits(OpenRequest)
  /// The last request of a round has ended or was cancelled.
  case roundFinished(Mirror.ID, ProbeRound.Lane)
  /// The chain, the watch list, the interval or the thresholds changed.
  case settingsChanged(MonitorSettings)
  case probeNowRequested
  /// The gateway of the chain answers again, or no longer.
  case gatewayCameOrWent
  /// A verdict is wanted now: what has had no answer for longer than usual is waited for no longer.
  case patienceEnded
}

/// What the monitor wants done.
package enum MonitorCommand: Sendable, Hashable {
  case probe(ProbeRound)
  /// End the mirror's round: it is watched no more, or what remains of the round would meet the
  /// fault that was just seen. `roundFinished` follows.
  case cancel(Mirror.ID, ProbeRound.Lane)
  /// Send `timeReached` at this time; replaces the one before.
  case wake(at: Timestamp)
  case record(HistoryRecord)
}
