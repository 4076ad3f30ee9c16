import Health
import History
import Platform
import Record

/// A stay in the past: its number tells what the history says to it from what it says to one that was left.
struct StayInThePast {
  private(set) var number = 0
  var snapshot: Snapshot?
  /// Of the playing.
  var playing: JobHandle?

  /// What there is to go to, as it was read at `mapReadAt` on the monotonic clock; nil: to be read, as it is now.
  var map: RecordMap?
  var mapReadAt = Duration.zero
  /// Where the last leap led; the picture may be of some seconds later.
  var place: Duration?
  /// Leaps that wait for what is being read for an earlier one.
  var leaps: [RecordLeap] = []
  /// The history is asked for a leap: one question at a time, however fast the keys come.
  var isReading = false

  /// Leaves what was shown or asked for before.
  mutating func renew() -> Int {
    playing?.finish()
    playing = nil
    isReading = false
    place = nil
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
  /// In the past, what was read of the record is good for so long: it still grows.
  private static let mapLifetime = Duration.seconds(5)
  private static let mostLeaps = 100
  /// A change is told from when it began: so long it is looked for until it was confirmed.
  private static let confirmation = Duration.seconds(30)

  /// The moment of the history that was gone to; nil: now.
  package var past: Snapshot? { stay.snapshot }

  /// Where on record that moment is; nil: now, or not known.
  package var placeOnRecord: PlaceOnRecord? {
    stay.snapshot.flatMap { stay.map?.place(of: $0.now.wall) }
  }

  /// Goes elsewhere on record, where there is one; several leaps at once lead to where the last of them does. What plays
  /// stands still.
  package mutating func leap(_ leap: RecordLeap, at now: Timestamp) {
    guard history != nil, stay.leaps.count < Self.mostLeaps else { return }
    if stay.playing != nil { _ = stay.renew() }
    stay.leaps.append(leap)
    leapOn(at: now)
  }

  /// Goes where the leaps that wait lead to, once it is known where that is.
  private mutating func leapOn(at now: Timestamp) {
    guard let history, !stay.isReading, !stay.leaps.isEmpty else { return }
    guard let map = stay.map, now.monotonic - stay.mapReadAt < Self.mapLifetime else {
      return readMap(of: history)
    }
    let before = stay.place ?? stay.snapshot?.now.wall
    var place = before
    var edge: RecordEdge?
    for leap in stay.leaps {
      switch map.landing(of: leap, from: place ?? now.wall, now: now.wall) {
      case .at(let moment): (place, edge) = (moment, nil)
      case .live(let reason): (place, edge) = (nil, reason)
      case .stay(let reason): edge = reason
      }
    }
    // What happened since it was read is a later event.
    if edge == .lastEvent, stay.mapReadAt < now.monotonic { return readMap(of: history) }
    stay.leaps = []
    if let edge { tell(.recordEnds(edge)) }
    if let place, place != before { read(place, from: history) }
    if place == nil {
      if before == nil { stay.map = nil } else { goLive() }
    }
  }

  private mutating func readMap(of history: HistoryStore) {
    stay.isReading = true
    perform { [send, number = stay.number] in
      await history.flush()
      do throws(HistoryError) {
        send(.past(number, .mapRead(try await history.map())))
      } catch {
        send(.past(number, .unreadable(error)))
      }
    }
  }

  private mutating func read(_ moment: Duration, from history: HistoryStore) {
    let number = stay.renew()
    stay.isReading = true
    stay.place = moment
    let isEvent = stay.map?.isEvent(moment) == true
    perform { [send, settings, offset] in
      // The probes that led to a failover of just now may wait to be written.
      await history.flush()
      do throws(HistoryError) {
        let limit = isEvent ? Self.confirmation : .zero
        var replay = try await Replay(
          history, settings: settings, from: moment - Self.window, until: moment + limit,
          offset: offset)
        let snapshot = try await replay.advance(to: moment, confirmingWithin: limit)
        send(.past(number, .read(snapshot, isSilent: replay.isSilent)))
      } catch {
        send(.past(number, .unreadable(error)))
      }
    }
  }

  package mutating func goLive() {
    _ = stay.renew()
    stay.snapshot = nil
    stay.map = nil
    stay.leaps = []
    tell(.timeReached)
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
        send(.past(number, .mapRead(try await history.map())))
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

  /// Takes in what the history said to this stay.
  mutating func pastCame(_ event: PastEvent, at now: Timestamp) {
    stay.isReading = false
    switch event {
    case .mapRead(let map):
      stay.map = map
      stay.mapReadAt = now.monotonic
    case .read(let snapshot, let isSilent):
      stay.snapshot = snapshot
      tell(.pastRead(isSilent: isSilent))
    case .playedToTheEnd(let wasEmpty):
      goLive()
      tell(.playedToTheEnd(wasEmpty: wasEmpty))
    case .unreadable(let error):
      // They would fail as well, and say the same.
      stay.leaps = []
      tell(.pastUnreadable(error))
    }
    leapOn(at: now)
  }
}
