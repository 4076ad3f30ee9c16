import Dashboard
import GoRules
import Health
import History
import Platform
import Record
import Text
import Watching

/// Moments of the record: what is said of them, and what is taken along for a report.
extension App {
  /// Says what is not known of the moment that was gone to; the header goes on to say it.
  mutating func pastRead(isSilent: Bool, _ watcher: Watcher, at now: Timestamp) {
    isDirty = true
    let grain = watcher.placeOnRecord?.grain
    if isSilent, grain != .gone {
      tell(Sentence(.nothingOnRecord), as: .aside, at: now)
    } else if let phrase = grain?.phrase, grain != view.placeOnRecord?.grain {
      tell(Sentence(phrase), at: now)
    }
  }

  mutating func tell(_ edge: RecordEdge, at now: Timestamp) {
    let sentence =
      switch edge {
      case .empty: Sentence(.recordEmpty)
      case .begin(let wall): Sentence(.recordBegins, .text(moment(wall)))
      case .firstEvent(let wall): Sentence(.noEarlierEvent, .text(moment(wall)))
      case .oldestKnownEvent(let count): Sentence(.noEventBeforeThese, .text(String(count)))
      case .lastEvent: Sentence(.noLaterEvent)
      case .ahead: Sentence(.momentAhead)
      }
    tell(sentence, at: now)
  }

  private func moment(_ wall: Duration) -> String {
    let clock = view.settings.clock
    return "\(clock.date(wall)) \(clock.time(wall))"
  }

  /// Writes the incident around the moment that is shown, as JSON where the name ends so, else as text. A file that
  /// exists is replaced only where that was said. No shell has seen the path: `~/` is the home folder here, too.
  mutating func export(
    to given: String, replacing: Bool, _ watcher: inout Watcher, at now: Timestamp
  ) {
    let home = given.hasPrefix("~/") ? loaded.go.settings.variables["HOME"] : nil
    let path = home.map { $0 + given.dropFirst() } ?? given
    let incident = Incident(
      view.frozen ?? shown, grain: watcher.placeOnRecord?.grain, now: now.wall,
      settings: view.settings)
    watcher.perform { [events, history = watcher.history] in
      let whole = await incident.withRecord(of: history)
      let (sentence, kind) = await Threads.run {
        Self.write(whole, to: path, given, replacing: replacing)
      }
      events.send(.told(sentence, kind))
    }
  }

  /// - Returns: what is to be said of it. `given`: the path as the user wrote it.
  private static func write(
    _ incident: Incident, to path: String, _ given: String, replacing: Bool
  ) -> (Sentence, DashboardState.Message.Kind) {
    let shown = ServerText(given, limit: 200).text
    do {
      let text =
        path.lowercased().hasSuffix(".json") ? try incident.json() : try incident.text()
      if replacing {
        try TextFile.write(text, to: path, mode: 0o600, makingFolders: false)
      } else {
        try TextFile.create(text, at: path, mode: 0o600)
      }
      return (Sentence(.writtenTo, .text(shown)), .note)
    } catch let failure as TextFile.Failure where failure.isThere && !replacing {
      return (Sentence(.fileExists, .text(shown), .text(":export! \(shown)")), .warning)
    } catch let failure as TextFile.Failure {
      return (Sentence(verbatim: failure.message), .error)
    } catch {
      return (Sentence(verbatim: "\(error)"), .error)
    }
  }
}

extension Incident {
  /// With what is on record; the screen of the moment is worth a report also without, which then says why it has none.
  fileprivate func withRecord(of history: HistoryStore?) async -> Incident {
    var incident = self
    guard let history else {
      incident.missing = Sentence(.noHistory)
      return incident
    }
    do throws(HistoryError) {
      await history.flush()
      incident.record = try await history.period(
        from: record.from, until: record.until, most: Self.mostChanges)
    } catch {
      incident.missing = Sentence(error.reason, path: history.path)
    }
    return incident
  }
}
