import Dashboard
import GoRules
import Health
import Text
import Watching

/// Lines of the dashboard's command line that it does not carry out itself.
extension App {
  mutating func carryOut(line: String, _ watcher: inout Watcher, at now: Timestamp) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    // Names and paths may hold spaces.
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    case "add" where words.count == 3: add(name: words[1], url: words[2], &watcher, at: now)
    case "add" where words.count == 2: add(name: nil, url: words[1], &watcher, at: now)
    case "use" where words.count == 3 && words[1] == "profile":
      useProfile(words[2], watcher, at: now)
    case "remove" where words.count > 1: remove(rest, &watcher, at: now)
    case "export" where words.count > 1: export(to: rest, replacing: false, &watcher, at: now)
    case "export!" where words.count > 1: export(to: rest, replacing: true, &watcher, at: now)
    case "use" where words.count > 1: choose(rest, &watcher, at: now)
    default:
      tell(Sentence(.notUnderstood, .text(ServerText(line, limit: 60).text)), as: .error, at: now)
    }
  }

  /// Without a name it is called by its host.
  private mutating func add(
    name: String?, url: String, _ watcher: inout Watcher, at now: Timestamp
  ) {
    do throws(ChainError) {
      let mirror = WatchedMirror(name: name, url: try ProxyURL(parsingOne: url))
      let id = Mirror.ID(mirror.url)
      if let known = watcher.settings.mirrors.first(where: { $0.id == id }) {
        return tell(Sentence(.alreadyWatched, .text(known.name)), as: .error, at: now)
      }
      // As the mirror would be called: cleaned.
      let shown = Mirror(name: name, url: mirror.url).name
      guard name == nil || !watcher.settings.mirrors.contains(where: { $0.name == shown }) else {
        return tell(Sentence(.nameIsTaken, .text(shown)), as: .error, at: now)
      }
      watcher.choose(at: now) { session in
        session.mirrors.append(mirror)
        session.removed.remove(id)
      }
      // Where two have one host, both have their ports.
      let added = watcher.settings.mirrors.first { $0.id == id }
      tell(Sentence(.nowWatching, .text(added?.name ?? shown)), at: now)
    } catch {
      tell(Sentence(verbatim: error.text), as: .error, at: now)
    }
  }

  private mutating func remove(_ name: String, _ watcher: inout Watcher, at now: Timestamp) {
    guard let mirror = mirror(named: name, watcher, at: now) else { return }
    guard mirror.entry == nil else {
      return tell(Sentence(.isInChain, .text(mirror.name)), as: .error, at: now)
    }
    watcher.choose(at: now) { session in
      session.mirrors.removeAll { Mirror.ID($0.url) == mirror.id }
      session.removed.insert(mirror.id)
    }
    tell(Sentence(.noLongerWatched, .text(mirror.name)), at: now)
  }

  /// nil where there is none, with a message to the user.
  private mutating func mirror(
    named name: String, _ watcher: Watcher, at now: Timestamp
  ) -> Mirror? {
    let mirror = watcher.settings.proxies.first { $0.name == name }
    if mirror == nil {
      tell(Sentence(.noMirrorNamed, .text(ServerText(name, limit: 60).text)), as: .error, at: now)
    }
    return mirror
  }

  /// Shows what would be written for this mirror.
  private mutating func choose(_ name: String, _ watcher: inout Watcher, at now: Timestamp) {
    guard let mirror = mirror(named: name, watcher, at: now) else { return }
    guard let proposal = ChainPick(watcher.settings, writer: writer)?.proposal(for: mirror) else {
      return tell(Sentence(.isFirstAlready, .text(mirror.name)), as: .error, at: now)
    }
    var row = PickTable.Row(id: mirror.id, name: mirror.name)
    row.proposal = proposal
    view.confirm(row)
  }

  /// Shows what would be written for a profile of the configuration.
  private mutating func useProfile(_ name: String, _ watcher: Watcher, at now: Timestamp) {
    switch ProfilePick(name, in: loaded.configuration, writer: writer) {
    case .change(let proposal): view.confirm(profile: proposal)
    case .refusal(let sentence): tell(sentence, as: .error, at: now)
    case .none(let sentence): tell(sentence, at: now)
    }
  }
}
