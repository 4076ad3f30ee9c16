import GoRules
import Health

/// What is found of the whole: settings, machine, network, go itself.
extension Diagnosis {
  /// The first release with GOPROXY lists, and the first with `|`.
  private static let releases = (lists: 13, pipes: 15)
  /// go is rarely made to wait so long for an answer.
  private static let slowness = Duration.seconds(1)

  /// What keeps go from asking anybody, or fails it although all answer.
  var whole: [Finding] {
    if facts.snapshot.chain == nil { return [refused] }
    if facts.snapshot.isLocal { return [noNetwork] }
    return [oldGo, pipeUnknown, lookupsOff, hearing].compactMap(\.self)
  }

  /// What go gets along with.
  var beside: [Finding] {
    if facts.snapshot.isLocal || facts.snapshot.chain == nil { return [] }
    return nameServers + addresses + slow + unchecked + deep
  }

  private var refused: Finding {
    let text = facts.snapshot.chainError ?? ""
    let hint = facts.snapshot.advice.first { [.wrongSeparator, .emptyGoproxy].contains($0.code) }
    return Finding(
      .goproxyRefused, .you, .high, subjects: [text], advice: hint, fix: takeBack)
  }

  private var noNetwork: Finding {
    let results = facts.snapshot.mirrors.compactMap { $0.lastCold ?? $0.recent.last }
    let cause = results.lazy.compactMap { $0.outcome.failure?.cause }.first
    return Finding(
      .noNetwork, .machine, cause?.isLocal == true ? .high : .medium,
      evidence: (cause.map { [.cause($0)] } ?? [])
        + facts.names.filter(\.isDeadServer).prefix(3).map { .name($0) }
        + (cause.map { [.hint($0)] } ?? []))
  }

  private var oldGo: Finding? {
    guard let release = facts.go?.release, release < Self.releases.lists else { return nil }
    return Finding(.oldGo, .machine, .high, subjects: [facts.go?.version ?? ""])
  }

  private var pipeUnknown: Finding? {
    guard let release = facts.go?.release,
      (Self.releases.lists..<Self.releases.pipes).contains(release),
      facts.snapshot.chain?.entries.contains(where: { $0.separator == .pipe }) == true
    else { return nil }
    return Finding(.pipeUnknown, .chain, .high, subjects: [facts.go?.version ?? ""])
  }

  private var lookupsOff: Finding? {
    guard let chain = facts.snapshot.chain,
      let walk = facts.snapshot.walks.first(where: { $0.verdict == .broken }),
      let last = walk.steps.last?.entry, chain.entries[last].target == .off,
      walk.steps.dropLast().allSatisfy({ $0.outcome?.isAlive == true })
    else { return nil }
    return Finding(
      .lookupsOff, .you, .high, subjects: [walk.canary.description],
      evidence: walk.error.map { [.goSays($0)] } ?? [], fix: takeBack)
  }

  /// Back to the default.
  private var takeBack: Fix {
    .command(
      facts.snapshot.setting.source == .environment ? "unset GOPROXY" : "go env -u GOPROXY")
  }

  /// go fails, or waits, and nothing that was measured says why.
  private var hearing: Finding? {
    guard !facts.verdict.isBad, !troubles.contains(where: { $0.isNeeded && $0.stop != nil }),
      let ruling = facts.referee?.rulings.first
    else { return nil }
    switch ruling.go {
    case .works: return nil
    case .fails(let text):
      return Finding(.goFails, .machine, .low, subjects: [ServerText(text.text).text])
    case .waits: return Finding(.goWaits, .machine, .low)
    }
  }

  // MARK: - Beside

  private var nameServers: [Finding] {
    let answered = facts.names.filter { !$0.addresses.isEmpty }
    let dead = facts.names.filter { fact in
      fact.isDeadServer && answered.contains { $0.host == fact.host && $0.source != .hosts }
    }
    guard let first = dead.first,
      !troubles.contains(where: { $0.failure?.phase == .resolve })
    else { return [] }
    return [
      Finding(
        .deadNameServer, .path, .medium, subjects: [first.server],
        evidence: dead.filter { $0.source == first.source }.map { .name($0) })
    ]
  }

  private var addresses: [Finding] {
    let hosts = Set(facts.reaches.map(\.peer)).sorted()
    return hosts.compactMap { host in
      let all = facts.reaches.filter { $0.peer == host }
      let dead = all.filter { $0.failure != nil }
      guard !dead.isEmpty, dead.count < all.count else { return nil }
      let isFamily =
        Set(dead.map(\.isIPv6)).count == 1
        && all.filter { $0.isIPv6 == dead[0].isIPv6 }.count == dead.count
      // A machine without a route for a family does not try it: go passes over its addresses at once.
      if isFamily, dead.allSatisfy({ $0.failure?.isLocal == true }) { return nil }
      return Finding(
        isFamily ? .deadFamily : .deadAddress, isFamily ? .path : .mirror, .medium,
        subjects: isFamily
          ? [host, dead[0].isIPv6 ? "IPv6" : "IPv4"] : [host, "\(dead.count)", "\(all.count)"],
        evidence: dead.map { .reach($0) })
    }
  }

  /// Who serves, and takes its time for more than one kind of request.
  private var slow: [Finding] {
    let servers = Set(facts.snapshot.walks.compactMap(\.active)).sorted()
    return servers.compactMap { entry in
      guard let mirror = facts.snapshot.mirror(ofEntry: entry) else { return nil }
      let late = [RequestKind.info, .mod, .zip, .list].filter { kind in
        guard let result = mirror.latest[kind], result.outcome == .ok else { return false }
        let wait = (result.timings.processing ?? .zero) + (result.timings.transfer ?? .zero)
        return wait > Self.slowness && !result.timingsAreUnusable
      }
      guard late.count > 1, let result = mirror.latest[late[0]] else { return nil }
      var finding = Finding(
        .slow, .mirror, .medium, subjects: [mirror.mirror.name],
        evidence: [.outcome(late, result.outcome, nil, times: nil)])
      finding.entry = entry
      return finding
    }
  }

  private var unchecked: [Finding] {
    facts.snapshot.advice.filter { advice in
      advice.code == .uncheckedContent && !troubles.contains { $0.entry == advice.entry }
    }.map { Finding(.uncheckedContent, .mirror, .high, advice: $0) }
  }
}
