import GoRules

/// Looks a chain over: what is written, the settings around it, and what was measured of its mirrors.
///
/// It tells the price both ways and changes nothing.
package struct ChainLint: Sendable, Hashable {
  package var setting: GoproxySetting
  /// nil where go would refuse the value.
  package var chain: Chain?
  /// nil where nothing of the environment is to be told (a chain given by hand).
  package var environment: GoEnvironment?
  /// Empty where nothing was measured.
  package var mirrors: [MirrorSnapshot]
  /// The live walks; empty where nothing was measured.
  package var walks: [Walk]
  /// The wall time of what was measured; nil where nothing was.
  package var now: Duration?
  /// This machine has no network: nothing else is to blame.
  package var isLocal = false

  package init(
    setting: GoproxySetting, chain: Chain?, environment: GoEnvironment? = nil,
    mirrors: [MirrorSnapshot] = [], walks: [Walk] = []
  ) {
    self.setting = setting
    self.chain = chain
    self.environment = environment
    self.mirrors = mirrors
    self.walks = walks
  }

  package init(_ snapshot: Snapshot, environment: GoEnvironment?) {
    self.init(
      setting: snapshot.setting, chain: snapshot.chain, environment: environment,
      mirrors: snapshot.mirrors, walks: snapshot.walks)
    now = snapshot.now.wall
    isLocal = snapshot.isLocal
  }

  /// All that is to be told, the worst first: of the whole chain, then entry by entry.
  package var advice: [Advice] {
    var all = settingAdvice + environmentAdvice + surroundingAdvice
    let entries = chain?.entries ?? []
    let first = Dictionary(
      entries.enumerated().compactMap { index, entry in entry.url.map { ($0, index) } },
      uniquingKeysWith: { earlier, _ in earlier })
    // For each entry the next public one behind it.
    var nextPublic = [Int?](repeating: nil, count: entries.count)
    for index in entries.indices.reversed().dropFirst() {
      let isPublic = entries[index + 1].url?.isPublic == true
      nextPublic[index] = isPublic ? index + 1 : nextPublic[index + 1]
    }
    for index in entries.indices {
      all += writtenAdvice(at: index, first: first)
      all += separatorAdvice(at: index, nextPublic: nextPublic[index])
      all += measuredAdvice(at: index)
    }
    return Advice.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
  }

  func name(ofEntry index: Int) -> String {
    chain?.name(ofEntry: index, among: mirrors) ?? ""
  }
}
