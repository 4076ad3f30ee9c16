import Dashboard
import GoRules
import Health
import History
import Platform
import Record
import Text

/// Moving through the record: the same panels, drawn from a monitor that goes through the recorded probes.
extension App {
  /// One step of `[` and `]`.
  private static let step = Duration.seconds(300)
  /// How much of the record before the moment goes into its picture.
  private static let window = Duration.seconds(900)
  /// Between two pictures while the record plays.
  private static let tick = Duration.milliseconds(250)

  /// A stay in the past: its number tells its pictures from those of one that was left.
  struct Past {
    var number = 0
    /// A moment of the record that is shown in place of now; nil: now.
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

  /// How the record is played from the start: from which wall time, and how fast.
  struct Playing: Sendable {
    var from: Duration
    /// Recorded seconds a second.
    var speed: Double
  }

  mutating func seek(_ seek: DashboardAction.Seek, at now: Timestamp) {
    guard let history else {
      return tell(Sentence(.noHistory), at: now)
    }
    let from = past.snapshot?.now.wall ?? now.wall
    let moment: Duration
    switch seek {
    case .live: return goLive()
    case .back: moment = from - Self.step
    case .forward: moment = from + Self.step
    }
    guard moment < now.wall else { return goLive() }
    let settings = loaded.monitor
    let offset = loaded.dashboard.clock.offsetFromUTC
    let number = past.renew()
    jobs.append { [sink] in
      do throws(HistoryError) {
        var replay = try await Replay(
          history, settings: settings, from: moment - Self.window, until: moment, offset: offset)
        sink.send(.pastRead(number, try await replay.advance(to: moment)))
        if replay.isSilent { sink.send(.told(Sentence(.nothingOnRecord))) }
      } catch {
        sink.send(.pastUnreadable(error))
      }
    }
  }

  /// Plays the record from a moment on until now is reached or the user goes elsewhere.
  mutating func play(_ playing: Playing, at now: Timestamp) {
    guard let history else { return }
    let settings = loaded.monitor
    let offset = loaded.dashboard.clock.offsetFromUTC
    let number = past.renew()
    let (job, handle) = Self.cancellable { [sink] in
      await Self.play(
        playing, number, history, settings, until: now.wall, offset: offset, to: sink)
    }
    past.playing = handle
    jobs.append(job)
  }

  private static func play(
    _ playing: Playing, _ number: Int, _ history: HistoryStore, _ settings: MonitorSettings,
    until: Duration, offset: @escaping UTCOffset, to sink: EventSink
  ) async {
    do throws(HistoryError) {
      var replay = try await Replay(
        history, settings: settings, from: playing.from - window, until: until, offset: offset)
      var moment = playing.from
      var due = SystemClock.now().monotonic
      var isEmpty = true
      while moment < until {
        var snapshot = try await replay.advance(to: moment)
        if replay.isSilent {
          // A time without record is passed over.
          guard let next = try await replay.nextProbe(before: until) else { break }
          moment = max(moment, next)
          snapshot = try await replay.advance(to: moment)
        }
        isEmpty = false
        sink.send(.pastRead(number, snapshot))
        let before = due
        due = max(due + tick, SystemClock.now().monotonic)
        guard await SystemClock.sleep(until: due) else { return }
        moment += (due - before) * playing.speed
      }
      sink.send(.playedToTheEnd(number, wasEmpty: isEmpty))
    } catch {
      sink.send(.pastUnreadable(error))
    }
  }

  mutating func pastRead(_ number: Int, _ snapshot: Snapshot) {
    guard number == past.number else { return }
    past.snapshot = snapshot
    view.position = .past
  }

  mutating func pastUnreadable(_ error: HistoryError, at now: Timestamp) {
    guard let history else { return }
    tell(inHome(Sentence(error.reason, path: history.path)), as: .error, at: now)
  }

  mutating func playedToTheEnd(_ number: Int, wasEmpty: Bool, at now: Timestamp) {
    guard number == past.number else { return }
    goLive()
    tell(Sentence(wasEmpty ? .nothingOnRecord : .playedToTheEnd), at: now)
  }

  private mutating func goLive() {
    _ = past.renew()
    past.snapshot = nil
    view.position = .live
  }
}
