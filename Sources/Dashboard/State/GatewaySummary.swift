import GoRules
import Health
import Text

extension Snapshot {
  /// What the gateway at an entry tells, for one of its places; nil for any other entry.
  private func gateway(at entry: Int) -> GatewaySight? {
    gateway.flatMap { $0.isPlace(entry) ? $0 : nil }
  }

  /// An entry as the one that serves: behind a gateway whoever that sent go to last; or why that is not known, as nothing
  /// was asked lately or the gateway does not answer.
  func servingName(ofEntry entry: Int, _ language: Language, limit: Int = 200) -> String {
    let name = String(name(ofEntry: entry).prefix(limit))
    guard let gateway = gateway(at: entry) else { return name }
    if let served = gateway.served(at: now) {
      return language.say(.throughGateway, String(served.name.prefix(limit)))
    }
    if gateway.current(at: now) != nil {
      return language.say(
        gateway.wasAsked(at: now) ? .gatewayServedNothing : .gatewayUnasked, name)
    }
    let silence = gateway.silence(at: now)
    // It served the last probe, and does not answer now.
    guard gateway.trouble != nil || silence != nil,
      let text = language.texts(gateway.trouble, silence: silence).last
    else { return name }
    return language.say(.servedPoorly, name, text)
  }

  /// A walk ends well at a gateway that does not answer now, which it did before: it is being probed.
  func isGatewaySilent(servingIn walk: Walk) -> Bool {
    guard let gateway = walk.active.flatMap(gateway(at:)), gateway.trouble != .foreign else {
      return false
    }
    return gateway.silence(at: now) != nil
  }

  /// What go would do: `served by goproxy.cn through the gateway`.
  package func text(_ walk: Walk, _ language: Language) -> String {
    guard let active = walk.active else { return language.text(walk, name: name(ofEntry:)) }
    let name = servingName(ofEntry: active, language)
    return isGatewaySilent(servingIn: walk)
      ? language.say(.dependsOn, name) : language.text(walk) { _ in name }
  }

  /// The entry that serves in the shortest answers, behind a gateway the one that it sends go to; nil where none serves,
  /// or that is not known now.
  var shownActive: Int? {
    guard let walk = mainWalk, !isGatewaySilent(servingIn: walk) else { return nil }
    guard let active = mainActive, let served = gateway(at: active)?.served(at: now) else {
      return mainActive
    }
    return entry(named: served.name) ?? active
  }

  /// Served go through the gateway last, though go does not come to it by the list.
  func isServedThroughGateway(_ entry: Int) -> Bool {
    entry == shownActive && entry != mainActive
  }

  /// The gateway has the names of the same list.
  private func entry(named name: String) -> Int? {
    chain?.entries.indices.first { self.name(ofEntry: $0) == name }
  }
}
