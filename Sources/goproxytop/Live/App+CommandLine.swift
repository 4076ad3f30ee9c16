import Dashboard
import GoRules
import Health
import Text

/// Lines of the dashboard's command line that it does not carry out itself.
extension App {
  mutating func carryOut(line: String, at now: Timestamp) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch words.first {
    case "add" where words.count == 3: add(name: words[1], url: words[2], at: now)
    case "add": tell(Sentence(.commandNeeds, .text("add NAME URL")), as: .error, at: now)
    case "remove" where words.count > 1: remove(words[1], at: now)
    case "export" where words.count > 1: export(to: words[1], at: now)
    case "use" where words.count > 1: choose(words[1], at: now)
    default:
      tell(Sentence(.notUnderstood, .text(ServerText(line, limit: 60).text)), as: .error, at: now)
    }
  }

  private mutating func add(name: String, url: String, at now: Timestamp) {
    do throws(ChainError) {
      let mirror = Mirror(
        name: ServerText(name).text, url: try ProxyURL(parsing: url),
        canary: loaded.monitor.canaries[0])
      guard !loaded.monitor.mirrors.contains(where: { $0.id == mirror.id }) else {
        return tell(Sentence(.alreadyWatched, .text(mirror.name)), as: .error, at: now)
      }
      watch.added.append(mirror)
      watch.removed.remove(mirror.id)
      watchChanged(at: now)
    } catch {
      tell(Sentence(verbatim: error.text), as: .error, at: now)
    }
  }

  private mutating func remove(_ name: String, at now: Timestamp) {
    guard let mirror = loaded.monitor.mirrors.first(where: { $0.name == name }) else {
      return tell(
        Sentence(.noMirrorNamed, .text(ServerText(name, limit: 60).text)), as: .error, at: now)
    }
    guard mirror.entry == nil else {
      return tell(Sentence(.isInChain, .text(mirror.name)), as: .error, at: now)
    }
    watch.added.removeAll { $0.id == mirror.id }
    watch.removed.insert(mirror.id)
    watchChanged(at: now)
  }

  private mutating func watchChanged(at now: Timestamp) {
    watch.apply(to: &loaded.monitor)
    settingsChanged(at: now)
  }

  /// Shows what would be written for this mirror; `fastest` measures first.
  private mutating func choose(_ name: String, at now: Timestamp) {
    guard name != "fastest" else { return startMeasurement() }
    guard let mirror = loaded.monitor.mirrors.first(where: { $0.name == name }) else {
      return tell(
        Sentence(.noMirrorNamed, .text(ServerText(name, limit: 60).text)), as: .error, at: now)
    }
    guard
      let proposal = loaded.monitor.chain.flatMap({ chain in
        ChainPick(chain: chain, writer: writer, configuration: loaded.configuration)
          .proposal(for: mirror)
      })
    else {
      return tell(Sentence(.isFirstAlready, .text(mirror.name)), as: .error, at: now)
    }
    var row = Comparison.Row(id: mirror.id, name: mirror.name)
    row.proposal = proposal
    view.confirm(row)
  }

  /// Writes what is known now, as `check --json` prints it.
  private mutating func export(to path: String, at now: Timestamp) {
    do {
      let text = try JSONOutput.text(CheckReport(shown)) + "\n"
      try TextFile.write(text, to: path, mode: 0o644)
      tell(Sentence(.writtenTo, .text(ServerText(path, limit: 200).text)), at: now)
    } catch let error as TextFile.Failure {
      tell(Sentence(verbatim: error.message), as: .error, at: now)
    } catch {
      tell(Sentence(verbatim: "\(error)"), as: .error, at: now)
    }
  }
}

/// What the user added to and took from the watch list while the dashboard runs.
struct WatchChanges {
  var added: [Mirror] = []
  var removed: Set<Mirror.ID> = []

  /// Makes these changes to settings as read; mirrors of the chain stay.
  func apply(to settings: inout MonitorSettings) {
    settings.mirrors.removeAll { removed.contains($0.id) && $0.entry == nil }
    for mirror in added where !settings.mirrors.contains(where: { $0.id == mirror.id }) {
      settings.mirrors.append(mirror)
    }
  }
}
