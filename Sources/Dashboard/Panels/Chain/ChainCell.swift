import GoRules
import Health
import Text

/// What one entry answers to one kind of request, and what go makes of it.
///
/// | text | |
/// |---|---|
/// | `▶ 190` | go is served here, in milliseconds |
/// | `· 404` | an answer after which go goes on |
/// | `✕ 502` | an error; with `┤` go stops here |
/// | `\| ▶ 190` | go would be served here if `\|` stood where it stops |
/// | `(190)` | an answer to our own question: go does not come here |
/// | `… 7s` | no answer for so long |
/// | `? 190` | an answer so old that it says nothing of now |
struct ChainCell {
  /// The longest first; all begin with a mark, and the last is not much more: half a figure would be another one.
  var texts: [String]
  var role: Role
  var attributes: Attributes = []

  /// Nobody is asked here.
  static let none = ChainCell(texts: ["-"], role: .muted)
  static let unmeasured = ChainCell(texts: ["?"], role: .unknown)

  init(_ line: ChainTable.Line, _ walk: Walk, _ scene: Scene) {
    switch line {
    case .module: self = .none
    case .database: self = Self.database(walk, scene)
    case .entry(let entry, _):
      // Where no proxy is, the database is asked itself: it has a line of its own.
      let isDatabase = walk.kind == .sumdb && scene.snapshot.chain?.entries[entry].url == nil
      let step = walk.steps.first { $0.entry == entry }
      if isDatabase {
        self = .none
      } else if let step, !Self.isBeyondWait(entry, walk) {
        self = Self.asked(step, walk, scene)
      } else {
        self = Self.unasked(entry, walk, scene)
      }
    }
  }

  private init(texts: [String], role: Role, attributes: Attributes = []) {
    self.texts = texts
    self.role = role
    self.attributes = attributes
  }

  /// A mark and what follows it; `end`, too, where go stops.
  private init(
    _ mark: Unicode.Scalar, _ texts: [String], _ role: Role, _ attributes: Attributes = [],
    end: Unicode.Scalar? = nil
  ) {
    let end = end.map { " \($0)" } ?? ""
    let last = texts.suffix(1)
    self.init(
      texts: texts.map { "\(mark) \($0)\(end)" } + last.map { "\(mark) \($0)" }
        + last.map { "\(mark)\($0)" } + ["\(mark)"],
      role: role, attributes: attributes)
  }

  /// go waits for an entry before this one now, whatever this one answered.
  private static func isBeyondWait(_ entry: Int, _ walk: Walk) -> Bool {
    walk.isWaiting && walk.waiting.map { entry > $0 } == true
  }

  /// An entry that go comes to.
  private static func asked(_ step: Walk.Step, _ walk: Walk, _ scene: Scene) -> ChainCell {
    let glyphs = scene.glyphs
    if walk.isWaiting, walk.waiting == step.entry {
      let time = scene.snapshot.wait(of: walk)?.time ?? ""
      return ChainCell(glyphs.state(.waiting), [time], .degraded, .bold)
    }
    guard let outcome = step.outcome else {
      let isOff = scene.snapshot.chain?.entries[step.entry].target == .off
      return isOff ? ChainCell(glyphs.failure, ["off"], .down, .bold, end: glyphs.stop) : unmeasured
    }
    if outcome.isNotMeasured { return unmeasured }
    let isStop = walk.stop == step.entry
    let end = isStop ? glyphs.stop : nil
    let known = known(step.entry, walk, scene)
    // It stopped go with its last answer, and has been silent since.
    if known?.isWaiting == true, let time = silence(of: step.entry, scene) {
      return ChainCell(glyphs.state(.waiting), [time], .degraded, .bold, end: end)
    }
    let isActive = step.entry == walk.active
    let answers =
      isActive ? time(step.cost, of: step.entry, scene) : answers(outcome, scene)
    if known?.isStale ?? (walk.isStale && walk.proof?.entry == step.entry) {
      return ChainCell(glyphs.state(.unknown), answers, .unknown, end: end)
    }
    if isActive {
      let isAiling = scene.snapshot.ailing(servingIn: walk) != nil
      return ChainCell(
        glyphs.active, answers, walk.isOpen ? .muted : isAiling ? .degraded : .active, .bold)
    }
    if outcome.isAlive {
      return ChainCell(glyphs.dot, answers, isStop ? .down : .muted, end: end)
    }
    if scene.snapshot.isLocal { return ChainCell(glyphs.state(.local), answers, .local) }
    return ChainCell(glyphs.failure, answers, .down, isStop ? .bold : [], end: end)
  }

  /// An entry that go does not come to: in brackets, or as the one that a `|` would bring it to.
  private static func unasked(_ entry: Int, _ walk: Walk, _ scene: Scene) -> ChainCell {
    let known = known(entry, walk, scene)
    if isRescue(entry, walk, scene) {
      return rescue(time(known?.answer.cost, of: entry, scene), scene)
    }
    guard let known else { return .none }
    let texts: [String]
    let outcome = known.answer.outcome
    if known.isWaiting, let time = silence(of: entry, scene) {
      let mark = scene.glyphs.state(.waiting)
      texts = ["\(mark) \(time)", "\(mark)"]
    } else if known.isStale || outcome.isNotMeasured {
      texts = ["?"]
    } else if outcome == .ok {
      texts = time(known.answer.cost, of: entry, scene) + ["ok"]
    } else {
      let mark = outcome.isAlive ? scene.glyphs.dot : scene.glyphs.failure
      texts = answers(outcome, scene) + ["\(mark)"]
    }
    return ChainCell(texts: texts.map { "(\($0))" }, role: .muted)
  }

  /// For how long an entry has not answered; nil where it has.
  private static func silence(of entry: Int, _ scene: Scene) -> String? {
    scene.snapshot.mirror(ofEntry: entry)?.waiting.map { Format.span(scene.age($0.startedAt)) }
  }

  /// Another separator would bring go to this entry: what stops go has answered, and so has this one, both of late.
  static func isRescue(_ entry: Int, _ walk: Walk, _ scene: Scene) -> Bool {
    guard walk.withPipe?.entry == entry, !scene.snapshot.isLocal else { return false }
    if walk.isRescuedByDatabase(in: scene.snapshot) { return false }
    return [walk.stop, entry].compactMap(\.self)
      .allSatisfy { known($0, walk, scene)?.isOfNow ?? true }
  }

  private static func rescue(_ texts: [String], _ scene: Scene) -> ChainCell {
    let mark = scene.glyphs.active
    let last = texts.suffix(1)
    return ChainCell(
      texts: texts.map { "| \(mark) \($0)" } + last.map { "|\(mark)\($0)" }
        + last.map { "|\($0)" } + ["|\(mark)"],
      role: .active)
  }

  private static func known(_ entry: Int, _ walk: Walk, _ scene: Scene) -> MeasuredAnswer? {
    guard scene.snapshot.answers.indices.contains(entry) else { return nil }
    return scene.snapshot.answers[entry][Question(walk.kind, walk.canary)]
  }

  private static func database(_ walk: Walk, _ scene: Scene) -> ChainCell {
    let glyphs = scene.glyphs
    let mirror = scene.snapshot.mirrors.first { $0.mirror.service == .checksumDatabase }
    let total = mirror?.lastCold.flatMap { $0.outcome == .ok ? $0.timings.total : nil }
    let time = total.map(Format.latency) ?? "ok"
    if walk.isRescuedByDatabase(in: scene.snapshot), !scene.snapshot.isLocal {
      return rescue([time], scene)
    }
    guard let database = walk.database, !isBeyondWait(.max, walk) || database.isWaiting else {
      return .none
    }
    if database.isWaiting {
      let time = scene.snapshot.wait(of: walk)?.time ?? ""
      return ChainCell(glyphs.state(.waiting), [time], .degraded, .bold)
    }
    guard let outcome = database.outcome, !outcome.isNotMeasured else { return unmeasured }
    guard outcome == .ok else {
      let answers = answers(outcome, scene)
      return scene.snapshot.isLocal
        ? ChainCell(glyphs.state(.local), answers, .local)
        : ChainCell(glyphs.failure, answers, .down, .bold, end: glyphs.stop)
    }
    if walk.isStale, walk.proof?.entry == nil {
      return ChainCell(glyphs.state(.unknown), [time], .unknown)
    }
    return ChainCell(glyphs.active, [time], walk.isOpen ? .muted : .active, .bold)
  }

  /// What go waits; what version control takes is not known.
  private static func time(_ cost: Duration?, of entry: Int, _ scene: Scene) -> [String] {
    if let cost {
      let seconds = cost >= .seconds(1) ? ["\(Int(cost.seconds.rounded()))s"] : []
      return [Format.latency(cost)] + seconds
    }
    let isControl = scene.snapshot.chain?.entries[entry].isVersionControl == true
    return isControl ? [scene.say(.versionControl), scene.say(.versionControlShort)] : ["ok"]
  }

  /// What is said of an answer that serves nothing.
  private static func answers(_ outcome: RequestOutcome, _ scene: Scene) -> [String] {
    let text = scene.language.shortText(outcome)
    switch outcome {
    case .ok: return ["ok"]
    case .notFound(let found): return [text, "\(found.status)"]
    case .hang: return [text, scene.say(.lineHangs)]
    case .failure(let failure):
      if failure.cause.code == .status, let status = failure.cause.number { return ["\(status)"] }
      let short: Phrase? = failure.cause.code == .refused ? .refused : nil
      return [text] + [short, failure.phase.word].compactMap { $0.map { scene.say($0) } }
    }
  }
}
