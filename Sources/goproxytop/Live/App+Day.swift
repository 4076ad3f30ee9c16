import Dashboard
import GoRules
import Health
import History

/// The chart of a day: its minutes are read from the record while it is looked at, and only those of the one mirror.
extension App {
  /// What was read of a mirror's day.
  struct Day: Sendable {
    var mirror: Mirror.ID
    /// The start of the minute before which it was read, on the clocks of what was shown then.
    var until: Timestamp
    /// Oldest first.
    var rounds: [ProbeResult] = []
  }

  /// The same with the day of the mirror whose chart is looked at, as far as it is known; reads what is not, anew each
  /// minute.
  mutating func withDay(_ snapshot: Snapshot) -> Snapshot {
    guard let history, let mirror = view.mirrorChartedByDay(of: snapshot, size: size),
      let index = snapshot.mirrors.firstIndex(where: { $0.id == mirror })
    else {
      day = nil
      return snapshot
    }
    var snapshot = snapshot
    let seconds = snapshot.now.wall.components.seconds
    let until = snapshot.now.advanced(by: .seconds(seconds / 60 * 60) - snapshot.now.wall)
    if let day, day.mirror == mirror, day.until.isOnClocks(of: until), day.until <= until {
      snapshot.mirrors[index].day = day.rounds
      if day.until.wall == until.wall { return snapshot }
    }
    if isDayBeingRead { return snapshot }
    isDayBeingRead = true
    jobs.append { [sink] in
      var day = Day(mirror: mirror, until: until)
      // What was measured until then is to be in the file.
      await history.flush()
      let rounds = try? await history.rounds(of: mirror, within: Window.day.length, until: until)
      day.rounds = rounds ?? []
      sink.send(.dayRead(day))
    }
    return snapshot
  }

  mutating func dayRead(_ day: Day) {
    isDayBeingRead = false
    self.day = day
    isDirty = true
  }
}

extension Timestamp {
  /// Both clocks went on alike from one to the other; false also between now and the past, which has one clock.
  fileprivate func isOnClocks(of other: Timestamp) -> Bool {
    let apart = (other.wall - wall) - other.since(self)
    return apart < .seconds(1) && apart > .seconds(-1)
  }
}
