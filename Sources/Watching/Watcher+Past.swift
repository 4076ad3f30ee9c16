import Health
import History
import Platform

/// A stay in the past: its number tells its pictures from those of one that was left.
struct StayInThePast {
  private(set) var number = 0
  var snapshot: Snapshot?
  /// Of the playing.
  var playing: JobHandle?

  /// Leaves what was shown or asked for before.
  mutating func renew() -> Int {
    playing?.finish()
    playing = nil
    number += 1
    return number
  }
}

/// Moving through the history: what is known of a moment of it comes from a monitor that goes through its probes.
extension Watcher {
  /// How much of the history before the moment goes into its picture.
  private static let window = Duration.seconds(900)
  /// Between two pictures while the history plays.
  private static let tick = Duration.milliseconds(250)

  /// The moment of the history that was gone to; nil: now.
  package var past: Snapshot? { stay.snapshot }

  /// Goes to a moment of the history, in wall time, where there is a history; to now, where it has not come yet.
  package mutating func goTo(_ moment: Duration, at now: Timestamp) {
    guard let history else { return }
    guard moment < now.wall else { return goLive() }
    let number = stay.renew()
    perform { [send, settings, offset] in
      do throws(HistoryError) {
        var replay = try await Replay(
          history, settings: settings, from: moment - Self.window, until: moment, offset: offset)
        let snapshot = try await replay.advance(to: moment)
        send(.past(number, .read(snapshot, isSilent: replay.isSilent)))
      } catch {
        send(.past(number, .unreadable(error)))
      }
    }
  }

  package mutating func goLive() {
    _ = stay.renew()
    stay.snapshot = nil
  }

  /// Plays the history from a moment in wall time, `speed` times as fast as it was, until now is reached or the user goes
  /// elsewhere.
  package mutating func play(from start: Duration, speed: Double, at now: Timestamp) {
    guard let history else { return }
    let number = stay.renew()
    let (job, handle) = cancellable { [send, settings, offset] in
      do throws(HistoryError) {
        var replay = try await Replay(
          history, settings: settings, from: start - Self.window, until: now.wall, offset: offset)
        var isEmpty = true
        let isAtEnd = try await Self.play(
          &replay, from: start, until: now.wall, speed: speed
        ) { snapshot in
          isEmpty = false
          send(.past(number, .read(snapshot, isSilent: false)))
        }
        if isAtEnd { send(.past(number, .playedToTheEnd(wasEmpty: isEmpty))) }
      } catch {
        send(.past(number, .unreadable(error)))
      }
    }
    stay.playing = handle
    perform(job)
  }

  /// - Returns: false where it was cancelled.
  private static func play(
    _ replay: inout Replay, from start: Duration, until end: Duration, speed: Double,
    show: (Snapshot) -> Void
  ) async throws(HistoryError) -> Bool {
    var moment = start
    var due = SystemClock.now().monotonic
    while moment < end {
      var snapshot = try await replay.advance(to: moment)
      if replay.isSilent {
        // A time without record is passed over.
        guard let next = try await replay.nextProbe(before: end) else { break }
        moment = max(moment, next)
        snapshot = try await replay.advance(to: moment)
      }
      show(snapshot)
      let before = due
      due = max(due + tick, SystemClock.now().monotonic)
      guard await SystemClock.sleep(until: due) else { return false }
      moment += (due - before) * speed
    }
    return true
  }

  mutating func pastCame(_ event: PastEvent) {
    switch event {
    case .read(let snapshot, let isSilent):
      stay.snapshot = snapshot
      tell(.pastRead(isSilent: isSilent))
    case .playedToTheEnd(let wasEmpty):
      goLive()
      tell(.playedToTheEnd(wasEmpty: wasEmpty))
    case .unreadable(let error): tell(.pastUnreadable(error))
    }
  }
}
