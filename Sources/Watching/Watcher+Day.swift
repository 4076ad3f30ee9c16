import Health
import History

/// What was read of a mirror's day: its minutes, out of the history.
struct ChartedDay: Sendable {
  var mirror: Mirror.ID
  /// The start of the minute before which it was read, on the clocks of what was shown then.
  var until: Timestamp
  /// Oldest first.
  var rounds: [ProbeResult] = []
}

extension Watcher {
  /// Adds to `snapshot` the day of the mirror whose chart is looked at, as far as it is known; reads what is not, anew
  /// each minute. nil: no chart is.
  package mutating func addDay(of mirror: Mirror.ID?, to snapshot: inout Snapshot) {
    guard let history, let mirror,
      let index = snapshot.mirrors.firstIndex(where: { $0.id == mirror })
    else {
      day = nil
      return
    }
    let seconds = snapshot.now.wall.components.seconds
    let until = snapshot.now.advanced(by: .seconds(seconds / 60 * 60) - snapshot.now.wall)
    if let day, day.mirror == mirror, day.until.isOnClocks(of: until), day.until <= until {
      snapshot.mirrors[index].day = day.rounds
      if day.until.wall == until.wall { return }
    }
    if isDayBeingRead { return }
    isDayBeingRead = true
    perform { [send] in
      var day = ChartedDay(mirror: mirror, until: until)
      // What was measured until then is to be in the file.
      await history.flush()
      let rounds = try? await history.rounds(of: mirror, within: Window.day.length, until: until)
      day.rounds = rounds ?? []
      send(.dayRead(day))
    }
  }

  mutating func dayRead(_ day: ChartedDay) {
    isDayBeingRead = false
    self.day = day
    tell(.historyRead)
  }
}

extension Timestamp {
  /// Both clocks went on alike from one to the other; false also between now and the past, which has one clock.
  fileprivate func isOnClocks(of other: Timestamp) -> Bool {
    let apart = (other.wall - wall) - other.since(self)
    return apart < .seconds(1) && apart > .seconds(-1)
  }
}
