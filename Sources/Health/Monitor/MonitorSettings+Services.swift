import GoRules

extension MonitorSettings {
  /// The mirrors that can stand in a list: what may be compared.
  package var proxies: [Mirror] { mirrors.filter { $0.service == .proxy } }

  /// Those that can be chosen: not a gateway, which is no mirror.
  package var ranked: [Mirror] { proxies.filter { !$0.isGateway } }

  /// Adds to the mirrors, in chain order, what else go asks for modules: version control, where the chain comes to it,
  /// and behind the chain the checksum database, which is asked where the chain leads to it.
  package mutating func addServices() {
    mirrors.removeAll { $0.service != .proxy }
    if let database = chain.flatMap({ Mirror(databaseOf: $0, canaries: canaries) }) {
      mirrors.insert(database, at: mirrors.firstIndex { $0.entry == nil } ?? mirrors.endIndex)
    }
    guard let direct = chain.flatMap({ Mirror(directOf: $0, canaries: canaries) }) else { return }
    let place = mirrors.firstIndex { $0.entry ?? .max > direct.entry ?? .max }
    mirrors.insert(direct, at: place ?? mirrors.endIndex)
  }
}
