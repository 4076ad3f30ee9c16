import GoRules
import Health
import Text

extension Snapshot {
  /// The walks, kinds with the same answer together, worst first.
  func walkGroups() -> [WalkGroup] {
    walks.groups().enumerated().sorted {
      ($0.element.walk.standing.severity, -$0.offset)
        > ($1.element.walk.standing.severity, -$1.offset)
    }.map(\.element)
  }

  /// The walk that stands for all in the shortest answers: of `info`, else the first; nil without walks.
  var mainWalk: Walk? { walks.first { $0.kind == .info } ?? walks.first }

  /// The entry that serves in the shortest answers; nil where none does, or that is not known now.
  var mainActive: Int? { mainWalk.flatMap { $0.isOpen ? nil : $0.active } }

  /// How long the entry that a walk waits for has not answered, its name, and what is waited for; nil where a walk
  /// waits for none.
  func wait(of walk: Walk) -> (time: String, name: String, phase: Phase?)? {
    guard walk.isWaiting else { return nil }
    let name: String
    let open: OpenRequest?
    if let entry = walk.waiting {
      (name, open) = (self.name(ofEntry: entry), mirror(ofEntry: entry)?.waiting)
    } else {
      name = walk.database?.name ?? ""
      open = mirrors.first { $0.mirror.service == .checksumDatabase }?.waiting
    }
    let time = open.map { Format.span(now.since($0.startedAt)) } ?? ""
    return (time, name, open?.phase)
  }

  /// Who is asked at a step: where no proxy is, a checksum database that does not answer is named.
  func name(of step: Walk.Step, in walk: Walk) -> String {
    guard let database = walk.database, step.outcome != .ok,
      chain?.entries[step.entry].url == nil
    else { return name(ofEntry: step.entry) }
    return database.name
  }

  /// How old the answer is on which a stale walk rests, and who gave it; nil where the walk is not stale.
  func staleness(of walk: Walk) -> (age: String, name: String)? {
    guard walk.isStale, let proof = walk.proof else { return nil }
    let name = proof.entry.map(name(ofEntry:)) ?? walk.database?.name ?? ""
    return (Format.span(proof.age), name)
  }

  /// `list 3s  info 1s`: how old the oldest answer of each kind is; of a zip that is asked for seldom, how seldom.
  var proofAges: String {
    RequestKind.allCases.compactMap { kind in
      let proofs = walks.filter { $0.kind == kind }.compactMap(\.proof)
      guard let oldest = proofs.max(by: { $0.age < $1.age }) else { return nil }
      let isSeldom = oldest.interval > .seconds(120)
      let pace = isSeldom ? "/" + Format.span(oldest.interval) : ""
      return "\(kind.rawValue) \(Format.span(oldest.age))\(pace)"
    }.joined(separator: "  ")
  }

  /// The mirror on which a walk ends well that answers slowly, or now and then not; nil where it is up.
  func ailing(servingIn walk: Walk) -> MirrorSnapshot? {
    guard !walk.isOpen, let mirror = walk.active.flatMap(mirror(ofEntry:)) else { return nil }
    return [.slow, .degraded].contains(mirror.state) ? mirror : nil
  }

  /// What stands after a chain entry; nil after the last.
  func separator(afterEntry entry: Int) -> Chain.Separator? {
    guard let chain, chain.entries.indices.contains(entry) else { return nil }
    return chain.entries[entry].separator
  }
}
