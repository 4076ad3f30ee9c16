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

  /// In the place of who serves, where no walk has come to its end: `phrase`, or what could not be measured.
  func unmeasured(_ phrase: Phrase, _ language: Language) -> String {
    guard let step = mainWalk?.steps.last, let outcome = step.outcome, outcome.isNotMeasured else {
      return language.say(phrase)
    }
    return language.say(.withReason, name(ofEntry: step.entry), language.text(outcome))
  }

  /// The chain starts with `off`, so go asks no mirror.
  var isOff: Bool {
    chain?.entries.first { $0.target != .noproxy }?.target == .off
  }

  /// Why there is no change of GOPROXY that a key could make.
  var nothingHelps: Phrase {
    if !isOff { return .nothingHelps }
    return setting.source == .environment ? .nothingHelpsOffExported : .nothingHelpsOff
  }

  /// How old the answer is on which a stale walk rests, and who gave it; nil where the walk is not stale.
  func staleness(of walk: Walk) -> (age: String, name: String)? {
    guard walk.isStale, let proof = walk.proof else { return nil }
    let name = proof.entry.map(name(ofEntry:)) ?? walk.database?.name ?? ""
    return (Format.span(proof.age), name)
  }

  /// How old the oldest answer of a kind is that counts: of those whom go asks, and of those whom it would ask with
  /// another separator. The longest text first; nil where nothing is measured.
  func proofAge(of kind: RequestKind) -> (texts: [String], isStale: Bool)? {
    proofAge(of: walks.filter { $0.kind == kind })
  }

  /// The same of some walks.
  func proofAge(of walks: [Walk]) -> (texts: [String], isStale: Bool)? {
    let own = walks.compactMap(\.proof)
    // A stale one proves no rescue, and its cell says so.
    let others = isLocal ? [] : walks.compactMap(\.withPipe?.proof).filter { !$0.isStale }
    guard let oldest = (own + others).max(by: { $0.age < $1.age }) else { return nil }
    return (Self.texts(oldest), own.contains(where: \.isStale))
  }

  /// `3s`; of a zip that is asked for seldom, how seldom, too: `9s/5m`.
  static func texts(_ proof: Walk.Proof) -> [String] {
    let age = Format.span(proof.age)
    return proof.interval > .seconds(120) ? ["\(age)/\(Format.span(proof.interval))", age] : [age]
  }

  /// The mirror on which a walk ends well that answers slowly, or now and then not; nil where it is up.
  func ailing(servingIn walk: Walk) -> MirrorSnapshot? {
    guard !walk.isOpen, !isGatewaySilent(servingIn: walk),
      let mirror = walk.active.flatMap(mirror(ofEntry:))
    else { return nil }
    return [.slow, .degraded].contains(mirror.state) ? mirror : nil
  }
}
