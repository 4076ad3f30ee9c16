import GoRules

extension MonitorSettings {
  /// These settings with the chain that was in force at a time of the history, instead of today's.
  ///
  /// `value` is as the history has it: redacted, empty where go would have refused it. Which modules go direct and
  /// what is asked of the checksum database is not on record: today's settings are taken.
  package func withRecordedChain(_ value: String) -> MonitorSettings {
    if value == chain?.redacted ?? "" { return self }
    var settings = self
    settings.setting = GoproxySetting(value: value, source: .record)
    settings.chain = nil
    settings.chainError = nil
    do throws(ChainError) {
      settings.chain = try chainOfRecord(value)
    } catch {
      settings.chainError = value.isEmpty ? nil : error.text
    }
    var rest = mirrors.filter { $0.service == .proxy }
    settings.mirrors = []
    let recorded = settings.chain
    for (index, entry) in (recorded?.entries ?? []).enumerated() {
      guard let url = entry.url, let recorded else { continue }
      var mirror = Mirror(url: url, entry: index, of: recorded, canary: canaries[0])
      if settings.mirrors.contains(where: { $0.id == mirror.id }) { continue }
      if let known = rest.firstIndex(where: { $0.id == mirror.id }) {
        mirror = rest.remove(at: known)
      }
      mirror.entry = index
      settings.mirrors.append(mirror)
    }
    settings.mirrors += rest.map { mirror in
      var mirror = mirror
      mirror.entry = nil
      return mirror
    }
    settings.mirrors.tellApart()
    settings.addServices()
    return settings
  }

  private func chainOfRecord(_ value: String) throws(ChainError) -> Chain {
    var recorded = try Chain(
      parsing: value, checksumDatabase: chain?.checksumDatabase ?? .standard,
      sums: chain?.sums ?? .all)
    if let chain, let first = chain.entries.first, first.target == .noproxy {
      recorded.entries.insert(first, at: 0)
      recorded.noproxy = chain.noproxy
    }
    return recorded
  }
}
